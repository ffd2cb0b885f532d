import { fold } from '../text/fold.ts';
import { splitWords } from '../text/words.ts';

interface Cued {
  readonly id: string;
  readonly cues: readonly string[];
}

function foldedWords(text: string): string {
  return ` ${splitWords(fold(text))
    .map((word) => word.text)
    .join(' ')} `;
}

/** A cue is found as whole words, in the singular or with a plural mark at the end. */
function contains(folded: string, cue: string): boolean {
  const words = foldedWords(cue).trimEnd();
  return folded.includes(`${words} `) || folded.includes(`${words}s `) || folded.includes(`${words}x `);
}

/**
 * The cues of each lever or theme that a text contains, whatever the case, the accents and the
 * hyphens. Ids without a cue in the text are absent.
 */
export function findCues(text: string, taxonomy: readonly Cued[]): ReadonlyMap<string, readonly string[]> {
  const folded = foldedWords(text);
  return new Map(
    taxonomy.flatMap(({ id, cues }) => {
      const found = cues.filter((cue) => contains(folded, cue));
      return found.length === 0 ? [] : [[id, found] as const];
    }),
  );
}
