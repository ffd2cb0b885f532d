import { z } from 'zod';
import { correctionSchema } from '../../../domain/experience/corrections.ts';
import {
  createDraftSchema,
  draftTerritoryShape,
  EXPERIENCE_ORIGINS,
  type ExperienceDraft,
  type FicheRules,
  KEPT_RULES,
} from '../../../domain/experience/experience.ts';
import { STATUSES } from '../../../domain/experience/status.ts';
import { SOURCE_DATE } from '../../../domain/experience/written-fiche.ts';
import { feedbackSchema } from '../../../domain/feedback/feedback.ts';
import { formatNumber } from '../../../domain/french/formats.ts';
import { type Block, evidenceSchema, resourceSchema } from '../../../domain/resource/resource.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { noteItem, UnreadableDocument } from '../common/read-item.ts';
import { sanitiseValue } from '../text/sanitise-text.ts';
import { describeProblems, type FicheSchema, readFiche, withoutFormerField } from './read-fiche.ts';

const { localeError } = z.locales.fr();
const typed = z.object({ type: z.string() });

/** Records set aside, without one that is kept before, after which the others are not read. */
const HOPELESS = 10_000;

/**
 * Makes a reader of records give up.
 * @throws UnreadableDocument from what it returns, with the fault of the last record
 */
function untilHopeless<Given extends readonly unknown[]>(read: (...given: Given) => readonly ImportItem[]) {
  let refusedCount: number | null = 0;
  return (...given: Given): readonly ImportItem[] => {
    const items = read(...given);
    const [first] = items;
    if (refusedCount === null || first === undefined) return items;
    refusedCount = first.kind === 'note' ? refusedCount + 1 : null;
    if (refusedCount !== HOPELESS || first.kind !== 'note') return items;
    throw new UnreadableDocument(
      `ses ${formatNumber(HOPELESS)} premières fiches sont toutes écartées ; la dernière : « ${first.note.detail} »`,
    );
  };
}

/**
 * Reads an NDJSON file line by line: an export when it starts with an export header, else one fiche a line.
 * An empty line and an export header give nothing, an unreadable line a note.
 */
export function createLineReader(schema: FicheSchema) {
  let isExport: boolean | null = null;
  return untilHopeless((text: string, line: number): readonly ImportItem[] => {
    // Without its byte order mark.
    const record = text.trim();
    if (record === '') return [];
    const value = parseJson(record);
    if (value === undefined) {
      return [noteItem('record-invalid', `La ligne ${line} n’est pas du JSON : elle est écartée.`, { line })];
    }
    if (isExport === null) {
      isExport = isExportHeader(value);
      if (isExport) return [];
    }
    return isExport ? readExportRecord(value, line) : readFiche(value, schema, line);
  });
}

/** Reads the fiches of a JSON document: a list, or a single one. */
export function readFiches(value: unknown, schema: FicheSchema): readonly ImportItem[] {
  const records: readonly unknown[] = Array.isArray(value) ? value : [value];
  const read = untilHopeless((record: unknown) => readFiche(record, schema, null));
  return records.flatMap((record, index) =>
    read(record).map((item): ImportItem => {
      if (item.kind !== 'note' || records.length === 1) return item;
      return { ...item, note: { ...item.note, detail: `Fiche n° ${index + 1} : ${item.note.detail}` } };
    }),
  );
}

/** Returns undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/**
 * Tells whether a value is an export header.
 * @throws UnreadableDocument for an export of another version
 */
export function isExportHeader(value: unknown): boolean {
  if (typed.safeParse(value).data?.type !== EXPORT_HEADER.type) return false;
  if (exportHeaderSchema.safeParse(value).success) return true;
  throw new UnreadableDocument(
    `cet export n’est pas de la version ${EXPORT_HEADER.version}, la seule que ce programme sache lire`,
  );
}

