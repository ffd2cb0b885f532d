import type { NoteWriter } from '../../ports/note-writer.ts';
import { writeHtml } from './write-html.ts';

/** Creates the writer of notes. */
export function createNoteWriter(): NoteWriter {
  return {
    // Loaded with the first note: 12 MB that a service without notes does not need.
    docx: async (note) => (await import('./write-docx.ts')).writeDocx(note),
    html: writeHtml,
  };
}
