import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Publication, PublicationOutcome } from '../../../ports/import-store.ts';
import { publishVersions } from '../reading/publication.ts';
import { namesOf, setExcluded, typesOf } from '../rows/column-lists.ts';
import { elementsOf, heldBy } from '../rows/columns.ts';
import type { Database } from '../session/database.ts';
import { isConnectionLoss } from '../session/database-errors.ts';
import { auditEntries, corrections } from '../tables/editing.ts';
import { experiences, passages } from '../tables/experiences.ts';
import { extractions, importJobs, resources, stagedChanges } from '../tables/imports.ts';
import { indexState, judgedRequests, publicChanges, termFrequencies } from '../tables/search-index.ts';
import { contributions } from '../tables/visitors.ts';
import { erasedBy, eraseRecords, eraseSources } from './erase-copies.ts';
import { stagedColumns, stagedPassageColumns } from './stage-change.ts';
import { countWords, forgetWords, recordPublicChanges } from './word-statistics.ts';

/** Advisory lock of publications; an arbitrary constant. */
const PUBLICATION_LOCK = 7_237_746_143;

/** Longest silence of this process between two statements, after which a server frees what others wait for. */
const SILENCE_MS = 60_000;

/** Tables that a publication changes, to vacuum and analyze: the embedded database has no autovacuum. */
export const TIDIED = [
  auditEntries,
  contributions,
  corrections,
  experiences,
  extractions,
  importJobs,
  judgedRequests,
  passages,
  publicChanges,
  resources,
  stagedChanges,
  termFrequencies,
] as const;

/**
 * Publishes a batch in one transaction. A server rolls it back when the connection is lost: a ROLLBACK would then reach
 * another connection, or none. Nothing but statements may be awaited in between, or the driver could reconnect and run
 * the rest outside of the transaction (docs/adr/0003-one-driver.md).
 */
export async function publishBatch(
  database: Database,
  batch: string,
  publication: Publication,
  timeoutMs: number,
): Promise<PublicationOutcome> {
  const { $client } = database;
  await $client.unsafe('begin');
  try {
    await $client.unsafe(`set local statement_timeout = ${timeoutMs}`);
    await $client.unsafe(`set local idle_in_transaction_session_timeout = ${SILENCE_MS}`);
    const outcome = await apply(database, batch, publication);
    await $client.unsafe(outcome === 'published' ? 'commit' : 'rollback');
    return outcome;
  } catch (error) {
    if (!isConnectionLoss(error)) await $client.unsafe('rollback');
    throw error;
  }
}

async function apply(
  database: Database,
  batch: string,
  publication: Publication,
): Promise<PublicationOutcome> {
  const { keys, recipe, job, revision } = publication;
  const changes = sql`(
    select ${stagedChanges.payload} from ${stagedChanges}
    where ${stagedChanges.batch} = ${batch} and ${stagedChanges.key} in (${elementsOf(keys)})
  ) as change`;
  await database.execute(sql`select pg_advisory_xact_lock(${PUBLICATION_LOCK}::bigint)`);
  const current = sql`select from ${auditEntries} having coalesce(max(${auditEntries.id}), 0) = ${revision}::bigint`;
  if ((await database.execute(current)).length === 0) return 'stale';
  const run = async (...statements: readonly SQL[]) => {
    for (const statement of statements) await database.execute(statement);
  };
  const erased = erasedBy(publication);
  await run(forgetWords(publication, changes));
  if (erased.length > 0) await eraseSources(database, erased, batch);
  await run(
    ...replaceRecipe(publication),
    ...applyChanges(publication, changes),
    ...recordDecisions(publication),
    ...recordJudgments(publication),
    ...countWords(),
    publishVersions(),
    recordPublicChanges(),
  );
  // In the publication's own transaction: a cancelled job has published nothing, and a job that has published can no
  // longer be cancelled. Near the end, because its row stays locked from here.
  if (job !== null) {
    const ended = { state: 'succeeded', report: job.report, endedAt: sql`now()`, content: null } as const;
    const { count } = await database.update(importJobs).set(ended).where(heldBy(job));
    if (count === 0) return 'withdrawn';
  }
  if (erased.length > 0) await eraseRecords(database, erased);
  if (recipe === null) {
    await run(sql`delete from ${stagedChanges} where ${stagedChanges.batch} = ${batch}`);
  } else {
    await run(
      sql`delete from ${stagedChanges}`,
      sql`delete from ${extractions} where ${extractions.resourceId} not in (select ${resources.id} from ${resources})`,
    );
  }
  return 'published';
}

/**
 * A publication that keeps no passage, such as the first or that of another model, builds the HNSW index once its own
 * are there: six times faster than row by row.
 */
const dropIndexOfNothing = sql`do $$ begin
    if not exists (select from ${passages}) then
      perform set_config('essaimage.dropped_index', pg_get_indexdef('passages_embedding'::regclass), true);
      drop index passages_embedding;
    end if;
  end $$`;

/** Workers would take the memory of the graph from `/dev/shm`, which has 64 MB in a container. */
const restoreIndex = sql`do $$ begin
    if to_regclass('passages_embedding') is null then
      set local maintenance_work_mem = '512MB';
      set local max_parallel_maintenance_workers = 0;
      execute current_setting('essaimage.dropped_index');
    end if;
  end $$`;

const heir = alias(passages, 'heir');

