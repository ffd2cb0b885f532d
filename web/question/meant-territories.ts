import type { Territory } from '../api/answers.ts';

function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Of the territories found for what was typed: the one that was meant, or those among which to choose. */
export function meantTerritories(typed: string, found: readonly Territory[]): readonly Territory[] {
  const wanted = folded(typed);
  const exact = found.filter(({ name, label }) => folded(name) === wanted || folded(label) === wanted);
  return exact.length > 0 ? exact : found;
}
