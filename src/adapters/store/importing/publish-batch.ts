import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Publication, PublicationOutcome } from '../../../ports/import-store.ts';
import { publishVersions } from '../reading/publication.ts';
import { heldBy } from '../rows/import-job-row.ts';
import { errorCode } from '../session/error-code.ts';
import { eraseRecords, eraseSources } from './erase-copies.ts';
import { recordPublicChanges } from './public-changes.ts';
import { upsertStaged } from './stage-change.ts';
import { countWords, forgetWords } from './word-statistics.ts';

/** Key of the batch's row that holds the rest of its publication. */
const PLAN_KEY = '';

/** Advisory lock of publications; an arbitrary constant. */
const PUBLICATION_LOCK = 7_237_746_143;

/** SQLSTATE (serialization_failure) of a publication prepared from another state of the store. */
const STALE = '40001';
/** Our own SQLSTATE for a publication whose import job no longer runs. */
const WITHDRAWN = 'EJ001';

const dialect = new PgDialect();

/** Stages the plan of a publication: all that it does besides applying the changes. */
export function stagePlan(batch: string, publication: Publication): SQL {
  return upsertStaged(batch, PLAN_KEY, '', publication);
}

/** Keys and hashes of the staged changes, without the plan. */
export function selectStaged(batch: string): SQL {
  return sql`select key, content_hash from staged_changes where batch = ${batch} and key <> ${PLAN_KEY}`;
}

/** Vacuums and analyzes the tables that a publication changes: the embedded database has no autovacuum. */
export const tidyTables = sql`
  vacuum (analyze) audit_entries, contributions, corrections, experiences, extractions, import_jobs, passages, public_changes,
    resources, staged_changes, term_frequencies`;

/** Returns the reason of a refused publication, or null for a failure. */
export function refusalOf(error: unknown): PublicationOutcome | null {
  const code = errorCode(error);
  return code === STALE ? 'stale' : code === WITHDRAWN ? 'withdrawn' : null;
}

/**
 * Statements that publish a batch and its plan, without parameters. Sent as one simple query they are
 * one transaction, which the server rolls back when the connection is lost: postgres.js has nothing to
 * undo (docs/adr/0003-one-driver.md). Each statement sees the writes of the previous ones.
 */
export function publicationScript(batch: string, timeoutMs: number): string {
  return statements(literal(batch), timeoutMs)
    .map((statement) => {
      const { sql: text, params } = dialect.sqlToQuery(statement);
      if (params.length > 0) throw new TypeError('a simple query takes no parameter');
      return text;
    })
    .join(';\n');
}

/** Quotes the name of a batch, which the program chose. */
function literal(batch: string): SQL {
  if (!/^[a-z0-9-]+$/.test(batch)) throw new TypeError(`not a name of batch: ${batch}`);
  return sql.raw(`'${batch}'`);
}

function statements(batch: SQL, timeoutMs: number): readonly SQL[] {
  const plan = sql`(select payload from staged_changes where batch = ${batch} and key = '')`;
  const changes = sql`(
    select payload from staged_changes where batch = ${batch} and key in (select jsonb_array_elements_text(${plan} -> 'keys'))
  ) as change`;
  return [
    sql.raw(`set local statement_timeout = ${timeoutMs}`),
    sql.raw(`select pg_advisory_xact_lock(${PUBLICATION_LOCK})`),
    refuseStale(plan),
    dropIndexOfNothing,
    forgetWords(plan, changes),
    eraseSources(plan, batch),
    replaceRecipe(plan),
    ...applyChanges(plan, changes),
    sql`create index if not exists passages_embedding on passages using hnsw (embedding halfvec_cosine_ops)`,
    ...followPlan(plan),
    ...countWords(),
    publishVersions(),
    recordPublicChanges(),
    sql`delete from extractions
      where ${plan} ->> 'recipe' is not null and resource_id not in (select id from resources)`,
    endJob(plan),
    eraseRecords(plan),
    sql`delete from staged_changes where batch = ${batch} or ${plan} ->> 'recipe' is not null`,
  ];
}

/** The first publication builds the HNSW index once its passages are there: six times faster than row by row. */
const dropIndexOfNothing = sql`do $$ begin
    if not exists (select from passages) then drop index if exists passages_embedding;
    end if;
  end $$`;

function refuseStale(plan: SQL): SQL {
  return sql`do $$ begin
    if (${plan} ->> 'revision')::int is distinct from (select coalesce(max(id), 0) from audit_entries)
    then raise exception 'the store has changed' using errcode = ${sql.raw(`'${STALE}'`)};
    end if;
  end $$`;
}

/**
 * Ends the job in the publication's own transaction: a cancelled job has published nothing, and a job
 * that has published can no longer be cancelled. Near the end, because its row stays locked from here.
 */
function endJob(plan: SQL): SQL {
  const job = sql`(${plan} -> 'job')`;
  return sql`do $$ begin
    if ${job} <> 'null'::jsonb then
      update import_jobs
      set state = 'succeeded', report = ${job} -> 'report', ended_at = now(), content = null
      where ${heldBy(sql`${job} ->> 'id'`, sql`(${job} ->> 'attempt')`)};
      if not found then
        raise exception 'the import job no longer runs' using errcode = ${sql.raw(`'${WITHDRAWN}'`)};
      end if;
    end if;
  end $$`;
}

