import type { ImportNote, ImportNoteCode } from '../../../domain/resource/resource.ts';

/** Builds a note of the import report; `at` gives its line and resource where known. */
export function createNote(
  code: ImportNoteCode,
  detail: string,
  at: { readonly line?: number | null; readonly resourceId?: string | null } = {},
): ImportNote {
  return { code, detail, line: at.line ?? null, resourceId: at.resourceId ?? null };
}
