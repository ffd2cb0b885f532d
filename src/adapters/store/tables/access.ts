import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant, ordered } from './types.ts';

/** API keys, with only the digest of their secret. */
export const apiKeys = pgTable(
  'api_keys',
  {
    prefix: ordered().primaryKey(),
    secretDigest: text('secret_digest').notNull(),
    label: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
    createdBy: text('created_by'),
    expiresOn: date('expires_on'),
    lastUsedOn: date('last_used_on'),
    revokedBy: text('revoked_by'),
  },
  (table) => [
    // « embed » was a scope: stored keys keep it.
    check(
      'api_keys_scopes_known',
      sql`${table.scopes} <@ array['read:members', 'import', 'embed', 'admin']::text[] and cardinality(${table.scopes}) > 0`,
    ),
  ],
);

/** Sessions of editors on the pages: each has a key or an account. */
export const sessions = pgTable(
  'sessions',
  {
    digest: text().primaryKey(),
    keyPrefix: text('key_prefix'),
    account: text(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'sessions_key_prefix_fkey',
      columns: [table.keyPrefix],
      foreignColumns: [apiKeys.prefix],
    }).onDelete('cascade'),
    check('sessions_one_holder', sql`num_nonnulls(${table.keyPrefix}, ${table.account}) = 1`),
    index('sessions_created_at').on(table.createdAt),
  ],
);

/** Answers to writes with an Idempotency-Key, for a day, so that a retry writes nothing more. */
export const keptAnswers = pgTable(
  'kept_answers',
  {
    digest: text().primaryKey(),
    fingerprint: text().notNull(),
    answer: bytes(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('kept_answers_created_at').on(table.createdAt)],
);
