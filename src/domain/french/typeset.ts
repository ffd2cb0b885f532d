const NARROW_SPACE = '\u202f';
const SPACE = '\u00a0';

/**
 * Sets a text as French does: spaces that do not break before « ; : ! ? » and inside quotes, curved apostrophes, no
 * break inside a number, a reference (« art. L. 2144-3 ») or before « % ». One character is replaced by one character,
 * so that positions in the text still hold.
 */
export function typeset(text: string): string {
  return text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replace(/ (?=[;!?](?:\s|$|[)\]»]))/g, NARROW_SPACE)
    .replace(/ (?=:(?:\s|$))/g, SPACE)
    .replace(/(?<=«) | (?=»)/g, SPACE)
    .replace(/(?<=\d) (?=\d{3}(?:\D|$)|[%€])/g, NARROW_SPACE)
    .replace(/(?<=\b(?:art|[ALRD])\.) (?=[ALRD]\.|\d)/g, SPACE)
    .replace(/ (?=(?:millions?|milliards?|euros|habitants)\b)(?<=\d )/g, SPACE);
}
