import { containsExpression, foldWords } from '../text/expressions.ts';

interface Cued {
  readonly id: string;
  readonly cues: readonly string[];
}

/**
 * The cues of each lever or theme that a text contains, whatever the case, the accents and the
 * hyphens. Ids without a cue in the text are absent.
 */
export function findCues(text: string, taxonomy: readonly Cued[]): ReadonlyMap<string, readonly string[]> {
  const folded = foldWords(text);
  return new Map(
    taxonomy.flatMap(({ id, cues }) => {
      const found = cues.filter((cue) => containsExpression(folded, foldWords(cue)));
      return found.length === 0 ? [] : [[id, found] as const];
    }),
  );
}
