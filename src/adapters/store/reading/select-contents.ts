import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Audience, experienceSchema } from '../../../domain/experience/experience.ts';
import { isoInstant } from '../rows/iso-instant.ts';
import { toVectorText } from '../rows/vector-text.ts';
import { visibleTo } from './visibility.ts';

/** Passages read of each experience. */
const PASSAGES_KEPT = 3;

export const contentsRowSchema = z.object({
  version: z.string().nullable(),
  contents: z
    .array(
      z.object({
        experience: experienceSchema,
        changedAt: z.string(),
        passages: z.array(z.object({ ordinal: z.int(), quote: z.string(), cosine: z.number() })),
      }),
    )
    .transform((contents) => new Map(contents.map((content) => [content.experience.id, content]))),
});

/** Reads the version and the chosen experiences in one statement, hence in one snapshot. */
export function selectContents(ids: readonly string[], embedding: Float32Array, audience: Audience): SQL {
  return sql`
    with question as (select ${toVectorText(embedding)}::halfvec as embedding)
    select
      (select version from publications where audience = ${audience}) as version,
      (
        select coalesce(json_agg(json_build_object('experience', document, 'changedAt', ${isoInstant('changed_at')}, 'passages', (
          select coalesce(json_agg(hits order by cosine desc, ordinal), '[]')
          from (
            select ordinal, quote, 1 - (passages.embedding <=> (select embedding from question)) as cosine
            from passages where passages.experience_id = id
            order by cosine desc, ordinal limit ${PASSAGES_KEPT}::int
          ) as hits
        ))), '[]')
        from ${visibleTo(audience)}
        where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
      ) as contents`;
}
