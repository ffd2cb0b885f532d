import { fold } from '../../src/domain/text/fold.ts';
import type { Territory } from '../api/answers.ts';

/** Same for two spellings of a name: case, accents, hyphens and apostrophes do not count. */
function folded(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Territories whose name is exactly the typed one; all those found when there is none. */
export function meantTerritories(typed: string, found: readonly Territory[]): readonly Territory[] {
  const wanted = folded(typed);
  const exact = found.filter(({ name, label }) => folded(name) === wanted || folded(label) === wanted);
  return exact.length > 0 ? exact : found;
}
