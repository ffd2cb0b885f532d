import { addClause } from './recombine-texts.ts';

/** Returns the text, with clauses about other places when it was returned before. */
export type MakeDistinct = (text: string, anotherPlace: () => string) => string;

/** @param known texts already in use */
export function createDistinctTexts(known: readonly string[]): MakeDistinct {
  const given = new Set(known);
  return (text, anotherPlace) => {
    let distinct = text;
    while (given.has(distinct)) distinct = addClause(distinct, `comme à ${anotherPlace()}`);
    given.add(distinct);
    return distinct;
  };
}
