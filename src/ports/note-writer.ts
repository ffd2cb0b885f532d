import type { Note } from '../domain/note/note.ts';

/** Writes a note in a format, typeset in French; it adds no word. */
export interface NoteWriter {
  /** Office Open XML document, for Word and LibreOffice. */
  docx(note: Note): Promise<Uint8Array>;
  /** Whole page, ready to print, that loads nothing. */
  html(note: Note): string;
}
