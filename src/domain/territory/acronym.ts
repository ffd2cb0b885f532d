import { foldWords } from './fold-name.ts';

/** Words that initials leave out. */
const SILENT = new Set('le la les l de du des d et en sur sous a au aux'.split(' '));
const FORM = /^(?:cc|ca|cu) /;
const SHORTEST = 3;

/**
 * Makes the acronyms of an EPCI or EPT from its official name: the initials of its words, with its legal form and
 * without. « CA de Béthune-Bruay, Artois-Lys Romane » gives CABBALR and BBALR.
 */
export function acronymsOf(name: string): readonly string[] {
  const folded = foldWords(name.replace(/\(.*/, ''));
  const form = FORM.exec(folded)?.[0] ?? '';
  const words = folded.slice(form.length).split(' ');
  const initials = words.map((word) => (SILENT.has(word) ? '' : word.charAt(0))).join('');
  const all = [`${form.trim()}${initials}`, initials].filter(({ length }) => length >= SHORTEST);
  return [...new Set(all.map((text) => text.toUpperCase()))];
}
