import { fold } from '../../../domain/text/fold.ts';
import { splitSentences } from '../../../domain/text/sentences.ts';
import { splitWords } from '../../../domain/text/words.ts';
import { createRepetition } from './compare-lines.ts';
import type { Line } from './line.ts';

/** A sentence with this share of its three-word runs in the body says nothing new. */
const REPEATED_SHARE = 0.5;
const RUN_LENGTH = 3;

/**
 * Joins the body of a resource with the sentences that only its « Résumé » has; returns the « Résumé » when
 * there is no body. A sentence that the « Résumé » rewrites is not kept twice.
 */
export function joinSummary(body: readonly Line[], summary: readonly Line[]): readonly Line[] {
  if (body.length === 0) return summary;
  const isKnown = createRepetition(body);
  const isSame = new Set(body.map(({ text }) => text));
  const suspects = summary.filter(({ text }) => !isSame.has(text));
  if (suspects.length === 0) return body;
  const runs = new Set(body.flatMap(({ text }) => wordRuns(text)));
  const added = suspects.flatMap((line) => {
    const sentences = splitSentences(line.text);
    if (sentences.length < 2) return isKnown(line) || repeats(line.text, runs) ? [] : [line];
    const text = sentences.filter((sentence) => !repeats(sentence, runs)).join(' ');
    return text === '' ? [] : [{ ...line, text }];
  });
  return [...body, ...added];
}

function repeats(sentence: string, runs: ReadonlySet<string>): boolean {
  const own = wordRuns(sentence);
  return own.filter((run) => runs.has(run)).length >= REPEATED_SHARE * own.length;
}

/** Returns the three-word runs of a text; a shorter text is one run. */
function wordRuns(text: string): readonly string[] {
  const words = splitWords(fold(text)).map((word) => word.text);
  if (words.length <= RUN_LENGTH) return [words.join(' ')];
  return words.slice(RUN_LENGTH - 1).map((_, index) => words.slice(index, index + RUN_LENGTH).join(' '));
}
