import { fold } from '../../../domain/text/fold.ts';

/** Two paragraphs that share this many first letters are one, edited. */
const PREFIX_LENGTH = 40;

/** Reduces a line to its folded letters and digits, for comparison. */
export function lineKey(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Returns the beginning of a key; null for a short key, which proves nothing. */
export function prefixOf(key: string): string | null {
  return key.length > PREFIX_LENGTH ? key.slice(0, PREFIX_LENGTH) : null;
}

/** Set of lines that also recognises them edited after their first words. */
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
