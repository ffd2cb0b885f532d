import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../domain/experience/experience.ts';
import type { IndexedRow } from './memory-index/experience-table.ts';
import { versionsColumns, versionsShape } from './publication.ts';
import { indexState, passages } from './schema.ts';
import { visibleTo } from './visibility.ts';

const revisions = z.array(z.tuple([z.string(), z.string()]));

export const contentsRowSchema = z.object({
  ...versionsShape,
  recipe: z.string().nullable(),
  public_revisions: revisions,
  members_revisions: revisions,
});

/** One row: what the index holds for the public, and what members see besides. */
export const selectContents = sql`
  select ${versionsColumns},
    (select encode(sha256(convert_to(row_to_json(${indexState})::text, 'UTF8')), 'hex') from ${indexState}) as recipe,
    ${revisionsOf('public', sql`true`)} as public_revisions,
    ${revisionsOf('members', sql`access <> 'public'`)} as members_revisions`;

function revisionsOf(audience: Audience, condition: SQL): SQL {
  return sql`(
    select coalesce(json_agg(json_build_array(id, revision)), '[]') from ${visibleTo(audience)} where ${condition}
  )`;
}

const base64 = z.string().transform((text) => Buffer.from(text, 'base64'));

export const indexedRowSchema = z.object({
  ...versionsShape,
  rows: z.array(
    z
      .object({
        id: z.string(),
        revision: z.string(),
        lexical: base64,
        passages: z.array(z.tuple([z.int(), base64])),
      })
      .transform(
        ({ id, revision, lexical, passages: given }): IndexedRow => ({
          id,
          revision,
          lexical: parseSparse(lexical),
          passages: given.map(([ordinal, vector]) => ({ ordinal, vector: parseVector(vector) })),
        }),
      ),
  ),
});

/** One row: those of the given experiences that an audience sees, with all that compares them. */
export function selectIndexedRows(ids: readonly string[], audience: Audience): SQL {
  return sql`
    select ${versionsColumns}, (
      select coalesce(
        json_agg(json_build_object(
          'id', id, 'revision', revision, 'lexical', encode(sparsevec_send(lexical), 'base64'), 'passages', (
            select coalesce(
              json_agg(
                json_build_array(${passages.ordinal}, encode(vector_send(${passages.embedding}), 'base64'))
                order by ${passages.ordinal}
              ),
              '[]'
            )
            from ${passages} where ${passages.experienceId} = experiences.id
          )
        )),
        '[]'
      )
      from ${visibleTo(audience)}
      where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    ) as rows`;
}

const NUMBER_BYTES = 4;

/**
 * A copy, in memory of its own, of numbers of four bytes that pgvector writes highest byte first. Machines, and
 * WebAssembly on all of them, begin by the lowest.
 */
function inMachineOrder(bytes: Buffer): ArrayBuffer {
  const copy = new Uint8Array(bytes);
  Buffer.from(copy.buffer).swap32();
  return copy.buffer;
}

/** pgvector's binary form: dimensions and a reserved number (16 bits each), then the components. */
function parseVector(bytes: Buffer): Float32Array {
  return new Float32Array(inMachineOrder(bytes), NUMBER_BYTES, bytes.readUInt16BE(0));
}

/** pgvector's binary form: dimensions, how many are not zero, a reserved number; then these; then their weights. */
function parseSparse(bytes: Buffer): IndexedRow['lexical'] {
  const count = bytes.readInt32BE(NUMBER_BYTES);
  const numbers = inMachineOrder(bytes);
  return {
    dimensions: new Int32Array(numbers, 3 * NUMBER_BYTES, count),
    weights: new Float32Array(numbers, (3 + count) * NUMBER_BYTES, count),
  };
}