/** Without a new recipe, changes nothing. */
function replaceRecipe(plan: SQL): SQL {
  return sql`
    insert into index_state (id, model_id, pipeline_version, document_count)
      select 1, recipe ->> 'modelId', recipe ->> 'pipelineVersion', 0
      from (select ${plan} -> 'recipe' as recipe) as plan where recipe <> 'null'::jsonb
      on conflict (id) do update set
        model_id = excluded.model_id, pipeline_version = excluded.pipeline_version`;
}

function applyChanges(plan: SQL, changes: SQL): readonly SQL[] {
  const experienceRows = sql`${changes}, jsonb_to_recordset(payload -> 'experiences') as row(
    id text, content_hash text, revision text, access text, setting text, year integer, themes text[],
    levers text[], kinds text[], departments text[], regions text[], document jsonb, draft jsonb, origin text,
    resource_id text, evidence jsonb, confidence double precision, status text, by_hand boolean, lexical sparsevec, terms integer[], words tsvector,
    traits json
  )`;
  return [
    sql`delete from experiences where id in (select jsonb_array_elements_text(${plan} -> 'removed'))`,
    sql`insert into resources (id, origin, content_hash, access, document, gone_since)
      select row.* from ${changes}, jsonb_to_record(nullif(payload -> 'resource', 'null'::jsonb)) as row(
        id text, origin text, content_hash text, access text, document jsonb, gone_since timestamptz
      )
      where row.id is not null
      on conflict (id) do update set
        origin = excluded.origin, content_hash = excluded.content_hash, access = excluded.access,
        document = excluded.document, gone_since = excluded.gone_since`,
    sql`insert into experiences (
        id, content_hash, revision, access, setting, year, themes, levers, kinds, departments, regions, document,
        draft, origin, resource_id, evidence, confidence, status, by_hand, lexical, terms, words, traits, changed_at,
        counted
      )
      select row.*, (${plan} ->> 'at')::timestamptz, ${plan} -> 'recipe' <> 'null'::jsonb from ${experienceRows}
      on conflict (id) do update set
        content_hash = excluded.content_hash, revision = excluded.revision, access = excluded.access,
        setting = excluded.setting, year = excluded.year, themes = excluded.themes, levers = excluded.levers,
        kinds = excluded.kinds, departments = excluded.departments, regions = excluded.regions,
        document = excluded.document, draft = excluded.draft, origin = excluded.origin,
        resource_id = excluded.resource_id, evidence = excluded.evidence, 
        confidence = excluded.confidence, status = excluded.status, by_hand = excluded.by_hand,
        lexical = excluded.lexical, terms = excluded.terms, words = excluded.words, traits = excluded.traits,
        counted = experiences.counted or excluded.counted,
        changed_from = case
          when ${plan} #>> '{audits,0,action}' = 'import' and experiences.status = 'published'
            and excluded.origin = 'resource'
            and ${toldBy('experiences')} is distinct from ${toldBy('excluded')}
          then coalesce(experiences.changed_from, experiences.document) else experiences.changed_from
        end,
        changed_at = case
          when ${toldBy('experiences')} is not distinct from ${toldBy('excluded')}
          then experiences.changed_at else excluded.changed_at
        end`,
    sql`delete from passages where experience_id in (select row.id from ${experienceRows})`,
    sql`insert into passages (experience_id, ordinal, quote, embedded, embedding)
      select row.* from ${changes}, jsonb_to_recordset(payload -> 'passages') as row(
        experience_id text, ordinal integer, quote text, embedded text, embedding halfvec
      )`,
  ];
}

/** Visible content of a row without the register's figures, which change on their own. */
function toldBy(row: 'experiences' | 'excluded'): SQL {
  const name = sql.identifier(row);
  return sql`row(
    ${name}.status = 'published', ${name}.document - 'territories',
    jsonb_path_query_array(${name}.document, '$.territories[*].name')
  )`;
}

/** A contribution that someone published, set aside or deleted leaves no contact. */
function forgetDecided(plan: SQL): SQL {
  return sql`
    delete from contributions where experience_id in (
      select id from experiences where status <> 'proposed'
      union all select jsonb_array_elements_text(${plan} -> 'removed')
    )`;
}

function followPlan(plan: SQL): readonly SQL[] {
  return [
    forgetDecided(plan),
    sql`update resources set gone_since = (${plan} ->> 'at')::timestamptz
      where gone_since is null and id in (select jsonb_array_elements_text(${plan} -> 'gone'))`,
    sql`insert into corrections (experience_id, field, value, actor, at)
      select given ->> 'experienceId', given ->> 'field', given -> 'value', given ->> 'actor',
        (given ->> 'at')::timestamptz
      from jsonb_array_elements(${plan} -> 'corrections') as given
      on conflict (experience_id, field) do update set
        value = excluded.value, actor = excluded.actor, at = excluded.at`,
    sql`insert into audit_entries (at, actor, action, subject, before, after)
      select (plan ->> 'at')::timestamptz, audit ->> 'actor', audit ->> 'action', audit ->> 'subject',
        audit -> 'before', audit -> 'after'
      from (select ${plan} as plan) as staged, jsonb_array_elements(plan -> 'audits') with ordinality as given(audit, turn)
      order by turn`,
  ];
}
