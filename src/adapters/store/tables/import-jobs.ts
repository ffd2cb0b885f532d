import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, bytewiseText, instant } from './columns.ts';

/** Imports requested through the API: their queue, then their results. */
export const importJobs = pgTable(
  'import_jobs',
  {
    id: bytewiseText('id').primaryKey(),
    state: text('state').notNull(),
    request: jsonb('request').notNull(),
    /** Sent document, gzipped; null for an address, and once the job has ended. */
    content: bytes('content'),
    /** Number of times a process has taken the job. */
    attempt: integer('attempt').notNull().default(0),
    /** Last sign of life of its process. */
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
