import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ChangePosition, ExperienceStore } from '../../../ports/experience-store.ts';
import { isoInstant, listOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { publicChanges } from '../tables/search-index.ts';
import { versionedRow, versionFor } from './visibility.ts';

/** Longest time from the instant of a change to the end of its publication, and some for clocks that differ. */
const MARGIN_MS = 600_000;

const BEFORE_ALL: ChangePosition = { number: 0, at: '1970-01-01T00:00:00.000Z' };

const positionShape = { number: z.int().min(0), at: z.string() };

const changesRowSchema = versionedRow({
  isKnown: z.boolean(),
  start: z
    .object(positionShape)
    .nullable()
    .transform((start) => start ?? BEFORE_ALL),
  items: z.array(z.object({ ...positionShape, id: z.string(), isDeleted: z.boolean() })),
});

const { experienceId, revision, number, at } = publicChanges;

/** Position after which an answer begins: no row before the first change. */
function startAt(since: ChangePosition | Date | null): SQL {
  if (since === null) return sql`select ${number}, ${at} from ${publicChanges} where false`;
  if (since instanceof Date) {
    const seconds = (since.getTime() - MARGIN_MS) / 1_000;
    return sql`select ${number}, ${at} from ${publicChanges} where ${at} < to_timestamp(${seconds}::float8)
      order by ${number} desc limit 1`;
  }
  return sql`select ${since.number}::bigint as number, ${since.at}::timestamptz as at`;
}

/**
 * A position is of another history, as of a database restored since, when it comes after the last change, or when an
 * earlier change is more recent.
 */
export function changesOf({ readOne }: StatementRunner): Pick<ExperienceStore, 'listChanges'> {
  return {
    listChanges(since, limit, signal) {
      const change = sql`json_build_object(
        'number', ${number}, 'at', ${isoInstant(at)}, 'id', ${experienceId}, 'isDeleted', ${revision} is null
      )`;
      const statement = sql`
        with start as materialized (${startAt(since)}),
        page as (
          select * from ${publicChanges}
          where ${number} > coalesce((select number from start), 0) order by ${number} limit ${limit}::int
        )
        select ${versionFor('public')},
          not exists (
            select from start where start.number > (select coalesce(max(${number}), 0) from ${publicChanges})
              or exists (select from ${publicChanges} where ${number} <= start.number and ${at} > start.at)
          ) as "isKnown",
          (select json_build_object('number', start.number, 'at', ${isoInstant(sql`start.at`)}) from start) as start,
          ${listOf(change, sql`page as ${publicChanges}`, sql`${number}`)} as items`;
      return readOne('lecture des changements', statement, changesRowSchema, signal);
    },
  };
}
