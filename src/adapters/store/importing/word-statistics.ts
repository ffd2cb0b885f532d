import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Publication } from '../../../ports/import-store.ts';
import { shown, visibleTo } from '../reading/visibility.ts';
import { elementsOf } from '../rows/columns.ts';
import { COUNTED_WEIGHTS } from '../rows/phrase-text.ts';
import { experiences } from '../tables/experiences.ts';
import { indexState, publicChanges, termFrequencies } from '../tables/search-index.ts';

// Statistics are those of the last rebuild, without the words changed or withdrawn since. An added experience does not
// count before the next rebuild: it never changes the score of another.

const counted = sql`${visibleTo('public')} where ${shown.counted}`;

/** Text of a statement inside of another. */
const quoted = (statement: SQL) =>
  sql.raw(`'${new PgDialect().sqlToQuery(statement).sql.replaceAll("'", "''")}'`);

/** Empties the statistics when the publication rebuilds the index, or changes or removes what they count. */
export function forgetWords({ recipe, removed, corrections }: Publication, changes: SQL): SQL {
  const named = [...removed, ...corrections.map(({ experienceId }) => experienceId)];
  return sql`
    delete from ${termFrequencies} where ${recipe !== null}::boolean or exists (
      select from ${experiences} where ${experiences.counted} and ${experiences.id} in (
        ${elementsOf(named)} union all select jsonb_path_query(payload, '$.experiences[*].id') #>> '{}' from ${changes}
      )
    )`;
}

/** Counts again after `forgetWords` has emptied the statistics. */
export function countWords(): readonly SQL[] {
  const words = quoted(sql`select ${shown.words} from ${counted}`);
  return [
    sql`insert into ${termFrequencies} (term, document_count)
      select word, ndoc from ts_stat(${words}, ${sql.raw(`'${COUNTED_WEIGHTS}'`)})
      where not exists (select from ${termFrequencies})`,
    sql`update ${indexState} set document_count = (select count(*) from ${counted})`,
  ];
}

/**
 * Statement without parameters that writes down how the public experiences differ from the changes already written.
 * Publications run one at a time: a number is committed before the next is taken, so that no reader skips one.
 */
export function recordPublicChanges(): SQL {
  return sql`
    with changed as (
      select coalesce(${shown.id}, ${publicChanges.experienceId}) as id, ${shown.revision}
      from ${visibleTo('public')} full join ${publicChanges} on ${publicChanges.experienceId} = ${shown.id}
      where ${shown.revision} is distinct from ${publicChanges.revision}
    ),
    last as materialized (
      select coalesce(max(${publicChanges.number}), 0) as number,
        greatest(max(${publicChanges.at}), date_trunc('milliseconds', clock_timestamp())) as at
      from ${publicChanges}
    )
    insert into ${publicChanges} (experience_id, revision, number, at)
    select changed.id, changed.revision, last.number + row_number() over (order by changed.id), last.at
    from changed, last
    on conflict (experience_id) do update set
      revision = excluded.revision, number = excluded.number, at = excluded.at`;
}
