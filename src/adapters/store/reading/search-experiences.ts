import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../../domain/experience/experience.ts';
import { experienceSchema } from '../../../domain/experience/experience.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../../domain/territory/territory.ts';
import type { PagePosition, SearchRequest, SearchResult } from '../../../ports/experience-store.ts';
import { toConceptQuery } from '../rows/phrase-text.ts';
import { publications } from '../tables/published-index.ts';
import { filterBy } from './filter-experiences.ts';
import { visibleTo } from './visibility.ts';

/** Values, each with its number of experiences. */
const counts = <T>(value: z.ZodType<T>) =>
  z.array(z.tuple([value, z.int().positive()])).transform((pairs) => new Map(pairs));

export const searchRowSchema = z.object({
  version: z.string().nullable(),
  total: z.int().nonnegative(),
  items: z.array(z.object({ key: z.number(), document: experienceSchema })),
  themes: counts(z.string()),
  levers: counts(z.string()),
  settings: counts(z.enum(SETTINGS)),
  kinds: counts(z.enum(TERRITORY_KINDS)),
  regions: counts(z.string()),
  departments: counts(z.string()),
  years: counts(z.int()),
});
type SearchRow = z.infer<typeof searchRowSchema>;

/**
 * Share of the best score under which an experience only mentions what others are about. On the queries of
 * `evaluation/text-search`, precision of the first ten is 0.72 without it.
 */
const MENTION_SHARE = 0.6;

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
  return sql`
    with found as materialized (
      select id, setting, year, themes, levers, kinds, departments, regions, ${heldCount(queries)} as held,
        ${scoreOf(queries)} as score
      from ${visibleTo(audience)} where ${hasAny(queries)} ${filterBy(filter)}
    ),
    fullest as materialized (select * from found where held = (select max(held) from found)),
    matches as materialized (
      select *, ${sort === 'year' ? sql`coalesce(year, 0)::float8` : sql`score`} as key
      from fullest where score >= ${MENTION_SHARE}::float8 * (select max(score) from fullest)
    ),
    page as (
      select id, key from matches where ${isAfter(after)} order by key desc, id limit ${limit + 1}::int
    )
    select
      (select version from ${publications} where audience = ${audience}) as version,
      (select count(*)::int from matches) as total,
      (
        select coalesce(json_agg(json_build_object('key', key, 'document', document) order by key desc, id), '[]')
        from page join ${visibleTo(audience)} using (id)
      ) as items,
      ${countsOfElements('themes')}, ${countsOfElements('levers')}, ${countsOfElements('kinds')},
      ${countsOfElements('regions')}, ${countsOfElements('departments')},
      ${countsOfValues('setting')} as settings, ${countsOfValues('year')} as years`;
}

type Queries = readonly string[] | null;

function sumOf(queries: Queries, term: (query: SQL) => SQL): SQL {
  if (queries === null) return sql`0`;
  return sql.join(
    queries.map((query) => term(sql`${query}::tsquery`)),
    sql` + `,
  );
}

const heldCount = (queries: Queries) => sumOf(queries, (query) => sql`(words @@ ${query})::int`);

const scoreOf = (queries: Queries) =>
  sql`(${sumOf(queries, (query) => sql`ts_rank_cd(words, ${query}, ${BELOW_ONE}::int)`)})::float8`;

/** Redundant with the count, for the GIN index. */
function hasAny(queries: Queries): SQL {
  return queries === null ? sql`true` : sql`words @@ ${queries.join(' | ')}::tsquery`;
}

export function toResult(
  { version, total, items: found, ...facets }: SearchRow,
  limit: number,
): SearchResult {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  const page = {
    items: items.map(({ document }) => document),
    total,
    facets,
    next: last === undefined ? null : { key: last.key, id: last.document.id },
  };
  return { version, page };
}

/** Pages are ordered by descending key, then ascending id. */
function isAfter(position: PagePosition | null): SQL {
  if (position === null) return sql`true`;
  // PostgreSQL takes no NUL and no stored id has one: the part before the NUL selects the same ids.
  const [id = ''] = position.id.split('\0', 1);
  return sql`(key < ${position.key}::float8 or (key = ${position.key}::float8 and id > ${id}))`;
}

type ArrayColumn = 'themes' | 'levers' | 'kinds' | 'regions' | 'departments';

function countsOfElements(column: ArrayColumn): SQL {
  const name = sql.identifier(column);
  return sql`${counted(sql`select value, count(*)::int as n from matches, unnest(${name}) as value group by value`)} as ${name}`;
}

function countsOfValues(column: 'setting' | 'year'): SQL {
  const name = sql.identifier(column);
  return counted(
    sql`select ${name} as value, count(*)::int as n from matches where ${name} is not null group by ${name}`,
  );
}

/** JSON array of pairs, most frequent first. */
function counted(rows: SQL): SQL {
  return sql`(
    select coalesce(json_agg(json_build_array(value, n) order by n desc, value), '[]') from (${rows}) as counted
  )`;
}
