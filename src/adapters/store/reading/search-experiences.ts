import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { EXPERIENCE_STATES, experienceSchema } from '../../../domain/experience/experience.ts';
import type { Sort } from '../../../domain/experience/sort.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../../domain/territory/territory.ts';
import { isKept } from '../../../domain/text/kept-text.ts';
import type { ExperienceFilter, ExperienceStore, Surroundings } from '../../../ports/experience-store.ts';
import { counted, countsOf, elementsOf, instantKey, isAfter, isoInstant, listOf } from '../rows/columns.ts';
import { toConceptQuery, WEIGHT_VALUES } from '../rows/phrase-text.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { shown, versionedRow, versionFor, visibleTo } from './visibility.ts';

const searchRowSchema = versionedRow({
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

/** Conditions on the columns of `experiences`, each after an `and`; empty for an empty filter. */
export function filterBy(filter: ExperienceFilter): SQL {
  const conditions = [
    ...given(filter.themes, (ids) => sql`${shown.themes} && array(${keptOf(ids)})`),
    ...given(filter.levers, (ids) => sql`${shown.levers} && array(${keptOf(ids)})`),
    ...matching(filter.kind, (value) => sql`${shown.kinds} @> array[${value}::text]`),
    ...matching(filter.region, (value) => sql`${shown.regions} @> array[${value}::text]`),
    ...matching(filter.department, (value) => sql`${shown.departments} @> array[${value}::text]`),
    ...given(filter.within, isWithin),
    ...matching(filter.setting, (value) => sql`${shown.setting} = ${value}`),
    ...matching(filter.state, (value) => sql`${shown.state} = ${value}`),
    ...given(filter.year, (year) => sql`${shown.year} = ${year}::float8`),
    ...given(filter.from, (year) => sql`${shown.year} >= ${year}::float8`),
    ...given(filter.to, (year) => sql`${shown.year} <= ${year}::float8`),
  ];
  return sql.join(
    conditions.map((condition) => sql`and ${condition}`),
    sql` `,
  );
}

function given<T>(value: T | undefined, condition: (value: T) => SQL): readonly SQL[] {
  return value === undefined ? [] : [condition(value)];
}

function matching(value: string | undefined, condition: (value: string) => SQL): readonly SQL[] {
  return given(value, (text) => (isKept(text) ? condition(text) : sql`false`));
}

const keptOf = (values: readonly string[]) => elementsOf(values.filter(isKept));

function isWithin(place: Surroundings): SQL {
  if ('region' in place) return sql`${shown.regions} @> array[${place.region}::text]`;
  if ('department' in place) return sql`${shown.departments} @> array[${place.department}::text]`;
  return sql`exists (
    select from jsonb_array_elements(${shown.document} -> 'territories') as place
    where place ->> 'code' in (${keptOf(place.codes)})
  )`;
}

/**
 * Share of the best score under which an experience only mentions what others are about. On the queries of
 * `evaluation/text-search`, precision of the first ten is 0.72 without it.
 */
const MENTION_SHARE = 0.6;

const KEYS: Readonly<Record<Sort, SQL>> = {
  relevance: sql`score`,
  year: sql`coalesce(year, 0)::float8`,
  changed: instantKey(sql`changed_at`),
};

const BY_KEY = { key: sql`key`, id: sql`id`, order: 'desc' } as const;

/** `ts_rank_cd` brings each concept to [0, 1), so that one often repeated does not hide the others. */
const BELOW_ONE = 32;

type Queries = readonly string[] | null;

function sumOf(queries: Queries, term: (query: SQL) => SQL): SQL {
  if (queries === null || queries.length === 0) return sql`0`;
  return sql.join(
    queries.map((query) => term(sql`${query}::tsquery`)),
    sql` + `,
  );
}

export const heldCount = (queries: Queries) =>
  sumOf(queries, (query) => sql`(${shown.words} @@ ${query})::int`);

export const scoreOf = (queries: Queries) =>
  sql`(${sumOf(queries, (query) => sql`ts_rank_cd(${WEIGHT_VALUES}::float4[], ${shown.words}, ${query}, ${BELOW_ONE}::int)`)})::float8`;

/** Redundant with the count, for the GIN index. */
export function hasAny(queries: Queries): SQL {
  if (queries === null) return sql`true`;
  return queries.length === 0 ? sql`false` : sql`${shown.words} @@ ${queries.join(' | ')}::tsquery`;
}

/**
 * Reads the page, the total and the facets in one statement, hence in one snapshot, with one item more
 * than the page to know whether another page follows.
 */
export function searchOf({ readOne }: StatementRunner): Pick<ExperienceStore, 'search'> {
  return {
    async search({ filter, concepts, sort, after, limit }, audience, signal) {
      if (sort === 'relevance' && concepts === null) throw new TypeError('sort by relevance needs concepts');
      const queries = concepts?.map(toConceptQuery) ?? null;
      const facet = (elements: string) => counted(sql.raw(elements), sql`matches`);
      const item = sql`json_build_object('key', key, 'document', ${shown.document}, 'changedAt', ${isoInstant(shown.changedAt)})`;
      const items = listOf(item, sql`page join ${visibleTo(audience)} using (id)`, sql`key desc, id`);
      const statement = sql`
        with found as materialized (
          select ${shown.id}, ${shown.setting}, ${shown.state}, ${shown.year}, ${shown.changedAt}, ${shown.themes},
            ${shown.levers}, ${shown.kinds}, ${shown.departments}, ${shown.regions},
            ${heldCount(queries)} as held, ${scoreOf(queries)} as score
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
        select ${versionFor(audience)}, (select count(*)::int from matches) as total, ${items} as items,
          ${facet('themes')} as themes, ${facet('levers')} as levers, ${facet('kinds')} as kinds,
          ${facet('regions')} as regions, ${facet('departments')} as departments,
          ${facet('array[setting]')} as settings, ${facet('array[state]')} as states, ${facet('array[year]')} as years`;
      const row = await readOne('recherche d’expériences', statement, searchRowSchema, signal);
      return { version: row.version, page: toPage(row, limit) };
    },
  };
}

function toPage({ version, total, items: found, ...facets }: z.infer<typeof searchRowSchema>, limit: number) {
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
