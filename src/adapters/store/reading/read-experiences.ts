import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Audience, experienceSchema } from '../../../domain/experience/experience.ts';
import { isKept } from '../../../domain/text/kept-text.ts';
import type { ExperienceStore } from '../../../ports/experience-store.ts';
import { documentOf, elementsOf, isoInstant, listOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { publicChanges } from '../tables/search-index.ts';
import { filterBy } from './search-experiences.ts';
import { shown, versionedRow, versionFor, visibleTo } from './visibility.ts';

const CHANGED = isoInstant(shown.changedAt);

const documentRowSchema = documentOf(experienceSchema);

const datedRowSchema = versionedRow({
  items: z.array(z.object({ experience: experienceSchema, changedAt: z.string() })),
});
const idsRowSchema = versionedRow({
  items: z.array(z.object({ id: z.string(), changedAt: z.string() })),
});
const lastChangeRowSchema = versionedRow({
  changedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
});
const placesRowSchema = versionedRow({
  places: z
    .array(
      z.object({ code: z.string(), experiences: z.array(z.object({ id: z.string(), title: z.string() })) }),
    )
    .transform((places) => new Map(places.map(({ code, experiences }) => [code, experiences]))),
});

/** Rows of `datedRowSchema` for the page that a condition, an order and a limit make. */
function selectDated(audience: Audience, condition: SQL, order: SQL, limit: number): SQL {
  const item = sql`json_build_object('experience', ${shown.document}, 'changedAt', ${CHANGED})`;
  return sql`
    with page as (
      select ${shown.id}, ${shown.year}, ${shown.changedAt}, ${shown.document} from ${visibleTo(audience)}
      where ${condition} order by ${order} limit ${limit}::int
    )
    select ${versionFor(audience)}, ${listOf(item, sql`page as experiences`, order)} as items`;
}

export function readingOf({ readFirst, readOne }: StatementRunner) {
  return {
    async findById(id, audience, signal) {
      if (!isKept(id)) return null;
      const statement = sql`select ${shown.document} from ${visibleTo(audience)} where ${shown.id} = ${id}`;
      return await readFirst('lecture d’une expérience', statement, documentRowSchema, signal);
    },
    listRecent(filter, limit, audience, signal) {
      const newestFirst = sql`${shown.changedAt} desc, ${shown.year} desc nulls last, ${shown.id}`;
      const statement = selectDated(audience, sql`true ${filterBy(filter)}`, newestFirst, limit);
      return readOne('lecture des dernières expériences', statement, datedRowSchema, signal);
    },
    listAfter(id, limit, audience, signal) {
      const isLater = id === null ? sql`true` : sql`${shown.id} > ${id}`;
      const statement = selectDated(audience, isLater, sql`${shown.id}`, limit);
      return readOne('lecture des expériences en nombre', statement, datedRowSchema, signal);
    },
    listByIds(ids, audience, signal) {
      const isAsked = sql`${shown.id} in (${elementsOf(ids)})`;
      const statement = selectDated(audience, isAsked, sql`${shown.id}`, ids.length);
      return readOne('lecture d’expériences', statement, datedRowSchema, signal);
    },
    readLastChange: (audience, signal) =>
      readOne(
        'lecture du dernier changement',
        sql`select ${versionFor(audience)},
          (select ${isoInstant(sql`max(${shown.changedAt})`)} from ${visibleTo(audience)}) as "changedAt",
          (select ${isoInstant(sql`max(${publicChanges.at})`)} from ${publicChanges}) as "publishedAt"`,
        lastChangeRowSchema,
        signal,
      ),
    listIds(limit, audience, signal) {
      const page = sql`(
        select ${shown.id}, ${shown.changedAt} from ${visibleTo(audience)} order by ${shown.id} limit ${limit}::int
      ) as experiences`;
      return readOne(
        'lecture des identifiants',
        sql`select ${versionFor(audience)},
          ${listOf(sql`json_build_object('id', ${shown.id}, 'changedAt', ${CHANGED})`, page, sql`${shown.id}`)} as items`,
        idsRowSchema,
        signal,
      );
    },
    listPlaces(kind, audience, signal) {
      const places = sql`(
        select place ->> 'code' as code,
          json_agg(
            json_build_object('id', ${shown.id}, 'title', ${shown.document} ->> 'title') order by ${shown.year} desc nulls last, ${shown.id}
          ) as experiences
        from ${visibleTo(audience)}, jsonb_array_elements(${shown.document} -> 'territories') as place
        where ${shown.kinds} @> array[${kind}::text] and place ->> 'kind' = ${kind} and place ->> 'code' is not null
        group by place ->> 'code'
      ) as places`;
      const place = sql`json_build_object('code', code, 'experiences', experiences)`;
      const statement = sql`select ${versionFor(audience)}, ${listOf(place, places)} as places`;
      return readOne('lecture des territoires des expériences', statement, placesRowSchema, signal);
    },
  } satisfies Partial<ExperienceStore>;
}
