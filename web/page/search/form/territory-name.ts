import type { Territory } from '../../../api/answers.ts';

/** « Redon (Ille-et-Vilaine) »: distinguishes a territory from its namesakes. */
export function nameWithPlace({ name, department, kind }: Territory): string {
  return department === null || kind === 'departement' ? name : `${name} (${department.name})`;
}
