import type { Territory } from '../../../api/answers.ts';

/** « Redon (Ille-et-Vilaine) »: enough to tell it from its namesakes, for a person. */
export function nameWithPlace({ name, department, kind }: Territory): string {
  return department === null || kind === 'departement' ? name : `${name} (${department.name})`;
}
