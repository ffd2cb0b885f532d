import { fold } from '../../../domain/text/fold.ts';
import type { Case } from '../case/case.ts';
import type { Span } from '../text/located-text.ts';

export interface FoundYear {
  readonly year: number;
  readonly proof: Span;
}

const EARLIEST = 1990;
/** Not those of a plan: « PLIE 2021-2026 », « le contrat de ville 2024 – 2030 ». */
const YEAR =
  /(?<![\d/.,-])(?<!(?:19|20)\d\d ?[–/-] ?)(?:19|20)\d\d(?![\d€%]| ?(?:€|euros|habitants|m²)| ?[–/-] ?(?:19|20)?\d\d\b)/g;
const STILL_TO_COME = /\b(?:devraient?|pourraient?|d'ici|horizon|jusqu'en|jeux olympiques|prevue?s?)\b/;

/** Returns the year of the resource if its text contains it. */
export function findResourceYear(text: string, date: string | null): FoundYear | null {
  const digits = date?.slice(0, 4) ?? '';
  const start = digits === '' ? -1 : text.search(new RegExp(`(?<!\\d)${digits}(?!\\d)`));
  return start < 0 ? null : { year: Number(digits), proof: { start, end: start + digits.length } };
}

/** Returns the latest year stated in the case, `latest` at most; null without one. */
export function findYear({ sentences }: Case, latest: number): FoundYear | null {
  const stated = sentences
    .filter((sentence) => !STILL_TO_COME.test(fold(sentence.text)))
    .flatMap((sentence) =>
      Array.from(sentence.text.matchAll(YEAR), ({ 0: digits, index }) => ({
        year: Number(digits),
        proof: { start: sentence.start + index, end: sentence.start + index + digits.length },
      })),
    )
    .filter(({ year }) => year >= EARLIEST && year <= latest);
  return stated.reduce<FoundYear | null>(
    (best, one) => (best === null || one.year > best.year ? one : best),
    null,
  );
}
