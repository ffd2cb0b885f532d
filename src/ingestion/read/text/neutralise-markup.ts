/**
 * Stored texts are plain and shown escaped. Markup is removed all the same, so that a page that forgets to
 * escape one has nothing to run.
 */
const CODE_OPENING = /<(?:(script|style|iframe|object|svg|math|template)\b|!(--))/gi;
/** Addresses between angle brackets, as in mail, are not tags. */
const TAG = /<(?!https?:)(?:[/?!][^>\n]*|[a-z][a-z0-9:-]*\s*(?=>|$)|[a-z][^\s<>/]*[\s/][^>\n]*)(?:>|$)/gim;
const RUNNABLE_ADDRESS = /\b(?:javascript|vbscript|livescript):\S+|\bdata:text\/html\S*/gi;
const EVENT_HANDLER = /(?<![\p{L}\d?&])on[a-z]{3,24}\s*=\s*(?:"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|[^\s]+)/giu;
/** Each of them needs `<`, `:` or `=`, which are removed as a last resort. */
const SIGNS_OF_MARKUP = /<[!/?a-z]|script:|data:text|on[a-z]{3,24}\s*=/i;
/** Removing a tag from inside another may form a new one, hence several passes. */
const MAX_PASSES = 8;

/** Removes tags, scripts, event handlers and script addresses; keeps lines. Idempotent. */
export function neutraliseMarkup(text: string): string {
  let current = text;
  for (let pass = 0; pass < MAX_PASSES && SIGNS_OF_MARKUP.test(current); pass += 1) {
    const next = removeOnce(current);
    if (next === current) return current;
    current = next;
  }
  return SIGNS_OF_MARKUP.test(current) ? current.replace(/[<:=]/g, '') : current;
}

function removeOnce(text: string): string {
  return removeCodeElements(text)
    .replace(TAG, lineBreaksOf)
    .replace(RUNNABLE_ADDRESS, '')
    .replace(EVENT_HANDLER, lineBreaksOf);
}

/** Removes code elements and comments with their content, in one pass even when some are unclosed. */
function removeCodeElements(text: string): string {
  const unclosed = new Set<string>();
  const kept: string[] = [];
  let from = 0;
  for (const opening of text.matchAll(CODE_OPENING)) {
    const name = opening[1]?.toLowerCase() ?? opening[2] ?? '';
    if (opening.index < from || unclosed.has(name)) continue;
    const closing = name === '--' ? /-->/g : new RegExp(`</${name}[^>]{0,100}>`, 'gi');
    closing.lastIndex = opening.index + opening[0].length;
    const found = closing.exec(text);
    if (found === null) {
      unclosed.add(name);
      continue;
    }
    const end = found.index + found[0].length;
    kept.push(text.slice(from, opening.index), lineBreaksOf(text.slice(opening.index, end)));
    from = end;
  }
  kept.push(text.slice(from));
  return kept.join('');
}

function lineBreaksOf(removed: string): string {
  return removed.replace(/[^\n]+/g, '');
}
