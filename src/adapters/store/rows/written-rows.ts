import { is, SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

type Columns = Readonly<Record<string, PgColumn>>;

const listed = (columns: Columns, item: (name: SQL, column: PgColumn) => SQL) =>
  sql.join(
    Object.values(columns).map((column) => item(sql`${sql.identifier(column.name)}`, column)),
    sql`, `,
  );

/** Names of columns, to write them. */
export const namesOf = (columns: Columns) => listed(columns, (name) => name);

/** Names and types of columns, to read them from JSON. */
export const typesOf = (columns: Columns) =>
  listed(columns, (name, column) => sql`${name} ${sql.raw(column.getSQLType())}`);

/** Assignments of the values that a conflict kept out. */
export const replaced = (columns: Columns) => listed(columns, (name) => sql`${name} = excluded.${name}`);

/** JSON row of `typesOf`: a value for each column. */
export const toJsonRow = <C extends Columns>(columns: C, row: { readonly [K in keyof C]: unknown }) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [columns[key]?.name, value]));

/** Select of one row, where a condition holds: the values of an insert. Columns without a value are null. */
export function rowWhere(columns: Columns, row: Readonly<Record<string, unknown>>, condition: SQL): SQL {
  const values = Object.entries(columns).map(([key, column]) => {
    const value = row[key] ?? null;
    return sql`${is(value, SQL) ? value : sql.param(value, column)}::${sql.raw(column.getSQLType())}`;
  });
  return sql`select ${sql.join(values, sql`, `)} where ${condition}`;
}
