import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Publication } from '../../../ports/import-store.ts';
import { visibleTo } from '../reading/visibility.ts';
import { elementsOf } from '../rows/columns.ts';
import { COUNTED_WEIGHTS } from '../rows/phrase-text.ts';

// Statistics are those of the last rebuild, without the words changed or withdrawn since. An added experience does not
// count before the next rebuild: it never changes the score of another.

const counted = sql`${visibleTo('public')} where counted`;

/** Text of a statement inside of another. */
const quoted = (statement: SQL) =>
  sql.raw(`'${new PgDialect().sqlToQuery(statement).sql.replaceAll("'", "''")}'`);

/** Empties the statistics when the publication rebuilds the index, or changes or removes what they count. */
export function forgetWords({ recipe, removed, corrections }: Publication, changes: SQL): SQL {
  const named = [...removed, ...corrections.map(({ experienceId }) => experienceId)];
  return sql`
    delete from term_frequencies where ${recipe !== null}::boolean or exists (
      select from experiences where counted and id in (
        ${elementsOf(named)} union all select jsonb_path_query(payload, '$.experiences[*].id') #>> '{}' from ${changes}
      )
    )`;
}

/** Counts again after `forgetWords` has emptied the statistics. */
export function countWords(): readonly SQL[] {
  const words = quoted(sql`select words from ${counted}`);
  return [
    sql`insert into term_frequencies (term, document_count)
      select word, ndoc from ts_stat(${words}, ${sql.raw(`'${COUNTED_WEIGHTS}'`)})
      where not exists (select from term_frequencies)`,
    sql`update index_state set document_count = (select count(*) from ${counted})`,
  ];
}

/**
 * Statement without parameters that writes down how the public experiences differ from the changes already written.
 * Publications run one at a time: a number is committed before the next is taken, so that no reader skips one.
 */
export function recordPublicChanges(): SQL {
  return sql`
    with changed as (
      select coalesce(experiences.id, known.experience_id) as id, experiences.revision
      from ${visibleTo('public')} full join public_changes as known on known.experience_id = experiences.id
      where experiences.revision is distinct from known.revision
    ),
    last as materialized (
      select coalesce(max(number), 0) as number,
        greatest(max(at), date_trunc('milliseconds', clock_timestamp())) as at
      from public_changes
    )
    insert into public_changes (experience_id, revision, number, at)
    select changed.id, changed.revision, last.number + row_number() over (order by changed.id), last.at
    from changed, last
    on conflict (experience_id) do update set
      revision = excluded.revision, number = excluded.number, at = excluded.at`;
}
