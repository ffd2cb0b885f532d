import { type SQL, sql } from 'drizzle-orm';
import type { ReviewList } from '../../../domain/experience/status.ts';
import { isKept } from '../../../domain/text/kept-text.ts';
import {
  opinionPageSchema,
  proposalPageSchema,
  type ReviewStore,
  reviewFactsSchema,
  type SourceCheckStore,
  troubledSourceSchema,
} from '../../../ports/review-store.ts';
import { instantKey, isAfter, isoInstant, listOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { alikeOf } from './find-alike.ts';

// For editors who may read members' experiences: these statements read every status.

const IN_LIST: Readonly<Record<ReviewList, SQL>> = {
  proposed: sql`status = 'proposed'`,
  published: sql`status = 'published'`,
  'set-aside': sql`status = 'set-aside'`,
  gone: sql`gone_since is not null and status <> 'set-aside'`,
  changed: sql`changed_from is not null and status = 'published'`,
};

const sourced = sql`experiences left join resources as resource on resource.id = resource_id`;

const PROPOSAL = sql`json_build_object(
  'experience', document, 'status', status, 'confidence', confidence, 'changed', changed, 'key', key,
  'statusReason', (
    select value from corrections where experience_id = page.id and field = 'statusReason'
  ),
  'isContribution', exists (select from contributions where experience_id = page.id),
  'resource', case when source is not null then json_build_object(
    'id', source -> 'id', 'title', source -> 'title', 'url', source -> 'url',
    'publisher', source -> 'publisher', 'date', source -> 'date', 'goneSince', ${isoInstant('gone_since')}
  ) end,
  'sameAs', (
    select json_build_object('id', alike.id, 'title', alike.document ->> 'title', 'similarity', alike.similarity)
    from (${alikeOf(sql`page.id`, sql`page.resource_id`)} limit 1) as alike
  )
)`;

/** Sort key of a list, descending, and the same as a number; an index has each. */
function keyOf(list: ReviewList) {
  return list === 'proposed'
    ? { key: sql`gain`, asNumber: sql`gain` }
    : {
        key: sql`changed_at`,
        asNumber: sql`extract(epoch from changed_at)::float`,
        // Within the years that a cursor may name.
        ofNumber: (key: number) => sql`to_timestamp(greatest(0, least(${key}::float, 1e11)))`,
      };
}

function selectReviewFacts(id: string): SQL {
  const ofExtraction = (part: 'dropped' | 'notes') =>
    sql`coalesce((select document -> ${part} from extractions where resource_id = reviewed.resource_id), '[]')`;
  const firstOther = (where: SQL) => sql`(
    select other.id from experiences as other where other.status = 'proposed' and other.id <> reviewed.id and ${where}
    order by other.gain desc, other.id limit 1
  )`;
  const isLater = sql`other.gain <= reviewed.gain and (other.gain < reviewed.gain or other.id > reviewed.id)
    and reviewed.status = 'proposed'`;
  const siblings = listOf(
    sql`json_build_object('id', other.id, 'title', other.document ->> 'title', 'status', other.status)`,
    sql`experiences as other where other.resource_id = reviewed.resource_id and other.id <> reviewed.id`,
    sql`other.id`,
  );
  const alike = listOf(
    sql`json_build_object('experience', document, 'similarity', similarity)`,
    sql`(${alikeOf(sql`reviewed.id`, sql`reviewed.resource_id`)}) as alike`,
    sql`similarity desc, alike.id`,
  );
  return sql`
    select ${ofExtraction('dropped')} as dropped, ${ofExtraction('notes')} as notes, changed_from as "changedFrom",
      (select contact from contributions where experience_id = reviewed.id) as contact,
      coalesce(${firstOther(isLater)}, ${firstOther(sql`true`)}) as next, ${siblings} as siblings, ${alike} as alike
    from experiences as reviewed where id = ${id}`;
}

export function proposalsOf({ execute, readFirst, readOne }: StatementRunner) {
  return {
    listProposals({ list, resourceId, after, limit }) {
      const { asNumber, ...sorted } = keyOf(list);
      const { key } = sorted;
      const isLater = isAfter(after, { ...sorted, id: sql`experiences.id`, order: 'desc' });
      const counted = (name: ReviewList) => sql`count(*) filter (where ${IN_LIST[name]})::int`;
      const statement = sql`
        with page as (
          select experiences.id, experiences.document, status, confidence, resource_id, resource.document as source, gone_since,
            changed_from is not null as changed, ${asNumber} as key
          from ${sourced}
          where ${IN_LIST[list]} and ${isLater} and (${resourceId}::text is null or resource_id = ${resourceId})
          order by ${key} desc, experiences.id limit ${limit}::int
        )
        select ${listOf(PROPOSAL, sql`page`, sql`key desc, id`)} as proposals,
          (
            select json_build_object(
              'proposed', ${counted('proposed')}, 'published', ${counted('published')},
              'set-aside', ${counted('set-aside')}, 'gone', ${counted('gone')}, 'changed', ${counted('changed')}
            )
            from ${sourced}
          ) as counts`;
      return readOne('liste des propositions', statement, proposalPageSchema);
    },
    async loadReviewFacts(id) {
      if (!isKept(id)) return null;
      return await readFirst('lecture d’une proposition', selectReviewFacts(id), reviewFactsSchema);
    },
    async forgetChange(id) {
      await execute(
        'lecture d’un changement',
        sql`update experiences set changed_from = null where id = ${id}`,
      );
    },
  } satisfies Partial<ReviewStore>;
}

/** Opinions of one instant follow the hash of their id, which is not shown. The titles are those of every status. */
export function opinionsOf({ readOne }: StatementRunner): Pick<ReviewStore, 'listOpinions'> {
  return {
    listOpinions({ after, limit }) {
      const digest = sql`encode(sha256(convert_to(feedback.id, 'UTF8')), 'hex')`;
      const isLater = isAfter(after, { key: instantKey('created_at'), id: digest, order: 'desc' });
      const counted = (verdict: string) => sql`count(*) filter (where verdict = ${verdict})::int`;
      const opinion = sql`json_build_object(
        'subject', json_build_object('experienceId', experience_id, 'leverId', lever_id),
        'title', (select document ->> 'title' from experiences where experiences.id = experience_id),
        'verdict', verdict, 'reason', reason, 'comment', comment,
        'createdAt', ${isoInstant('created_at')}, 'digest', digest
      )`;
      const statement = sql`
        with page as (
          select *, ${digest} as digest from feedback where ${isLater}
          order by created_at desc, digest limit ${limit}::int
        )
        select ${listOf(opinion, sql`page`, sql`created_at desc, digest`)} as opinions,
          (
            select json_build_object('useful', ${counted('useful')}, 'not-useful', ${counted('not-useful')}) from feedback
          ) as counts`;
      return readOne('liste des avis', statement, opinionPageSchema);
    },
  };
}

const MOST_SOURCES = 500;

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
        troubledSourceSchema,
      ),
  };
}
