import type { ImportNote } from '../../../domain/resource/resource.ts';

/** A note of the report. `at` says what it is about, as far as that is known. */
export function createNote(
  code: string,
  detail: string,
  at: { readonly line?: number | null; readonly resourceId?: string | null } = {},
): ImportNote {
  return { code, detail, line: at.line ?? null, resourceId: at.resourceId ?? null };
}
