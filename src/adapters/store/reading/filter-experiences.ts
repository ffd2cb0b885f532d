import { type SQL, sql } from 'drizzle-orm';
import { isKept } from '../../../domain/text/kept-text.ts';
import type { ExperienceFilter, Surroundings } from '../../../ports/experience-store.ts';

/** Conditions on the columns of `experiences`, each after an `and`; empty for an empty filter. */
export function filterBy(filter: ExperienceFilter): SQL {
  const conditions = [
    ...given(filter.themes, (ids) => sql`themes && ${arrayOf(ids)}`),
    ...given(filter.levers, (ids) => sql`levers && ${arrayOf(ids)}`),
    ...matching(filter.kind, (value) => sql`kinds @> array[${value}::text]`),
    ...matching(filter.region, (value) => sql`regions @> array[${value}::text]`),
    ...matching(filter.department, (value) => sql`departments @> array[${value}::text]`),
    ...given(filter.within, isWithin),
    ...matching(filter.setting, (value) => sql`setting = ${value}`),
    ...matching(filter.state, (value) => sql`state = ${value}`),
    ...given(filter.year, (year) => sql`year = ${year}::float8`),
    ...given(filter.from, (year) => sql`year >= ${year}::float8`),
    ...given(filter.to, (year) => sql`year <= ${year}::float8`),
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

/** Arrays travel as JSON because postgres.js runs with `fetch_types: false`. */
function elements(values: readonly string[]): SQL {
  return sql`select jsonb_array_elements_text(${JSON.stringify(values.filter(isKept))}::jsonb)`;
}

const arrayOf = (values: readonly string[]) => sql`array(${elements(values)})`;

function isWithin(place: Surroundings): SQL {
  if ('region' in place) return sql`regions @> array[${place.region}::text]`;
  if ('department' in place) return sql`departments @> array[${place.department}::text]`;
  return sql`exists (
    select from jsonb_array_elements(document -> 'territories') as place
    where place ->> 'code' in (${elements(place.codes)})
  )`;
}
