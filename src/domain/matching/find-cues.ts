import { createExpressionFinder, foldWords } from '../text/expressions.ts';

interface Cued {
  readonly id: string;
  readonly cues: readonly string[];
}

/**
 * Finds the cues of each lever or theme in a text, ignoring case, accents, hyphens and plurals. Ids without a cue in
 * the text are absent.
 */
export type FindCues = (text: string) => ReadonlyMap<string, readonly string[]>;

/** Folds the cues once. */
export function createCueFinder(taxonomy: readonly Cued[]): FindCues {
  const folded = taxonomy.map(({ id, cues }) => ({
    id,
    cues: cues.map((cue) => ({ cue, words: foldWords(cue) })),
  }));
  const findExpressions = createExpressionFinder(
    folded.flatMap(({ cues }) => cues.map(({ words }) => words)),
  );
  return (text) => {
    const contained = findExpressions(foldWords(text));
    return new Map(
      folded.flatMap(({ id, cues }) => {
        const found = cues.filter(({ words }) => contained.has(words));
        return found.length === 0 ? [] : [[id, found.map(({ cue }) => cue)] as const];
      }),
    );
  };
}
