import type { ImportNote, ImportNoteCode } from '../../../domain/resource/resource.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';

/** Item of a document, as the reading process gives it: without the register, which finds the places of a table. */
export type ReadItem =
  | ImportItem
  | {
      readonly kind: 'unplaced-fiche';
      readonly fiche: Extract<ImportItem, { kind: 'experience' }>;
      readonly places: readonly NamedPlace[];
      readonly line: number | null;
    };

/** Builds a note of the import report; `at` gives its line and resource where known. */
export function createNote(
  code: ImportNoteCode,
  detail: string,
  at: { readonly line?: number | null; readonly resourceId?: string | null } = {},
): ImportNote {
  return { code, detail, line: at.line ?? null, resourceId: at.resourceId ?? null };
}

export function noteItem(...note: Parameters<typeof createNote>) {
  return { kind: 'note', note: createNote(...note) } as const;
}

/** Place that a table names, for the register to find. */
export interface NamedPlace {
  /** Empty when the row gives a code alone. */
  readonly name: string;
  /** INSEE code or SIREN, as written; null without one. */
  readonly code: string | null;
}

/** Document with nothing readable in it; the message is a French clause without capital or full stop. */
export class UnreadableDocument extends Error {}
