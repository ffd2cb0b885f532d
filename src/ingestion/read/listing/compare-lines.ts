import { fold } from '../../../domain/text/fold.ts';

/** Two versions of a paragraph that begin with this many same letters are the same paragraph, edited. */
const PREFIX_LENGTH = 40;

/** What remains of a line for comparison: letters and figures, folded. */
export function lineKey(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The beginning of a long enough key; null for short ones, which prove nothing. */
export function prefixOf(key: string): string | null {
  return key.length > PREFIX_LENGTH ? key.slice(0, PREFIX_LENGTH) : null;
}

/** Lines to find again, as they are or edited after their first words. */
export class LineSet {
  readonly #keys = new Set<string>();
  readonly #prefixes = new Set<string>();

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      const key = lineKey(text);
      if (key === '') continue;
      this.#keys.add(key);
      const prefix = prefixOf(key);
      if (prefix !== null) this.#prefixes.add(prefix);
    }
  }

  has(text: string): boolean {
    const key = lineKey(text);
    const prefix = prefixOf(key);
    return this.#keys.has(key) || (prefix !== null && this.#prefixes.has(prefix));
  }
}
