import { type SQL, sql } from 'drizzle-orm';
import { isKept } from '../../../domain/text/kept-text.ts';
import type { ExperienceFilter } from '../../../ports/experience-store.ts';

/** Conditions on the columns of `experiences`, each after an `and`; empty for an empty filter. */
export function filterBy(filter: ExperienceFilter): SQL {
  const conditions = [
    ...matching(filter.theme, (value) => sql`themes @> array[${value}::text]`),
    ...matching(filter.lever, (value) => sql`levers @> array[${value}::text]`),
    ...matching(filter.kind, (value) => sql`kinds @> array[${value}::text]`),
    ...matching(filter.region, (value) => sql`regions @> array[${value}::text]`),
    ...matching(filter.department, (value) => sql`departments @> array[${value}::text]`),
    ...matching(filter.territory, (value) => {
      const place = JSON.stringify([{ code: value }]);
      return sql`document -> 'territories' @> ${place}::jsonb`;
    }),
    ...matching(filter.setting, (value) => sql`setting = ${value}`),
    ...matching(filter.state, (value) => sql`state = ${value}`),
    ...(filter.year === undefined ? [] : [sql`year = ${filter.year}::float8`]),
  ];
  return sql.join(
    conditions.map((condition) => sql`and ${condition}`),
    sql` `,
  );
}

function matching(value: string | undefined, condition: (value: string) => SQL): readonly SQL[] {
  if (value === undefined) return [];
  return [isKept(value) ? condition(value) : sql`false`];
}
