import type { ExperienceDraft } from './experience.ts';

/** What a person should look at before publishing a fiche. */
export const DOUBTS = [
  'territory-missing',
  'territory-unplaced',
  'lever-missing',
  'theme-missing',
  'year-missing',
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** Lists what a fiche lacks, the gravest first. A « pays » has no official code: it is placed without one. */
export function doubtsOf({ territories, levers, themes, year }: ExperienceDraft): readonly Doubt[] {
  const isUnplaced = territories.some(({ code, kind }) => code === null && kind !== 'pays');
  const lacking: Readonly<Record<Doubt, boolean>> = {
    'territory-missing': territories.length === 0,
    'territory-unplaced': isUnplaced,
    'lever-missing': levers.length === 0,
    'theme-missing': themes.length === 0,
    'year-missing': year === null,
  };
  return DOUBTS.filter((doubt) => lacking[doubt]);
}
