import { fold } from '../../src/domain/text/fold.ts';
import type { Territory } from '../api/answers.ts';

/** Same for two spellings of a name: case, accents, hyphens and apostrophes do not count. */
function folded(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Of the territories found for what was typed: the one that was meant, or those among which to choose. */
export function meantTerritories(typed: string, found: readonly Territory[]): readonly Territory[] {
  const wanted = folded(typed);
  const exact = found.filter(({ name, label }) => folded(name) === wanted || folded(label) === wanted);
  return exact.length > 0 ? exact : found;
}
