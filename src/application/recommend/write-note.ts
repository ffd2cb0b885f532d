import { buildNote } from '../../domain/note/build-note.ts';
import type { NoteFormat } from '../../domain/note/note.ts';
import type { NoteChoice } from '../../domain/note/note-answer.ts';
import type { NoteWriter } from '../../ports/note-writer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { labelOf } from './phrase-reasons.ts';
import type { Recommendation } from './recommendation.ts';

export interface NoteOptions {
  readonly format: NoteFormat;
  readonly choice: NoteChoice;
  /** Address of the service, for links to the fiches; null when it has none. */
  readonly service: string | null;
}

/** Day of an instant in Paris, as `2026-11-28`. */
function dayInParis(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(instant);
}

/**
 * Writes the note for the council that tells an answer, and names its file, with its extension: ASCII letters, digits,
 * hyphens and a dot.
 */
export function createWriteNote(writer: NoteWriter, { levers, themes }: Taxonomy, now: () => Date) {
  return async (answer: Recommendation, { format, choice, service }: NoteOptions) => {
    const note = buildNote(answer, {
      choice,
      service,
      day: dayInParis(now()),
      labelOfTheme: (id) => labelOf(id, themes),
      labelOfLever: (id) => labelOf(id, levers),
    });
    return { content: await writer[format](note), fileName: `${note.fileName}.${format}` };
  };
}
