import { fold } from '../../../domain/text/fold.ts';
import type { Line } from './line.ts';

/** Reduces a line to its folded letters and digits, for comparison. */
export function lineKey(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Tells whether a line repeats one of others, punctuation aside. */
export function createRepetition(lines: readonly Line[]): (line: Line) => boolean {
  const keys = new Set(lines.map(({ text }) => lineKey(text)).filter((key) => key !== ''));
  return ({ text }) => keys.has(lineKey(text));
}
