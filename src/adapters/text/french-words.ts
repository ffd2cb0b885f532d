import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { type WrittenForm, wordKey } from '../../domain/request/nearest-word.ts';
import type { Vocabulary } from '../../domain/request/read-text.ts';

/**
 * Words of French, of the register and of our texts, written by `npm run pack-words`: one form a line, by its key, with
 * a tab and how often our texts write it when they do.
 */
export const PACKED_WORDS = new URL('./french-words.br', import.meta.url);

function readLine(line: string): WrittenForm {
  const [form = '', count = '0'] = line.split('\t');
  return { form, count: Number(count) };
}

/** Loads the packed words. They stay one text, of 8 MB: objects would take six times as much. */
export function loadFrenchWords(): Vocabulary {
  const lines = brotliDecompressSync(readFileSync(PACKED_WORDS)).toString();
  const keyAt = (start: number) => wordKey(readLine(lines.slice(start, lines.indexOf('\n', start))).form);

  /** Returns the start of the first line whose key is not before `key`. */
  function findStart(key: string): number {
    let [low, high] = [0, lines.length];
    while (low < high) {
      const start = lines.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
      if (keyAt(start) < key) low = lines.indexOf('\n', start) + 1;
      else high = start;
    }
    return low;
  }

  return {
    formsOf(key) {
      const forms: WrittenForm[] = [];
      for (let start = findStart(key); start < lines.length && keyAt(start) === key; ) {
        const end = lines.indexOf('\n', start);
        forms.push(readLine(lines.slice(start, end)));
        start = end + 1;
      }
      return forms;
    },
    written: Array.from(lines.matchAll(/^.+\t\d+$/gm), ([line]) => readLine(line)).sort(
      (a, b) => b.count - a.count,
    ),
  };
}
