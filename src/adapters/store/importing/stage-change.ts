import { createHash } from 'node:crypto';
import { getTableColumns } from 'drizzle-orm';
import { z } from 'zod';
import { DomainError } from '../../../domain/errors.ts';
import { draftSchema, experienceSchema } from '../../../domain/experience/experience.ts';
import { LEXICAL_DIMENSIONS, PRECEDENT_DIMENSIONS, traitsOf } from '../../../domain/matching/retrieval.ts';
import { evidenceSchema, resourceSchema } from '../../../domain/resource/resource.ts';
import { keptText } from '../../../domain/text/kept-text.ts';
import { type IndexedExperience, rereadingSchema, type StagedChange } from '../../../ports/import-store.ts';
import { toJsonRow } from '../rows/column-lists.ts';
import { toSparseVectorText, toVectorText } from '../rows/columns.ts';
import { toWordPositions } from '../rows/phrase-text.ts';
import type { Database } from '../session/database.ts';
import { experiences, passages } from '../tables/experiences.ts';
import { resources, stagedChanges } from '../tables/imports.ts';

const {
  changedAt: _at,
  counted: _counted,
  state: _state,
  gain: _gain,
  ...stagedColumns
} = getTableColumns(experiences);

const { digest: _digest, indexed: _indexed, ...stagedPassageColumns } = getTableColumns(passages);

/** Columns of an experience and of a passage that a change holds: the database or the publication gives the others. */
export { stagedColumns, stagedPassageColumns };

/**
 * Stages a change for its publication, as the rows that it will become.
 * @throws DomainError `corpus-invalid` when the database cannot store it
 */
export async function stageChange(database: Database, batch: string, change: StagedChange): Promise<void> {
  const { key, contentHash, modelId, resource, experiences: changed } = change;
  const payload = {
    model_id: modelId,
    resource: resource === null ? null : toResourceRow(resource),
    experiences: changed.map(toExperienceRow),
    passages: changed.flatMap(toPassageRows),
  };
  await database
    .insert(stagedChanges)
    .values({ batch, key, contentHash, payload })
    .onConflictDoUpdate({ target: [stagedChanges.batch, stagedChanges.key], set: { contentHash, payload } });
}

function toResourceRow({ document, contentHash, goneSince }: NonNullable<StagedChange['resource']>) {
  const kept = parseStorable(resourceSchema, document, `La ressource « ${document.id} »`, document.id);
  const { id, access, listing } = kept;
  return toJsonRow(getTableColumns(resources), {
    id,
    origin: listing.origin,
    contentHash,
    access,
    document: kept,
    goneSince,
  });
}

const storedPartsSchema = z.object({
  experience: experienceSchema,
  draft: draftSchema,
  evidence: z.array(evidenceSchema),
  rereading: rereadingSchema.nullable(),
  passages: z.array(z.object({ ordinal: z.int(), quote: keptText, embedded: keptText })),
});

function toExperienceRow(indexed: IndexedExperience) {
  const { id } = indexed.experience;
  const given = { ...indexed, passages: indexed.passages.map(({ passage }) => passage) };
  // Parsing puts the keys in one order: the revision is a hash of the text.
  const kept = parseStorable(storedPartsSchema, given, `L’expérience « ${id} »`, id);
  const { experience } = kept;
  const { territories } = experience;
  return toJsonRow(stagedColumns, {
    id,
    contentHash: indexed.contentHash,
    revision: hashOf(experience, kept.passages),
    access: experience.access,
    setting: experience.setting,
    year: experience.year,
    themes: distinct(experience.themes),
    levers: distinct(experience.levers.map(({ lever }) => lever)),
    kinds: distinct(territories.map(({ kind }) => kind)),
    departments: distinct(territories.flatMap(({ department }) => department?.code ?? [])),
    regions: distinct(territories.flatMap(({ region }) => region?.code ?? [])),
    document: experience,
    draft: kept.draft,
    origin: indexed.origin,
    resourceId: indexed.resourceId,
    evidence: kept.evidence,
    confidence: indexed.confidence,
    status: indexed.status,
    byHand: indexed.byHand,
    rereading: kept.rereading,
    lexical: toSparseVectorText(indexed.lexical, LEXICAL_DIMENSIONS),
    precedents: toSparseVectorText(indexed.precedents, PRECEDENT_DIMENSIONS),
    terms: [...indexed.lexical.keys()],
    words: toWordPositions(indexed.texts),
    traits: traitsOf(experience),
  });
}

const toPassageRows = ({ experience, passages: indexed }: IndexedExperience) =>
  indexed.map(({ passage, embedding }) =>
    toJsonRow(stagedPassageColumns, {
      experienceId: experience.id,
      ...passage,
      embedding: toVectorText(embedding),
    }),
  );

function hashOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/**
 * Parses a value that the database is to store.
 * @param what name of the value, as the beginning of a French sentence
 * @throws DomainError `corpus-invalid`
 */
export function parseStorable<T>(schema: z.ZodType<T>, value: unknown, what: string, id: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`);
  throw new DomainError('corpus-invalid', `${what} ne peut pas être enregistrée : ${problems.join(' ; ')}.`, {
    file: id,
    problems,
  });
}