function readExportRecord(value: unknown, line: number): readonly ImportItem[] {
  // Feedback keeps the person's own words: refuse what cannot be stored rather than rewrite it.
  const isFeedback = typed.safeParse(value).data?.type === 'feedback';
  const parsed = exportRecordSchema.safeParse(isFeedback ? value : sanitiseValue(value), {
    error: localeError,
  });
  if (parsed.success) return [toItem(parsed.data)];
  return [
    noteItem(
      'record-invalid',
      `La ligne ${line} de l’export est écartée : ${describeProblems(parsed.error)}.`,
      { line },
    ),
  ];
}

function toItem(record: ExportRecord): ImportItem {
  if (record.type === 'resource') {
    return { kind: 'exported-resource', resource: record.resource, goneSince: record.goneSince };
  }
  if (record.type === 'correction') return { kind: 'correction', correction: withStatus(record.correction) };
  if (record.type === 'feedback') return { kind: 'feedback', feedback: record.feedback };
  const { type, experience: draft, ...rest } = record;
  // Exports made before proposals hold published experiences alone.
  return {
    kind: 'experience',
    draft,
    saysAccess: true,
    rereading: null,
    ...rest,
    status: rest.status ?? 'published',
  };
}

/** Reads the field `hidden` of exports made before statuses. */
function withStatus(correction: Extract<ExportRecord, { type: 'correction' }>['correction']) {
  if (correction.field !== 'hidden') return correction;
  return { ...correction, field: 'status', value: correction.value === true ? 'set-aside' : 'published' };
}

/**
 * Lines of an export (NDJSON): a header, then resources, experiences, corrections and feedback. Each line
 * holds one domain object unchanged, so that an export can be imported again. A resource comes before its
 * experiences.
 */

/** Kebab-case; a double dash separates the id of a resource from its experience's. */
const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$/)
  .max(300);
const address = z.string().regex(/^https?:\/\/[^\s/]/i);
const date = z.string().regex(SOURCE_DATE);

function areInOrder(blocks: readonly Block[], length: number): boolean {
  return blocks.every(
    ({ start, end }, index) => start >= (blocks[index - 1]?.end ?? 0) && end > start && end <= length,
  );
}

const exportedResource = z
  .strictObject({
    ...resourceSchema.shape,
    id,
    title: resourceSchema.shape.title.min(1),
    url: address.nullable(),
    date: date.nullable(),
  })
  .refine(({ blocks, text }) => areInOrder(blocks, text.length), {
    path: ['blocks'],
    error: 'les blocs sortent du texte ou se chevauchent',
  });

const draftRules: FicheRules = {
  ...KEPT_RULES,
  object: z.strictObject,
  id,
  address,
  date,
  levers: z.array(z.strictObject({ lever: z.string(), what: z.string() })),
};

const draftSchema: z.ZodType<ExperienceDraft> = createDraftSchema(
  draftRules,
  z.strictObject({ ...draftTerritoryShape, name: z.string().min(1) }),
).extend({ title: z.string().min(1) });

/** First line of an export; says how to read the rest. */
export const EXPORT_HEADER = { type: 'essaimage-export', version: 1 } as const;

const exportHeaderSchema = z.object({
  type: z.literal(EXPORT_HEADER.type),
  version: z.literal(EXPORT_HEADER.version),
});

export const exportRecordSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('resource'),
    resource: exportedResource,
    /** ISO 8601; null while the resource is still on its site. */
    goneSince: z.iso.datetime({ offset: true }).nullable(),
  }),
  z.strictObject({
    type: z.literal('experience'),
    /** Null for an experience that was not extracted from a resource. */
    resourceId: id.nullable(),
    evidence: z.array(evidenceSchema),
    experience: z.preprocess(withoutFormerField, draftSchema),
    origin: z.enum(EXPERIENCE_ORIGINS),
    confidence: z.number().min(0).max(1).nullable().prefault(null),
    status: z.enum(STATUSES).exactOptional(),
    byHand: z.boolean().prefault(false),
  }),
  z.strictObject({
    type: z.literal('correction'),
    correction: z.strictObject({
      ...correctionSchema.shape,
      experienceId: id,
      value: z.json(),
      at: z.iso.datetime({ offset: true }),
    }),
  }),
  z.strictObject({ type: z.literal('feedback'), feedback: feedbackSchema }),
]);

export type ExportRecord = z.output<typeof exportRecordSchema>;
