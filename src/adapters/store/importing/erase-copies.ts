import { type SQL, sql } from 'drizzle-orm';

// A publication that brings a correction `erased` removes all copies of the fiche. The id stays in its corrections, so
// that imports leave it out, and in the audit, which keeps who changed it, when, and by what action.

/** Runs statements, which know the array `ids`, unless nothing is erased. */
function whenErasing(plan: SQL, variables: SQL, statements: SQL): SQL {
  return sql`do $$ declare
    ids text[] := array(
      select given ->> 'experienceId' from jsonb_array_elements(${plan} -> 'corrections') as given
      where given ->> 'field' = 'erased' and given -> 'value' = 'true'::jsonb
    );
    ${variables}
  begin
    if cardinality(ids) = 0 then return; end if;
    ${statements}
  end $$`;
}

/**
 * Erases the resources of the erased fiches, and the changes staged from them. A resource that has other fiches loses
 * its text, and they lose their evidence. Runs before any change of the publication.
 */
export function eraseSources(plan: SQL, batch: SQL): SQL {
  const drawn = sql`document -> 'experiences' @> jsonb_build_array(jsonb_build_object('draft', jsonb_build_object('id', erased)))`;
  const variables = sql`sources text[] := array(
      select resource_id from experiences where id = any(ids) and resource_id is not null union
      select resource_id from extractions, unnest(ids) as erased where ${drawn} union
      select id from resources, unnest(ids) as erased where starts_with(erased, id || '--')
    );`;
  const statements = sql`
    delete from experiences where id = any(ids);
    delete from extractions where resource_id = any(sources);
    delete from resources where id = any(sources) and not exists (
      select from experiences where resource_id = resources.id
    );
    update resources set document = document || '{"text": "", "blocks": []}', content_hash = ''
      where id = any(sources);
    update experiences set evidence = '[]' where resource_id = any(sources);
    delete from staged_changes where batch <> ${batch} and exists (
      select from unnest(ids || sources) as name where strpos(payload::text, to_jsonb(name)::text) > 0
    );`;
  return whenErasing(plan, variables, statements);
}

/** Erases the values of the audit and of corrections, and the lines of import reports. */
export function eraseRecords(plan: SQL): SQL {
  const statements = sql`
    update audit_entries set before = null, after = null where subject = any(ids);
    delete from corrections where experience_id = any(ids) and field not in ('deleted', 'erased');
    delete from source_checks where not exists (
      select from experiences where document -> 'source' ->> 'url' = url
    );
    update import_jobs set report = report || jsonb_build_object(
      'changes', (
        select coalesce(jsonb_agg(change), '[]') from jsonb_array_elements(report -> 'changes') as change
        where change ->> 'id' <> all(ids)
      ),
      'notes', (
        select coalesce(jsonb_agg(note), '[]') from jsonb_array_elements(report -> 'notes') as note
        where not exists (select from unnest(ids) as erased where starts_with(erased, note ->> 'resourceId'))
      )
    ) where report is not null;`;
  return whenErasing(plan, sql``, statements);
}

/** Keeps the last entry, whose id is the revision of the store, without its values. */
export function forgetEntries(time: string): SQL {
  return sql`
    with old as (
      select id, id = (select max(id) from audit_entries) as is_last from audit_entries
      where at < ${time}::timestamptz
    ),
    emptied as (
      update audit_entries set before = null, after = null where id in (select id from old where is_last)
    )
    delete from audit_entries where id in (select id from old where not is_last)`;
}
