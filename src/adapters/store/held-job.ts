import { type SQL, sql } from 'drizzle-orm';

/** Of an import job that has ended: its bytes are of no more use. */
export const withoutContent = sql`request || '{"content": null}'::jsonb`;

/** Whether an import job still runs, as this attempt of it. */
export function heldBy(id: string | SQL, attempt: number | SQL): SQL {
  return sql`id = ${id} and state = 'running' and (request ->> 'attempt')::int = ${attempt}::int`;
}
