import { lt, type SQL } from 'drizzle-orm';
import { type AnyPgColumn, PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Database, StoreConnection } from './database.ts';

const dialect = new PgDialect();

/** Arrays and documents travel as JSON text, vectors as their own text. */
const parametersSchema = z.array(
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.instanceof(Uint8Array)]),
);

/**
 * Runs one statement and parses its rows. The statement is prepared, to save a round trip and the
 * planning after its first run on a connection: its text must not vary with its parameters.
 */
export async function runStatement<T>(
  database: Database,
  statement: SQL,
  rowSchema: z.ZodType<T>,
): Promise<readonly T[]> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const rows = await database.$client.unsafe(text, parametersSchema.parse(params), { prepare: true });
  return rows.map((row) => rowSchema.parse(row));
}

export type StatementRunner = ReturnType<typeof createStatementRunner>;

/** Runs statements as operations of a connection (see `StoreConnection.run`). */
export function createStatementRunner(connection: Pick<StoreConnection, 'run'>) {
  const readAll = <T>(operation: string, statement: SQL, rowSchema: z.ZodType<T>, signal?: AbortSignal) =>
    connection.run(operation, (database) => runStatement(database, statement, rowSchema), { signal });
  async function readFirst<T>(...args: Parameters<typeof readAll<T>>): Promise<T | null> {
    return (await readAll(...args))[0] ?? null;
  }
  return {
    run: connection.run,
    readAll,
    /** Returns null without a row. */
    readFirst,
    /** For statements that always give a row. */
    async readOne<T>(...args: Parameters<typeof readAll<T>>): Promise<T> {
      return firstOf(await readAll(...args));
    },
  };
}

/** Returns the first row of a statement that always gives one. */
export function firstOf<T>([row]: readonly T[]): T {
  if (row === undefined) throw new TypeError('the statement gave no row');
  return row;
}

/** Makes the deletion of the rows of a table from before an instant (ISO 8601), which returns their number. */
export function createRemoveBefore(
  { run }: Pick<StoreConnection, 'run'>,
  operation: string,
  table: PgTable & { readonly createdAt: AnyPgColumn },
) {
  return async (instant: string): Promise<number> =>
    (await run(operation, (database) => database.delete(table).where(lt(table.createdAt, instant)))).count;
}
