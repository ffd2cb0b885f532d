import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Audience, experienceSchema } from '../../../domain/experience/experience.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../../domain/territory/territory.ts';
import type { ExperiencePage, PagePosition, SearchRequest } from '../../../ports/experience-store.ts';
import { counted, countsOf } from '../rows/counts.ts';
import { toSparseVectorText } from '../rows/vector-text.ts';
import { filterBy } from './filter-experiences.ts';
import { visibleTo } from './visibility.ts';

export const searchRowSchema = z.object({
  version: z.string().nullable(),
  total: z.int().nonnegative(),
  items: z.array(z.object({ key: z.number(), document: experienceSchema })),
  themes: countsOf(z.string()),
  levers: countsOf(z.string()),
  settings: countsOf(z.enum(SETTINGS)),
  kinds: countsOf(z.enum(TERRITORY_KINDS)),
  regions: countsOf(z.string()),
  departments: countsOf(z.string()),
  years: countsOf(z.int()),
});

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
  const facet = (elements: string) => counted(elements, sql`matches`);
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
      ${facet('themes')} as themes, ${facet('levers')} as levers, ${facet('kinds')} as kinds,
      ${facet('regions')} as regions, ${facet('departments')} as departments,
      ${facet('array[setting]')} as settings, ${facet('array[year]')} as years
    `;
}

export function toPage(
  { version, total, items: found, ...facets }: z.infer<typeof searchRowSchema>,
  limit: number,
): ExperiencePage {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(({ document }) => document),
    total,
    facets,
    next: last === undefined ? null : { key: last.key, id: last.document.id },
  };
}

/** Pages are ordered by descending key, then ascending id. */
function isAfter(position: PagePosition | null): SQL {
  if (position === null) return sql`true`;
  // PostgreSQL takes no NUL and no stored id has one: the part before the NUL selects the same ids.
  const [id = ''] = position.id.split('\0', 1);
  return sql`(key < ${position.key}::float8 or (key = ${position.key}::float8 and id > ${id}))`;
}
