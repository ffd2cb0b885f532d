import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytewiseText, instant } from './columns.ts';

/** API keys, with only the digest of their secret. */
export const apiKeys = pgTable(
  'api_keys',
  {
    /** Public part of the key, shown in lists and in the audit. */
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
 * Requests counted by all instances, for the rate limits. An unlogged table (see the migration): a crash
 * of the server empties it, and a backup leaves it out.
 */
export const rateCounters = pgTable('rate_counters', {
  /** Keyed hash of the client and of the window: it reveals neither an address nor a key. */
  bucket: bytewiseText('bucket').primaryKey(),
  hits: integer('hits').notNull(),
  /** End of the window. */
  expiresAt: instant('expires_at').notNull(),
});

/** Hash keys of the buckets, one a day: once one is deleted, nothing ties its buckets to a client. */
export const rateSecrets = pgTable('rate_secrets', {
  /** `2026-01-31`, in UTC. */
  day: bytewiseText('day').primaryKey(),
  secret: text('secret').notNull(),
});