function replaceRecipe({ recipe }: Publication): readonly SQL[] {
  if (recipe === null) return [];
  return [
    sql`insert into ${indexState} (id, model_id, pipeline_version, document_count)
      values (1, ${recipe.modelId}, ${recipe.pipelineVersion}, 0)
      on conflict (id) do update set
        model_id = excluded.model_id, pipeline_version = excluded.pipeline_version`,
  ];
}

function applyChanges({ removed, at, recipe }: Publication, changes: SQL): readonly SQL[] {
  const resourceColumns = getTableColumns(resources);
  const staged = sql`${changes}, jsonb_to_recordset(payload -> 'experiences') as row(${typesOf(stagedColumns)})`;
  const stagedPassages = sql`${changes}, jsonb_to_recordset(payload -> 'passages') as row(${typesOf(stagedPassageColumns)})`;
  return [
    sql`delete from ${experiences} where ${experiences.id} in (${elementsOf(removed)})`,
    sql`insert into ${resources} (${namesOf(resourceColumns)})
      select row.* from ${changes}, jsonb_to_record(nullif(payload -> 'resource', 'null'::jsonb))
        as row(${typesOf(resourceColumns)})
      where row.id is not null
      on conflict (id) do update set ${setExcluded(resourceColumns)}`,
    sql`insert into ${experiences} (${namesOf(stagedColumns)}, changed_at, counted)
      select row.*, ${at}::timestamptz, ${recipe !== null}::boolean from ${staged}
      on conflict (id) do update set ${setExcluded(stagedColumns)},
        counted = ${experiences.counted} or excluded.counted,
        changed_at = case
          when ${toldBy('experiences')} is not distinct from ${toldBy('excluded')}
          then ${experiences.changedAt} else excluded.changed_at
        end`,
    // The HNSW index takes milliseconds for a passage: those that are the same stay.
    sql`delete from ${passages} where ${passages.experienceId} in (select row.id from ${staged})
      and not exists (
        select from ${stagedPassages}
        where row.experience_id = ${passages.experienceId} and row.ordinal = ${passages.ordinal}
          and row.quote = ${passages.quote} and row.embedded = ${passages.embedded}
          and row.embedding = ${passages.embedding}
      )`,
    dropIndexOfNothing,
    sql`insert into ${passages} (${namesOf(stagedPassageColumns)}, indexed)
      select row.*, row_number() over (partition by row.embedding) = 1 and not exists (
        select from ${passages} where ${passages.digest} = sha256(vector_send(row.embedding)) and ${passages.indexed}
      )
      from ${stagedPassages}
      where not exists (
        select from ${passages} where ${passages.experienceId} = row.experience_id and ${passages.ordinal} = row.ordinal
      )`,
    indexHeirs,
    restoreIndex,
  ];
}

/** Puts into the index the vectors whose indexed passage has gone while others still have them. */
const indexHeirs = sql`
  update ${passages} set indexed = true from (
    select distinct on (${heir.digest}) ${heir.experienceId}, ${heir.ordinal} from ${passages} as ${heir}
    where not ${heir.indexed}
      and not exists (select from ${passages} where ${passages.digest} = ${heir.digest} and ${passages.indexed})
    order by ${heir.digest}, ${heir.experienceId}, ${heir.ordinal}
  ) as heir
  where ${passages.experienceId} = heir.experience_id and ${passages.ordinal} = heir.ordinal`;

/** Visible content of a row without the register's figures, which change on their own. */
function toldBy(row: 'experiences' | 'excluded'): SQL {
  const { status, document } = alias(experiences, row);
  return sql`row(
    ${status} = 'published', ${document} - 'territories', jsonb_path_query_array(${document}, '$.territories[*].name')
  )`;
}

/** A judgment without a request takes the stored one out. */
function recordJudgments({ judgments, at }: Publication): readonly SQL[] {
  if (judgments.length === 0) return [];
  const rows = sql`jsonb_to_recordset(${JSON.stringify(judgments)}::jsonb) as row(id text, judgment jsonb)`;
  return [
    sql`delete from ${judgedRequests} where ${judgedRequests.id} in (select row.id from ${rows})`,
    sql`insert into ${judgedRequests} (id, request, previous, at)
      select row.id, judgment -> 'request', nullif(judgment -> 'previous', 'null'::jsonb), ${at}::timestamptz
      from ${rows} where judgment <> 'null'::jsonb`,
  ];
}

function recordDecisions({ removed, gone, corrections: given, audits, at }: Publication): readonly SQL[] {
  return [
    // A contribution that someone published, set aside or deleted leaves no contact.
    sql`delete from ${contributions} where ${contributions.experienceId} in (
      select ${experiences.id} from ${experiences} where ${experiences.status} <> 'proposed'
      union all ${elementsOf(removed)}
    )`,
    sql`update ${resources} set gone_since = ${at}::timestamptz
      where ${resources.goneSince} is null and ${resources.id} in (${elementsOf(gone)})`,
    sql`insert into ${corrections} (experience_id, field, value, actor, at)
      select given ->> 'experienceId', given ->> 'field', given -> 'value', given ->> 'actor',
        (given ->> 'at')::timestamptz
      from jsonb_array_elements(${JSON.stringify(given)}::jsonb) as given
      on conflict (experience_id, field) do update set
        value = excluded.value, actor = excluded.actor, at = excluded.at`,
    sql`insert into ${auditEntries} (at, actor, action, subject, before, after)
      select ${at}::timestamptz, audit ->> 'actor', audit ->> 'action', audit ->> 'subject',
        audit -> 'before', audit -> 'after'
      from jsonb_array_elements(${JSON.stringify(audits)}::jsonb) with ordinality as given(audit, turn)
      order by turn`,
  ];
}
