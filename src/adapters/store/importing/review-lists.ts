import { type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
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
import { corrections } from '../tables/editing.ts';
import { experiences } from '../tables/experiences.ts';
import { extractions, resources, sourceChecks } from '../tables/imports.ts';
import { contributions, feedback } from '../tables/visitors.ts';
import { alikeOf } from './find-alike.ts';

// For editors who may read members' experiences: these statements read every status.

/** Whether a rereading waits for a person. */
const isUnread = sql`(coalesce(${experiences.rereading} ->> 'isSeen', 'true') = 'false' and ${experiences.status} = 'published')`;
const isUntold = sql`${experiences.rereading} ->> 'read' is null`;

const IN_LIST: Readonly<Record<ReviewList, SQL>> = {
  proposed: sql`${experiences.status} = 'proposed'`,
  published: sql`${experiences.status} = 'published'`,
  'set-aside': sql`${experiences.status} = 'set-aside'`,
  gone: sql`(${resources.goneSince} is not null or ${isUnread} and ${isUntold}) and ${experiences.status} <> 'set-aside'`,
  changed: sql`${isUnread} and not (${isUntold})`,
};

const sourced = sql`${experiences} left join ${resources} on ${resources.id} = ${experiences.resourceId}`;

const PROPOSAL = sql`json_build_object(
  'experience', document, 'status', status, 'confidence', confidence, 'changed', changed, 'key', key,
  'statusReason', (
    select ${corrections.value} from ${corrections}
    where ${corrections.experienceId} = page.id and ${corrections.field} = 'statusReason'
  ),
  'isContribution', exists (select from ${contributions} where ${contributions.experienceId} = page.id),
  'resource', case when source is not null then json_build_object(
    'id', source -> 'id', 'title', source -> 'title', 'url', source -> 'url',
    'publisher', source -> 'publisher', 'date', source -> 'date', 'goneSince', ${isoInstant(sql`gone_since`)}
  ) end,
  'sameAs', (
    select json_build_object('id', alike.id, 'title', alike.document ->> 'title', 'similarity', alike.similarity)
    from (${alikeOf(sql`page.id`, sql`page.resource_id`)} limit 1) as alike
  )
)`;

/** Sort key of a list, descending, and the same as a number; an index has each. */
function keyOf(list: ReviewList) {
  return list === 'proposed'
    ? { key: experiences.gain, asNumber: experiences.gain }
    : {
        key: experiences.changedAt,
        asNumber: sql`extract(epoch from ${experiences.changedAt})::float`,
        // Within the years that a cursor may name.
        ofNumber: (key: number) => sql`to_timestamp(greatest(0, least(${key}::float, 1e11)))`,
      };
}

const other = alias(experiences, 'other');

function selectReviewFacts(id: string): SQL {
  const others = sql`${experiences} as ${other} where ${other.id} <> ${experiences.id}`;
  const ofExtraction = (part: 'dropped' | 'notes') => sql`coalesce((
    select ${extractions.document} -> ${part} from ${extractions} where ${extractions.resourceId} = ${experiences.resourceId}
  ), '[]')`;
  const firstOther = (where: SQL) => sql`(
    select ${other.id} from ${others} and ${other.status} = 'proposed' and ${where}
    order by ${other.gain} desc, ${other.id} limit 1
  )`;
  const isLater = sql`${other.gain} <= ${experiences.gain} and (${other.gain} < ${experiences.gain} or ${other.id} > ${experiences.id})
    and ${experiences.status} = 'proposed'`;
  const siblings = listOf(
    sql`json_build_object('id', ${other.id}, 'title', ${other.document} ->> 'title', 'status', ${other.status})`,
    sql`${others} and ${other.resourceId} = ${experiences.resourceId}`,
    sql`${other.id}`,
  );
  const alike = listOf(
    sql`json_build_object('experience', alike.document, 'similarity', similarity)`,
    sql`(${alikeOf(sql`${experiences.id}`, sql`${experiences.resourceId}`)}) as alike`,
    sql`similarity desc, alike.id`,
  );
  return sql`
    select ${ofExtraction('dropped')} as dropped, ${ofExtraction('notes')} as notes,
      (
        select ${contributions.contact} from ${contributions} where ${contributions.experienceId} = ${experiences.id}
      ) as contact,
      coalesce(${firstOther(isLater)}, ${firstOther(sql`true`)}) as next, ${siblings} as siblings, ${alike} as alike
    from ${experiences} where ${experiences.id} = ${id}`;
}

export function proposalsOf({ readFirst, readOne }: StatementRunner) {
  return {
    listProposals({ list, resourceId, after, limit }) {
      const { asNumber, ...sorted } = keyOf(list);
      const { key } = sorted;
      const isLater = isAfter(after, { ...sorted, id: experiences.id, order: 'desc' });
      const counted = (name: ReviewList) => sql`count(*) filter (where ${IN_LIST[name]})::int`;
      const statement = sql`
        with page as (
          select ${experiences.id}, ${experiences.document}, ${experiences.status}, ${experiences.confidence}, ${experiences.resourceId},
            ${resources.document} as source, ${resources.goneSince}, ${isUnread} as changed, ${asNumber} as key
          from ${sourced}
          where ${IN_LIST[list]} and ${isLater} and (${resourceId}::text is null or ${experiences.resourceId} = ${resourceId})
          order by ${key} desc, ${experiences.id} limit ${limit}::int
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
  } satisfies Partial<ReviewStore>;
}

/** Opinions of one instant follow the hash of their id, which is not shown. The titles are those of every status. */
export function opinionsOf({ readOne }: StatementRunner): Pick<ReviewStore, 'listOpinions'> {
  return {
    listOpinions({ after, limit }) {
      const digest = sql`encode(sha256(convert_to(${feedback.id}, 'UTF8')), 'hex')`;
      const isLater = isAfter(after, { key: instantKey(feedback.createdAt), id: digest, order: 'desc' });
      const counted = (verdict: string) => sql`count(*) filter (where ${feedback.verdict} = ${verdict})::int`;
      const opinion = sql`json_build_object(
        'subject', json_build_object('experienceId', ${feedback.experienceId}, 'leverId', ${feedback.leverId}),
        'title', (
          select ${experiences.document} ->> 'title' from ${experiences} where ${experiences.id} = ${feedback.experienceId}
        ),
        'verdict', ${feedback.verdict}, 'reason', ${feedback.reason}, 'comment', ${feedback.comment},
        'createdAt', ${isoInstant(feedback.createdAt)}, 'digest', digest
      )`;
      const statement = sql`
        with page as (
          select *, ${digest} as digest from ${feedback} where ${isLater}
          order by ${feedback.createdAt} desc, digest limit ${limit}::int
        )
        select ${listOf(opinion, sql`page as ${feedback}`, sql`${feedback.createdAt} desc, digest`)} as opinions,
          (
            select json_build_object('useful', ${counted('useful')}, 'not-useful', ${counted('not-useful')}) from ${feedback}
          ) as counts`;
      return readOne('liste des avis', statement, opinionPageSchema);
    },
  };
}

const { url, outcome } = sourceChecks;
const sourceUrl = sql`${experiences.document} -> 'source' ->> 'url'`;

const MOST_SOURCES = 500;

export function sourceChecksOf({ run, readAll }: StatementRunner): SourceCheckStore {
  return {
    async record(visit) {
      await run('enregistrement d’une visite', (database) =>
        database
          .insert(sourceChecks)
          .values(visit)
          .onConflictDoUpdate({ target: sourceChecks.url, set: visit }),
      );
    },
    listUnvisited: (since) =>
      readAll(
        'lecture des adresses à visiter',
        sql`select distinct ${sourceUrl} as url from ${experiences}
          where ${experiences.status} = 'published' and ${experiences.access} = 'public' and ${sourceUrl} is not null
            and not exists (
              select from ${sourceChecks} where ${url} = ${sourceUrl} and ${sourceChecks.checkedAt} > ${since}::timestamptz
            )
          order by 1`,
        z.object({ url: z.string() }).transform((row) => row.url),
      ),
    listTroubled: () =>
      readAll(
        'lecture des adresses',
        sql`select ${url}, ${outcome}, ${sourceChecks.detail}, ${isoInstant(sourceChecks.checkedAt)} as "checkedAt",
            json_agg(
              json_build_object('id', ${experiences.id}, 'title', ${experiences.document} ->> 'title') order by ${experiences.id}
            ) as experiences
          from ${sourceChecks} join ${experiences} on ${sourceUrl} = ${url}
          where ${outcome} <> 'reached' and ${experiences.status} = 'published'
          group by ${url}
          order by ${outcome} desc, ${url} limit ${MOST_SOURCES}::int`,
        troubledSourceSchema,
      ),
  };
}
