import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, bytewiseText, instant } from './columns.ts';

/** Imports asked through the API: the line in which they wait, then what is told of them. */
export const importJobs = pgTable(
  'import_jobs',
  {
    id: bytewiseText('id').primaryKey(),
    state: text('state').notNull(),
    request: jsonb('request').notNull(),
    /** The document that was sent, gzipped; null without one, and once the job has ended. */
    content: bytes('content'),
    /** How many times a process has taken it. */
    attempt: integer('attempt').notNull().default(0),
    /** When its process last showed that it lives. */
    seenAt: instant('seen_at'),
    progress: jsonb('progress'),
    report: jsonb('report'),
    error: jsonb('error'),
    actor: text('actor').notNull(),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    check(
      'import_jobs_state_known',
      sql`${table.state} in ('queued', 'running', 'succeeded', 'failed', 'cancelled')`,
    ),
  ],
);
