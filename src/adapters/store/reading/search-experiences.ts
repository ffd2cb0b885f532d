import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Audience, EXPERIENCE_STATES, experienceSchema } from '../../../domain/experience/experience.ts';
import type { Sort } from '../../../domain/experience/sort.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../../domain/territory/territory.ts';
import type { ExperiencePage, SearchRequest } from '../../../ports/experience-store.ts';
import { instantKey, isAfter } from '../rows/after-position.ts';
import { counted, countsOf } from '../rows/counts.ts';
import { isoInstant } from '../rows/iso-instant.ts';
import { toConceptQuery, WEIGHT_VALUES } from '../rows/phrase-text.ts';
import { filterBy } from './filter-experiences.ts';
import { visibleTo } from './visibility.ts';

export const searchRowSchema = z.object({
  version: z.string().nullable(),
  total: z.int().nonnegative(),
  items: z.array(z.object({ key: z.number(), document: experienceSchema, changedAt: z.string() })),
  themes: countsOf(z.string()),
  levers: countsOf(z.string()),
  settings: countsOf(z.enum(SETTINGS)),
  states: countsOf(z.enum(EXPERIENCE_STATES)),
  kinds: countsOf(z.enum(TERRITORY_KINDS)),
  regions: countsOf(z.string()),
  departments: countsOf(z.string()),
  years: countsOf(z.int()),
});

/**
 * Share of the best score under which an experience only mentions what others are about. On the queries of
 * `evaluation/text-search`, precision of the first ten is 0.72 without it.
 */
const MENTION_SHARE = 0.6;

const KEYS: Readonly<Record<Sort, SQL>> = {
  relevance: sql`score`,
  year: sql`coalesce(year, 0)::float8`,
  changed: instantKey('changed_at'),
};

/** Order of pages. */
const BY_KEY = { key: sql`key`, id: sql`id`, order: 'desc' } as const;

/** `ts_rank_cd` brings each concept to [0, 1), so that one often repeated does not hide the others. */
const BELOW_ONE = 32;

/**
 * Reads the page, the total and the facets in one statement, hence in one snapshot, with one item more
 * than the page to know whether another page follows.
 */
export function selectPage(request: SearchRequest, audience: Audience): SQL {
  const { filter, concepts, sort, after, limit } = request;
  if (sort === 'relevance' && concepts === null) throw new TypeError('sort by relevance needs concepts');
  const queries = concepts?.map(toConceptQuery) ?? null;
  const facet = (elements: string) => counted(elements, sql`matches`);
  return sql`
    with found as materialized (
      select id, setting, state, year, changed_at, themes, levers, kinds, departments, regions, ${heldCount(queries)} as held,
        ${scoreOf(queries)} as score
      from ${visibleTo(audience)} where ${hasAny(queries)} ${filterBy(filter)}
    ),
    fullest as materialized (select * from found where held = (select max(held) from found)),
    matches as materialized (
      select *, ${KEYS[sort]} as key
      from fullest where score >= ${MENTION_SHARE}::float8 * (select max(score) from fullest)
    ),
    page as (
      select id, key from matches where ${isAfter(after, BY_KEY)} order by key desc, id limit ${limit + 1}::int
    )
    select
      (select version from publications where audience = ${audience}) as version,
      (select count(*)::int from matches) as total,
      (
        select coalesce(
          json_agg(
            json_build_object('key', key, 'document', document, 'changedAt', ${isoInstant('changed_at')})
            order by key desc, id
          ),
          '[]'
        )
        from page join ${visibleTo(audience)} using (id)
      ) as items,
      ${facet('themes')} as themes, ${facet('levers')} as levers, ${facet('kinds')} as kinds,
      ${facet('regions')} as regions, ${facet('departments')} as departments,
      ${facet('array[setting]')} as settings, ${facet('array[state]')} as states, ${facet('array[year]')} as years
    `;
}

type Queries = readonly string[] | null;

function sumOf(queries: Queries, term: (query: SQL) => SQL): SQL {
  if (queries === null || queries.length === 0) return sql`0`;
  return sql.join(
    queries.map((query) => term(sql`${query}::tsquery`)),
    sql` + `,
  );
}

export const heldCount = (queries: Queries) => sumOf(queries, (query) => sql`(words @@ ${query})::int`);

export const scoreOf = (queries: Queries) =>
  sql`(${sumOf(queries, (query) => sql`ts_rank_cd(${WEIGHT_VALUES}::float4[], words, ${query}, ${BELOW_ONE}::int)`)})::float8`;

/** Redundant with the count, for the GIN index. */
export function hasAny(queries: Queries): SQL {
  if (queries === null) return sql`true`;
  return queries.length === 0 ? sql`false` : sql`words @@ ${queries.join(' | ')}::tsquery`;
}

export function toPage(
  { version, total, items: found, ...facets }: z.infer<typeof searchRowSchema>,
  limit: number,
): ExperiencePage {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(({ document }) => document),
    changedAt: new Map(items.map(({ document, changedAt }) => [document.id, changedAt])),
    total,
    facets,
    next: last === undefined ? null : { key: last.key, id: last.document.id },
  };
}
