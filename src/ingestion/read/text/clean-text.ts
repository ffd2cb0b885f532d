/** Invisible characters: bidirectional controls, zero-width characters, tags and fillers. */
const INVISIBLE = /\p{Cf}|[\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
/** Harmless, and too common to be reported. */
const SOFT_HYPHEN = /\u00ad/g;
const LINE_BREAK = /\r\n?|[\u2028\u2029]|[\v\f]/g;
const CONTROL_OR_LONE_SURROGATE = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;

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
