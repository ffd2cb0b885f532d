import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { IndexedExperience } from '../../ports/experience-store.ts';
import { experienceSchema, storableText } from './experience-document.ts';
import { experiences, passages } from './schema.ts';
import { toSparseVectorText, toVectorText } from './vector-text.ts';

/**
 * One statement that writes an experience and its passages over what was there.
 * @throws DomainError `corpus-invalid` when it holds what the database cannot keep
 */
export function upsertExperience(indexed: IndexedExperience): SQL {
  checkStorable(indexed);
  const row = JSON.stringify(toExperienceRow(indexed));
  const passageRows = JSON.stringify(
    indexed.passages.map(({ passage, embedding }) => ({ ...passage, embedding: toVectorText(embedding) })),
  );
  return sql`
    with given as (
      select * from json_to_recordset(${passageRows}::json)
        as given(ordinal integer, quote text, embedded text, embedding vector)
    ),
    saved as (
      insert into ${experiences} (
        id, content_hash, revision, access, setting, year, themes, levers, kinds, departments, regions,
        document, lexical
      )
      select * from json_to_record(${row}::json) as row(
        id text, content_hash text, revision text, access text, setting text, year integer, themes text[],
        levers text[], kinds text[], departments text[], regions text[], document jsonb, lexical sparsevec
      )
      on conflict (id) do update set
        content_hash = excluded.content_hash, revision = excluded.revision, access = excluded.access,
        setting = excluded.setting, year = excluded.year, themes = excluded.themes, levers = excluded.levers, kinds = excluded.kinds,
        departments = excluded.departments, regions = excluded.regions, document = excluded.document,
        lexical = excluded.lexical
    ),
    dropped as (
      delete from ${passages}
      where ${passages.experienceId} = ${indexed.experience.id}
        and ${passages.ordinal} not in (select ordinal from given)
    )
    insert into ${passages} (experience_id, ordinal, quote, embedded, embedding)
    select ${indexed.experience.id}::text, ordinal, quote, embedded, embedding from given
    on conflict (experience_id, ordinal) do update set
      quote = excluded.quote, embedded = excluded.embedded, embedding = excluded.embedding`;
}

function toExperienceRow({ experience, contentHash, lexical, passages: given }: IndexedExperience) {
  const { territories } = experience;
  const quotes = given.map(({ passage }) => [passage.ordinal, passage.quote]);
  return {
    id: experience.id,
    content_hash: contentHash,
    revision: hashOf(experience, quotes),
    access: experience.access,
    setting: experience.setting,
    year: experience.year,
    themes: distinct(experience.themes),
    levers: distinct(experience.levers.map(({ lever }) => lever)),
    kinds: distinct(territories.map(({ kind }) => kind)),
    departments: distinct(territories.flatMap(({ department }) => department?.code ?? [])),
    regions: distinct(territories.flatMap(({ region }) => region?.code ?? [])),
    document: experience,
    lexical: toSparseVectorText(lexical),
  };
}

function hashOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function checkStorable({ experience, passages: given }: IndexedExperience): void {
  const parsed = z
    .object({
      experience: experienceSchema,
      passages: z.array(z.object({ quote: storableText, embedded: storableText })),
    })
    .safeParse({ experience, passages: given.map(({ passage }) => passage) });
  if (parsed.success) return;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`);
  throw new DomainError(
    'corpus-invalid',
    `L'expérience « ${experience.id} » ne peut pas être enregistrée : ${problems.join(' ; ')}.`,
    { file: experience.id, problems },
  );
}
