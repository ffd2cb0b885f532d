import type { TerritoryKind } from '../territory/territory.ts';

/** Gaps of a fiche that a person should look at before publishing it. */
export const DOUBTS = [
  'territory-missing',
  'territory-unplaced',
  'lever-missing',
  'theme-missing',
  'year-missing',
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** Parts of a fiche that it may lack. */
interface Checked {
  readonly territories: readonly { readonly kind?: TerritoryKind; readonly code?: string | null }[];
  readonly levers: readonly unknown[];
  readonly themes: readonly unknown[];
  readonly year: number | null;
}

/** Lists what a fiche lacks, the gravest first. A « pays » has no official code: it is placed without one. */
export function doubtsOf({ territories, levers, themes, year }: Checked): readonly Doubt[] {
  const isUnplaced = territories.some(({ code, kind }) => (code ?? null) === null && kind !== 'pays');
  const lacking: Readonly<Record<Doubt, boolean>> = {
    'territory-missing': territories.length === 0,
    'territory-unplaced': isUnplaced,
    'lever-missing': levers.length === 0,
    'theme-missing': themes.length === 0,
    'year-missing': year === null,
  };
  return DOUBTS.filter((doubt) => lacking[doubt]);
}
