import { is, SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

type Columns = Readonly<Record<string, PgColumn>>;

const listed = (columns: readonly PgColumn[], item: (name: SQL, column: PgColumn) => SQL) =>
  sql.join(
    columns.map((column) => item(sql`${sql.identifier(column.name)}`, column)),
    sql`, `,
  );

/** Names of columns, to write them. */
export const namesOf = (columns: Columns) => listed(Object.values(columns), (name) => name);

/** Names and types of columns, to read them from JSON. */
export const typesOf = (columns: Columns) =>
  listed(Object.values(columns), (name, column) => sql`${name} ${sql.raw(column.getSQLType())}`);

/** Assignments of the values that a conflict kept out; the key stays, which would lock more. */
export function setExcluded(columns: Columns): SQL {
  const others = Object.values(columns).filter(({ primary }) => !primary);
  return listed(others, (name) => sql`${name} = excluded.${name}`);
}

type RowOf<C extends Columns> = { readonly [K in keyof C]: unknown };

/** JSON row of `typesOf`: a value for each column. */
export const toJsonRow = <C extends Columns>(columns: C, row: RowOf<C>) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [columns[key]?.name, value]));

/** Select of one row, if a condition holds, in the order of the columns: the values of an insert. */
export function selectRowIf<C extends Columns>(columns: C, row: RowOf<C>, condition: SQL): SQL {
  const values = new Map(Object.entries(row));
  const casts = Object.entries(columns).map(([key, column]) => {
    const value = values.get(key);
    return sql`${is(value, SQL) ? value : sql.param(value, column)}::${sql.raw(column.getSQLType())}`;
  });
  return sql`select ${sql.join(casts, sql`, `)} where ${condition}`;
}
