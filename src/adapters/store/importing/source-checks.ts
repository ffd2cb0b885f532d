import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SourceCheckStore, TroubledSource } from '../../../ports/review-store.ts';
import { isoInstant } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';

const MOST_SOURCES = 500;

const troubledSchema: z.ZodType<TroubledSource> = z.object({
  url: z.string(),
  outcome: z.enum(['moved', 'to-check']),
  detail: z.string(),
  checkedAt: z.string(),
  experiences: z.array(z.object({ id: z.string(), title: z.string() })),
});

export function sourceChecksOf({ execute, readAll }: StatementRunner): SourceCheckStore {
  return {
    async record({ url, outcome, detail, checkedAt }) {
      await execute(
        'enregistrement d’une visite',
        sql`insert into source_checks (url, outcome, detail, checked_at)
          values (${url}, ${outcome}, ${detail}, ${checkedAt}::timestamptz)
          on conflict (url) do update set
            outcome = excluded.outcome, detail = excluded.detail, checked_at = excluded.checked_at`,
      );
    },
    listTroubled: () =>
      readAll(
        'lecture des adresses',
        sql`select url, outcome, detail, ${isoInstant('checked_at')} as "checkedAt",
            json_agg(json_build_object('id', id, 'title', document ->> 'title') order by id) as experiences
          from source_checks join experiences on document -> 'source' ->> 'url' = url
          where outcome <> 'reached' and status = 'published'
          group by url, outcome, detail, checked_at
          order by outcome desc, url limit ${MOST_SOURCES}::int`,
        troubledSchema,
      ),
  };
}
