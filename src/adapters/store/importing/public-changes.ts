import { type SQL, sql } from 'drizzle-orm';
import { visibleTo } from '../reading/visibility.ts';

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
