import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../../domain/experience/experience.ts';
import { experienceSchema } from '../../../domain/experience/experience.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../../domain/territory/territory.ts';
import type { PagePosition, SearchRequest, SearchResult } from '../../../ports/experience-store.ts';
import { toSparseVectorText } from '../rows/vector-text.ts';
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
 * Reads the page, the total and the facets in one statement, hence in one snapshot, with one item more
 * than the page to know whether another page follows.
 */
export function selectPage(request: SearchRequest, audience: Audience): SQL {
  const { filter, lexical, sort, after, limit } = request;
  if (sort === 'relevance' && lexical === null)
    throw new TypeError('sort by relevance needs a lexical query');
  const score =
    lexical === null ? sql`null::float8` : sql`-(lexical <#> ${toSparseVectorText(lexical)}::sparsevec)`;
  const key = sort === 'relevance' ? sql`score` : sql`coalesce(year, 0)::float8`;
  return sql`
    with scored as (
      select experiences.*, ${score} as score from ${visibleTo(audience)} where true ${filterBy(filter)}
    ),
    matches as materialized (
      select id, setting, year, themes, levers, kinds, departments, regions, ${key} as key
      from scored where ${lexical === null ? sql`true` : sql`score > 0`}
    ),
    page as (
      select id, key from matches where ${isAfter(after)} order by key desc, id limit ${limit + 1}::int
    )
    select
      (select version from publications where audience = ${audience}) as version,
      (select count(*)::int from matches) as total,
      (
        select coalesce(json_agg(json_build_object('key', key, 'document', document) order by key desc, id), '[]')
        from page join ${visibleTo(audience)} using (id)
      ) as items,
      ${countsOfElements('themes')}, ${countsOfElements('levers')}, ${countsOfElements('kinds')},
      ${countsOfElements('regions')}, ${countsOfElements('departments')},
      ${countsOfValues('setting')} as settings, ${countsOfValues('year')} as years`;
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
