import { fold } from '../../../domain/text/fold.ts';
import { splitSentences } from '../../../domain/text/sentences.ts';
import { type Range, splitWords } from '../../../domain/text/words.ts';

/** Part of the text of a resource: `text.slice(start, end)`, in UTF-16 units. */
export type Span = Range;

/** Word of a text, ready for comparison. */
export interface Token extends Span {
  /** Lower case, without accents. */
  readonly folded: string;
  readonly isCapitalised: boolean;
}

/**
 * Returns the index of the first span that ends after `at`, or the count. Spans are in order, without
 * overlap.
 */
export function firstEndingAfter(spans: readonly Span[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function tokenise(text: string): readonly Token[] {
  return splitWords(text).map(({ text: word, start, end }) => ({
    start,
    end,
    folded: fold(word),
    isCapitalised: /^\p{Lu}/u.test(word),
  }));
}

/** Locates the sentences of a part of a text, in order, without the white space around them. */
export function locateSentences(text: string, { start, end }: Span): readonly Span[] {
  let from = start;
  return splitSentences(text.slice(start, end)).flatMap((sentence) => {
    const at = text.indexOf(sentence, from);
    if (at < 0 || at + sentence.length > end) return [];
    from = at + sentence.length;
    return [{ start: at, end: from }];
  });
}

/** Trims the white space and the bullet around a part of a text. */
export function trimSpan(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end);
  const lead = /^(?:\s|[•▪◦–—*|-](?=\s))*/u.exec(part)?.[0].length ?? 0;
  const trail = /\s*$/u.exec(part.slice(lead))?.[0].length ?? 0;
  return { start: start + lead, end: end - trail };
}

/** Cuts a text after a word, with an ellipsis. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength);
  return `${cut.slice(0, Math.max(1, cut.lastIndexOf(' ')))}…`;
}
