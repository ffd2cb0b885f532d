import type { ImportNote } from '../../../domain/resource/resource.ts';
import { createNote } from '../common/import-note.ts';
import { sanitiseText } from './sanitise-text.ts';

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
