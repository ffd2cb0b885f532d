/** Invisible characters: bidirectional controls, zero-width characters, tags and fillers. */
const INVISIBLE = /\p{Cf}|[\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
/** Harmless, and too common to be reported. */
const SOFT_HYPHEN = /\u00ad/g;
const LINE_BREAK = /\r\n?|[\u2028\u2029]|[\v\f]/g;
const CONTROL_OR_LONE_SURROGATE = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;
const LATIN = /\p{Script=Latin}/u;
/** Alphabets with letters that look like Latin ones. */
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

export interface CleanedText {
  /** NFC; LF and tabs are the only control characters left. */
  readonly text: string;
  readonly invisibleCount: number;
}

/** Removes control characters, invisible characters and lone surrogates. Idempotent. */
export function cleanText(text: string): CleanedText {
  const visible = text
    .replace(LINE_BREAK, '\n')
    .replace(CONTROL_OR_LONE_SURROGATE, '')
    .replace(SOFT_HYPHEN, '');
  let invisibleCount = 0;
  const cleaned = visible.replace(INVISIBLE, () => {
    invisibleCount += 1;
    return '';
  });
  return { text: cleaned.normalize('NFC'), invisibleCount };
}

/** Tells whether a text has an invisible character other than a soft hyphen. */
export function hasInvisibleCharacter(text: string): boolean {
  return text.replace(SOFT_HYPHEN, '').search(INVISIBLE) !== -1;
}

/** Finds the first word that mixes Latin letters with lookalikes of another alphabet; null without one. */
export function findMixedScripts(text: string): string | null {
  if (!LOOKALIKE.test(text)) return null;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    if (LOOKALIKE.test(word) && LATIN.test(word)) return word;
  }
  return null;
}
