import { foldWords } from './fold-name.ts';

/** Words that initials leave out. */
const SILENT = new Set('le la les l de du des d et en sur sous a au aux'.split(' '));
const FORM = /^(?:cc|ca|cu) /;
const GIVEN = /\(([A-Z\d]{3,})\)/;
const SHORTEST = 3;

/**
 * Makes the acronyms of an EPCI or EPT from its official name: the one that it gives, or the initials of its words,
 * with its legal form and without. « CC du Pays Mornantais (COPAMO) » gives COPAMO; « CA de Béthune-Bruay,
 * Artois-Lys Romane », CABBALR and BBALR.
 */
export function acronymsOf(name: string): readonly string[] {
  const given = GIVEN.exec(name)?.[1];
  if (given !== undefined) return [given];
  const folded = foldWords(name.replace(/\(.*/, ''));
  const form = FORM.exec(folded)?.[0] ?? '';
  const words = folded.slice(form.length).split(' ');
  const initials = words.map((word) => (SILENT.has(word) ? '' : word.charAt(0))).join('');
  const all = [`${form.trim()}${initials}`, initials].filter(({ length }) => length >= SHORTEST);
  return [...new Set(all.map((text) => text.toUpperCase()))];
}
