import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytewiseText, instant } from './columns.ts';

/** Keys of the API: only the digest of their secret is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    /** What shows of a key in lists and in the audit. */
    prefix: bytewiseText('prefix').primaryKey(),
    secretDigest: text('secret_digest').notNull(),
    label: text('label').notNull(),
    scopes: text('scopes').array().notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    check(
      'api_keys_scopes_known',
      sql`${table.scopes} <@ array['read:members', 'import', 'embed', 'admin']::text[] and cardinality(${table.scopes}) > 0`,
    ),
  ],
);

/**
 * Requests counted by all instances, for their limits. Not logged (see the migration): a crash of the
 * server forgets them, and they are not worth a backup.
 */
export const rateCounters = pgTable('rate_counters', {
  /** Keyed hash of who asks and of the window: neither an address nor a key can be found from it. */
  bucket: bytewiseText('bucket').primaryKey(),
  hits: integer('hits').notNull(),
  /** End of the window. */
  expiresAt: instant('expires_at').notNull(),
});

/** What the buckets of a day are hashed with: once the day is over, nothing ties them to anybody. */
export const rateSecrets = pgTable('rate_secrets', {
  /** `2026-01-31`, in UTC. */
  day: bytewiseText('day').primaryKey(),
  secret: text('secret').notNull(),
});
