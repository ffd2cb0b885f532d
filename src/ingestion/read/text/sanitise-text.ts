import type { ImportNote } from '../../../domain/resource/resource.ts';
import { createNote } from '../common/read-item.ts';

/** Invisible characters: bidirectional controls, zero-width characters, tags and fillers. */
const INVISIBLE = /\p{Cf}|[\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
/** Harmless, and too common to be reported. */
const SOFT_HYPHEN = /\u00ad/g;
const LINE_BREAK = /\r\n?|[\u2028\u2029]|[\v\f]/g;
const CONTROL_OR_LONE_SURROGATE = /(?![\n\t])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/**
 * Tags, even unclosed, script addresses and event handlers. Stored texts are shown escaped; markup is removed all the
 * same, so that a page that forgets to escape one has nothing to run. `<https://…>` and `<name@…>` are no tags.
 */
const MARKUP =
  /<(?!https?:|[^\s<>]+@)[a-z!/?][^<>\n]*>?|\b(?:java|vb|live)script:|\bdata:text\/html|(?<![\p{L}\d?&])on[a-z]{3,24}\s*=/giu;

/**
 * Makes text from outside safe to store: plain, in NFC, with no control character but LF and tab, nothing invisible, no
 * markup; keeps lines. Idempotent; never throws.
 */
export function sanitiseText(text: string) {
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

/** Deeper than any expected shape; the rest is dropped. */
const MAX_DEPTH = 32;

/** Makes a text from outside safe to store, on one line; empty for none. */
export function cleanLine(text: string | undefined): string {
  return singleSpaces(sanitiseText(text ?? '').text);
}

/** Sanitises the texts of a JSON value, field names included. Never throws. */
export function sanitiseValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return sanitiseText(value).text;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => sanitiseValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [sanitiseText(name).text, sanitiseValue(item, depth + 1)]),
  );
}

/** Lists the texts of a JSON value, without field names. */
export function textsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return [];
  return Object.values(value).flatMap((item) => textsOf(item, depth + 1));
}

/**
 * Reports suspicious content of a text that is not sanitised yet, with the line of each first occurrence.
 * @param what subject in French: « le fichier », « la page »
 * @param at line of the text; without it, lines are counted in the text
 */
export function notesOnText(
  text: string,
  what: string,
  at?: { readonly line: number | null },
): readonly ImportNote[] {
  const notes: ImportNote[] = [];
  const rows = text.split('\n');
  const lineOf = (test: (row: string) => boolean) =>
    at === undefined ? rows.findIndex(test) + 1 || null : at.line;
  const { invisibleCount, hadMarkup } = sanitiseText(text);
  if (invisibleCount > 0) {
    const detail = `${invisibleCount} caractère(s) invisible(s) ou de changement de sens d’écriture sont retirés de ${what}.`;
    const line = lineOf((row) => sanitiseText(row).invisibleCount > 0);
    notes.push(createNote('invisible-characters', detail, { line }));
  }
  if (hadMarkup) {
    const line = lineOf((row) => sanitiseText(row).hadMarkup);
    notes.push(createNote('markup-removed', `Du code ou des balises sont retirés de ${what}.`, { line }));
  }
  return notes;
}
