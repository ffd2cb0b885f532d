import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Audience, experienceSchema } from '../../../domain/experience/experience.ts';
import type { TerritoryKind } from '../../../domain/territory/territory.ts';
import type { ExperienceFilter } from '../../../ports/experience-store.ts';
import { isoInstant } from '../rows/iso-instant.ts';
import { filterBy } from './filter-experiences.ts';
import { visibleTo } from './visibility.ts';

export const documentRowSchema = z
  .object({ document: experienceSchema })
  .transform(({ document }) => document);

/** No row when the experience is not visible. */
export function selectExperience(id: string, audience: Audience): SQL {
  return sql`select document from ${visibleTo(audience)} where id = ${id}`;
}

export const recentRowSchema = z.object({
  version: z.string().nullable(),
  items: z.array(z.object({ experience: experienceSchema, changedAt: z.string() })),
});

const NEWEST_FIRST = sql`changed_at desc, year desc nulls last, id`;

export function selectRecent(filter: ExperienceFilter, limit: number, audience: Audience): SQL {
  return sql`
    with recent as (
      select id, year, changed_at, document from ${visibleTo(audience)}
      where true ${filterBy(filter)}
      order by ${NEWEST_FIRST} limit ${limit}::int
    )
    select
      (select version from publications where audience = ${audience}) as version,
      (
        select coalesce(
          json_agg(
            json_build_object('experience', document, 'changedAt', ${isoInstant('changed_at')})
            order by ${NEWEST_FIRST}
          ),
          '[]'
        )
        from recent
      ) as items`;
}

export const lastChangeRowSchema = z.object({
  version: z.string().nullable(),
  changedAt: z.string().nullable(),
});

export function selectLastChange(audience: Audience): SQL {
  return sql`
    select
      (select version from publications where audience = ${audience}) as version,
      (select ${isoInstant('max(changed_at)')} from ${visibleTo(audience)}) as "changedAt"`;
}

/** Reads rows of `recentRowSchema`. */
export function selectAfter(id: string | null, limit: number, audience: Audience): SQL {
  const isAfter = id === null ? sql`true` : sql`id > ${id}`;
  return sql`
    with page as (
      select id, changed_at, document from ${visibleTo(audience)}
      where ${isAfter} order by id limit ${limit}::int
    )
    select
      (select version from publications where audience = ${audience}) as version,
      (
        select coalesce(
          json_agg(
            json_build_object('experience', document, 'changedAt', ${isoInstant('changed_at')}) order by id
          ),
          '[]'
        )
        from page
      ) as items`;
}

export const idsRowSchema = z.object({
  version: z.string().nullable(),
  total: z.number(),
  items: z.array(z.object({ id: z.string(), changedAt: z.string() })),
});

export function selectIds(
  { offset, limit }: { readonly offset: number; readonly limit: number },
  audience: Audience,
): SQL {
  return sql`
    with page as (
      select id, changed_at from ${visibleTo(audience)} order by id offset ${offset}::int limit ${limit}::int
    )
    select
      (select version from publications where audience = ${audience}) as version,
      (select count(*)::int from ${visibleTo(audience)}) as total,
      (
        select coalesce(
          json_agg(json_build_object('id', id, 'changedAt', ${isoInstant('changed_at')}) order by id),
          '[]'
        )
        from page
      ) as items`;
}

export const placesRowSchema = z.object({
  version: z.string().nullable(),
  places: z
    .array(
      z.object({ code: z.string(), experiences: z.array(z.object({ id: z.string(), title: z.string() })) }),
    )
    .transform((places) => new Map(places.map(({ code, experiences }) => [code, experiences]))),
});

export function selectPlaces(kind: TerritoryKind, audience: Audience): SQL {
  return sql`
    with places as (
      select place ->> 'code' as code,
        json_agg(
          json_build_object('id', id, 'title', document ->> 'title') order by year desc nulls last, id
        ) as experiences
      from ${visibleTo(audience)}, jsonb_array_elements(document -> 'territories') as place
      where kinds @> array[${kind}::text] and place ->> 'kind' = ${kind} and place ->> 'code' is not null
      group by place ->> 'code'
    )
    select
      (select version from publications where audience = ${audience}) as version,
      (select coalesce(json_agg(json_build_object('code', code, 'experiences', experiences)), '[]') from places)
        as places`;
}
