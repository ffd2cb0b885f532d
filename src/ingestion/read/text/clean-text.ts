/** Bidirectional controls, zero-width characters, tags and fillers: what changes a text without showing. */
const INVISIBLE = /\p{Cf}|[\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
/** Where a word may be cut at the end of a line: harmless, and too common to be reported. */
const SOFT_HYPHEN = /\u00ad/g;
const LINE_BREAK = /\r\n?|[\u2028\u2029]|[\v\f]/g;
const CONTROL_OR_LONE_SURROGATE = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;
const LATIN = /\p{Script=Latin}/u;
/** Alphabets with letters that look like Latin ones. */
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

export interface CleanedText {
  /** NFC; LF and tabs are the only control characters left. */
  readonly text: string;
  /** How many invisible characters were removed. */
  readonly invisibleCount: number;
}

/** Removes what nobody sees: control and invisible characters, halves of characters. Total and idempotent. */
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

/** Whether an invisible character other than a soft hyphen stands in a text. */
export function hasInvisibleCharacter(text: string): boolean {
  return text.replace(SOFT_HYPHEN, '').search(INVISIBLE) !== -1;
}

/** The first word that mixes Latin letters with those of an alphabet that looks like it; null without one. */
export function findMixedScripts(text: string): string | null {
  if (!LOOKALIKE.test(text)) return null;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    if (LOOKALIKE.test(word) && LATIN.test(word)) return word;
  }
  return null;
}
