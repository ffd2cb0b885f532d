import { formatNumber } from './formats.ts';

/** Writes «1 cas», «3 cas», «4 leviers»: the French plural starts at 2. */
export function countNoun(count: number, singular: string, plural: string): string {
  return `${formatNumber(count)} ${count < 2 ? singular : plural}`;
}

/** Writes «a», «a et b», «a, b et c». */
export function joinWithAnd(parts: readonly string[]): string {
  const last = parts.at(-1);
  if (last === undefined) return '';
  const others = parts.slice(0, -1);
  return others.length === 0 ? last : `${others.join(', ')} et ${last}`;
}

/** Writes «Mis de côté : Subvention (« sans subvention »), Locaux (« ni local »)». */
export function nameSetAside(
  levers: readonly { readonly label: string; readonly words: readonly string[] }[],
): string {
  const named = levers.map(
    ({ label, words }) => `${label} (${words.map((text) => `« ${text} »`).join(', ')})`,
  );
  return `Mis de côté : ${named.join(', ')}`;
}

/** Cuts a text between words, at most `length` characters with the ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const whole = cut.slice(0, Math.max(cut.lastIndexOf(' '), 1));
  // Half of a character is no text.
  return `${whole.replace(/[\s,;:]+$|[\ud800-\udbff]$/, '')}…`;
}
