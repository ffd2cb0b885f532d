import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeySchema, SCOPES } from '../../domain/access/api-key.ts';
import { sessionSchema } from '../../domain/access/session.ts';
import { isKept } from '../../domain/text/kept-text.ts';
import type { KeyStore, SessionStore } from '../../ports/access.ts';
import { elementsOf, instantKey, isAfter, isoInstant } from './rows/columns.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

const keyRowSchema = apiKeySchema
  .extend({
    secretDigest: z.string(),
    // A key older than a removed scope keeps the others.
    scopes: z
      .array(z.string())
      .transform((all) => all.flatMap((one) => SCOPES.filter((scope) => scope === one))),
  })
  .transform(({ secretDigest, ...key }) => ({ key, secretDigest }));

const columns = sql`prefix, secret_digest as "secretDigest", label, to_json(scopes) as scopes,
  ${isoInstant('created_at')} as "createdAt", created_by as "createdBy", expires_on::text as "expiresOn",
  last_used_on::text as "lastUsedOn", ${isoInstant('revoked_at')} as "revokedAt", revoked_by as "revokedBy"`;

const ADDED = instantKey('created_at');

/** API keys in PostgreSQL. Does not own the connection. */
export function createDrizzleKeyStore(connection: Pick<StoreConnection, 'run'>): KeyStore {
  const { execute, readAll, readFirst, readOne } = createStatementRunner(connection);

  return {
    async add({ prefix, label, scopes, createdBy, expiresOn }, secretDigest) {
      const { key } = await readOne(
        'enregistrement d’une clé',
        sql`insert into api_keys (prefix, secret_digest, label, scopes, created_at, created_by, expires_on)
          values (${prefix}, ${secretDigest}, ${label},
            array(${elementsOf(scopes)}), now(), ${createdBy},
            ${expiresOn}::date)
          returning ${columns}`,
        keyRowSchema,
      );
      return key;
    },
    async find(prefix) {
      if (!isKept(prefix)) return null;
      const statement = sql`select ${columns} from api_keys where prefix = ${prefix}`;
      return await readFirst('lecture d’une clé', statement, keyRowSchema);
    },
    async noteUse(prefix, day) {
      await execute(
        'usage d’une clé',
        sql`update api_keys set last_used_on = ${day}::date where prefix = ${prefix}`,
      );
    },
    async list({ after, limit } = { after: null, limit: null }) {
      const statement = sql`select ${columns} from api_keys
        where ${isAfter(after, { key: ADDED, id: sql`prefix`, order: 'asc' })}
        order by ${ADDED}, prefix limit ${limit}::int`;
      const rows = await readAll('liste des clés', statement, keyRowSchema);
      return rows.map(({ key }) => key);
    },
    async revoke(prefix, actor) {
      if (!isKept(prefix)) return null;
      const row = await readFirst(
        'révocation d’une clé',
        sql`update api_keys set revoked_at = coalesce(revoked_at, now()),
            revoked_by = case when revoked_at is null then ${actor} else revoked_by end
          where prefix = ${prefix} returning ${columns}`,
        keyRowSchema,
      );
      return row?.key ?? null;
    },
  };
}

/** Sessions in PostgreSQL. Does not own the connection. */
export function createDrizzleSessionStore(connection: Pick<StoreConnection, 'run'>): SessionStore {
  const { execute, readFirst, removeBefore } = createStatementRunner(connection);

  return {
    async add(digest, { proof, createdAt, lastUsedAt }) {
      const prefix = proof.kind === 'key' ? proof.prefix : null;
      const account = proof.kind === 'account' ? proof.name : null;
      await execute(
        'ouverture d’une session',
        sql`insert into sessions (digest, key_prefix, account, created_at, last_used_at)
          values (${digest}, ${prefix}, ${account}, ${createdAt}::timestamptz, ${lastUsedAt}::timestamptz)`,
      );
    },
    find: (digest) =>
      readFirst(
        'lecture d’une session',
        sql`select ${isoInstant('created_at')} as "createdAt", ${isoInstant('last_used_at')} as "lastUsedAt",
            case when account is null then json_build_object('kind', 'key', 'prefix', key_prefix)
              else json_build_object('kind', 'account', 'name', account) end as proof
          from sessions where digest = ${digest}`,
        sessionSchema,
      ),
    async noteUse(digest, instant) {
      await execute(
        'usage d’une session',
        sql`update sessions set last_used_at = ${instant}::timestamptz where digest = ${digest}`,
      );
    },
    async remove(digest) {
      await execute('fin d’une session', sql`delete from sessions where digest = ${digest}`);
    },
    removeBefore: removeBefore('effacement des sessions anciennes', 'sessions'),
  };
}
