import { addClause } from './recombine-texts.ts';

/** Gives a text back, with clauses about other places when it was given already. */
export type MakeDistinct = (text: string, anotherPlace: () => string) => string;

/** @param known texts that are taken from the start */
export function createDistinctTexts(known: readonly string[]): MakeDistinct {
  const given = new Set(known);
  return (text, anotherPlace) => {
    let distinct = text;
    while (given.has(distinct)) distinct = addClause(distinct, `comme à ${anotherPlace()}`);
    given.add(distinct);
    return distinct;
  };
}
