import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Database } from './database.ts';

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
  const { sql, params } = dialect.sqlToQuery(statement);
  const rows = await database.$client.unsafe(sql, parametersSchema.parse(params), { prepare: true });
  return rows.map((row) => rowSchema.parse(row));
}
