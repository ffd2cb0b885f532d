import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { visibleTo } from '../reading/visibility.ts';
import { COUNTED_WEIGHTS } from '../rows/phrase-text.ts';

// Statistics are those of the last rebuild, without the words changed or withdrawn since. An added experience does not
// count before the next rebuild: it never changes the score of another.

const counted = sql`${visibleTo('public')} where counted`;

/** Text of a statement inside of another. */
const quoted = (statement: SQL) =>
  sql.raw(`'${new PgDialect().sqlToQuery(statement).sql.replaceAll("'", "''")}'`);

/** Empties the statistics when the publication rebuilds the index, or changes or removes what they count. */
export function forgetWords(plan: SQL, changes: SQL): SQL {
  return sql`
    delete from term_frequencies where ${plan} -> 'recipe' <> 'null'::jsonb or exists (
      select from experiences where counted and id in (
        select jsonb_array_elements_text(${plan} -> 'removed') union all
        select given ->> 'experienceId' from jsonb_array_elements(${plan} -> 'corrections') as given union all
        select jsonb_path_query(payload, '$.experiences[*].id') #>> '{}' from ${changes}
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
