import { eq, sql } from 'drizzle-orm';
import { type ApiKey, SCOPES } from '../../domain/access/api-key.ts';
import { sessionSchema } from '../../domain/access/session.ts';
import { isKept } from '../../domain/text/kept-text.ts';
import type { KeyStore, SessionStore } from '../../ports/access.ts';
import { instantKey, isAfter } from './rows/columns.ts';
import type { StoreConnection } from './session/database.ts';
import { createRemoveBefore, firstOf } from './session/run-statement.ts';
import { apiKeys, sessions } from './tables/access.ts';

/** A key older than a removed scope keeps the others. */
const toKey = ({ secretDigest: _, scopes, ...key }: typeof apiKeys.$inferSelect): ApiKey => ({
  ...key,
  scopes: scopes.flatMap((one) => SCOPES.filter((scope) => scope === one)),
});

const ADDED = instantKey(apiKeys.createdAt);

/** API keys in PostgreSQL. Does not own the connection. */
export function createDrizzleKeyStore({ run }: Pick<StoreConnection, 'run'>): KeyStore {
  return {
    async add({ scopes, ...key }, secretDigest) {
      const row = { ...key, scopes: [...scopes], secretDigest, createdAt: sql`now()` };
      const added = await run('enregistrement d’une clé', (database) =>
        database.insert(apiKeys).values(row).returning(),
      );
      return toKey(firstOf(added));
    },
    async find(prefix) {
      if (!isKept(prefix)) return null;
      const [row] = await run('lecture d’une clé', (database) =>
        // Prepared, as it runs for every request with a key; the name only says so.
        database.select().from(apiKeys).where(eq(apiKeys.prefix, prefix)).prepare('key').execute(),
      );
      return row === undefined ? null : { key: toKey(row), secretDigest: row.secretDigest };
    },
    async noteUse(prefix, day) {
      await run('usage d’une clé', (database) =>
        database.update(apiKeys).set({ lastUsedOn: day }).where(eq(apiKeys.prefix, prefix)),
      );
    },
    async list({ after, limit } = { after: null, limit: null }) {
      const isLater = isAfter(after, { key: ADDED, id: apiKeys.prefix, order: 'asc' });
      const rows = await run('liste des clés', (database) => {
        const all = database.select().from(apiKeys).where(isLater).orderBy(ADDED, apiKeys.prefix).$dynamic();
        return limit === null ? all : all.limit(limit);
      });
      return rows.map(toKey);
    },
    async revoke(prefix, actor) {
      if (!isKept(prefix)) return null;
      const { revokedAt, revokedBy } = apiKeys;
      const first = {
        revokedAt: sql`coalesce(${revokedAt}, now())`,
        revokedBy: sql`case when ${revokedAt} is null then ${actor} else ${revokedBy} end`,
      };
      const [row] = await run('révocation d’une clé', (database) =>
        database.update(apiKeys).set(first).where(eq(apiKeys.prefix, prefix)).returning(),
      );
      return row === undefined ? null : toKey(row);
    },
  };
}

/** Sessions in PostgreSQL. Does not own the connection. */
export function createDrizzleSessionStore(connection: Pick<StoreConnection, 'run'>): SessionStore {
  const { run } = connection;
  return {
    async add(digest, { proof, createdAt, lastUsedAt }) {
      const keyPrefix = proof.kind === 'key' ? proof.prefix : null;
      const account = proof.kind === 'account' ? proof.name : null;
      await run('ouverture d’une session', (database) =>
        database.insert(sessions).values({ digest, keyPrefix, account, createdAt, lastUsedAt }),
      );
    },
    async find(digest) {
      const [row] = await run('lecture d’une session', (database) =>
        database.select().from(sessions).where(eq(sessions.digest, digest)).prepare('session').execute(),
      );
      if (row === undefined) return null;
      const { keyPrefix: prefix, account: name } = row;
      const proof = name === null ? { kind: 'key', prefix } : { kind: 'account', name };
      return sessionSchema.parse({ ...row, proof });
    },
    async noteUse(digest, instant) {
      await run('usage d’une session', (database) =>
        database.update(sessions).set({ lastUsedAt: instant }).where(eq(sessions.digest, digest)),
      );
    },
    async remove(digest) {
      await run('fin d’une session', (database) =>
        database.delete(sessions).where(eq(sessions.digest, digest)),
      );
    },
    removeBefore: createRemoveBefore(connection, 'effacement des sessions anciennes', sessions),
  };
}
