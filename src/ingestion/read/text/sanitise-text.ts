/** Invisible characters: bidirectional controls, zero-width characters, tags and fillers. */
const INVISIBLE = /\p{Cf}|[\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
/** Harmless, and too common to be reported. */
const SOFT_HYPHEN = /\u00ad/g;
const LINE_BREAK = /\r\n?|[\u2028\u2029]|[\v\f]/g;
const CONTROL_OR_LONE_SURROGATE = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;

/**
 * Tags, even unclosed, script addresses and event handlers. Stored texts are shown escaped; markup is removed all the
 * same, so that a page that forgets to escape one has nothing to run. `<https://…>` and `<name@…>` are no tags.
 */
const MARKUP =
  /<(?!https?:|[^\s<>]+@)[a-z!/?][^<>\n]*>?|\b(?:java|vb|live)script:|\bdata:text\/html|(?<![\p{L}\d?&])on[a-z]{3,24}\s*=/giu;

export interface SanitisedText {
  /** Plain text in NFC: no control character but LF and tab, nothing invisible, no markup. */
  readonly text: string;
  readonly invisibleCount: number;
  readonly hadMarkup: boolean;
}

/** Makes text from outside safe to store; keeps lines. Idempotent; never throws. */
export function sanitiseText(text: string): SanitisedText {
  const visible = text
    .replace(LINE_BREAK, '\n')
    .replace(CONTROL_OR_LONE_SURROGATE, '')
    .replace(SOFT_HYPHEN, '');
  const cleaned = visible.replace(INVISIBLE, '').normalize('NFC');
  const neutral = neutraliseMarkup(cleaned);
  return {
    // Removing markup may join a letter with its accent.
    text: neutral.normalize('NFC'),
    invisibleCount: visible.match(INVISIBLE)?.length ?? 0,
    hadMarkup: neutral !== cleaned,
  };
}

/** Repeats, because removing a tag from inside another may form a new one. */
function neutraliseMarkup(text: string): string {
  let current = text;
  for (let next = ''; ; current = next) {
    next = current.replace(MARKUP, '');
    if (next === current) return current;
  }
}

/**
 * Puts a text on one line, trimmed, with single spaces. Keeps a lone no-break space, which is French
 * typography.
 */
export function singleSpaces(text: string): string {
  return text.replace(/\s{2,}|[\t\n\v\f\r]/gu, ' ').trim();
}
