import { z } from 'zod';
import { capitalise } from '../../../domain/french/labels.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { createNote } from '../common/import-note.ts';
import { notesOnText } from '../text/notes-on-text.ts';
import { sanitiseValue, textsOf } from '../text/sanitise-value.ts';
import type { createFicheSchema } from './fiche-schema.ts';

export type FicheSchema = ReturnType<typeof createFicheSchema>;

const { localeError } = z.locales.fr();
const SHOWN_PROBLEMS = 5;
const hasId = z.object({ id: z.string() });
const hasAccess = z.object({ access: z.string() });

/** Reads the fiche in a value, or returns a note that says why it is left out. */
export function readFiche(value: unknown, schema: FicheSchema, line: number | null): readonly ImportItem[] {
  const clean = sanitiseValue(value);
  const parsed = schema.safeParse(clean, { error: localeError });
  const name = hasId.safeParse(clean).data?.id.slice(0, 100);
  const what = name === undefined ? 'la fiche' : `la fiche « ${name} »`;
  if (!parsed.success) {
    const detail = `${capitalise(what)} est écartée : ${describeProblems(parsed.error)}.`;
    return [{ kind: 'note', note: createNote('record-invalid', detail, { line }) }];
  }
  const notes = [...notesOnText(textsOf(value).join('\n'), what, { line })];
  const saysAccess = hasAccess.safeParse(clean).success;
  if (!saysAccess) {
    const detail = `${capitalise(what)} ne dit pas à qui elle est ouverte : elle est réservée aux membres, sauf si l’import dit « public ».`;
    notes.push(createNote('access-missing', detail, { line }));
  }
  return [
    {
      kind: 'experience',
      draft: parsed.data,
      resourceId: null,
      evidence: [],
      confidence: null,
      status: null,
      byHand: false,
      saysAccess,
      origin: 'file',
    },
    ...notes.map((note): ImportItem => ({ kind: 'note', note })),
  ];
}

/** Lists the first problems of a value, each with its JSON pointer. */
export function describeProblems(error: z.ZodError): string {
  const shown = error.issues
    .slice(0, SHOWN_PROBLEMS)
    .map(({ path, message }) => `/${path.map(String).join('/')} ${message}`);
  const hidden = error.issues.length - shown.length;
  return `${shown.join(' ; ')}${hidden > 0 ? ` ; et ${hidden} de plus` : ''}`.slice(0, 1000);
}
