import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Session } from '../../domain/access/session.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import { isoInstant } from './rows/iso-instant.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

const instants = { createdAt: z.string(), lastUsedAt: z.string() };
const sessionRowSchema: z.ZodType<Session> = z.union([
  z
    .object({ prefix: z.string(), account: z.null(), ...instants })
    .transform(({ prefix, account, ...times }) => ({ ...times, proof: { kind: 'key' as const, prefix } })),
  z
    .object({ prefix: z.null(), account: z.string(), ...instants })
    .transform(({ prefix, account: name, ...times }) => ({
      ...times,
      proof: { kind: 'account' as const, name },
    })),
]);

/** Sessions in PostgreSQL. Does not own the connection. */
export function createDrizzleSessionStore(connection: Pick<StoreConnection, 'run'>): SessionStore {
  const { execute, readFirst } = createStatementRunner(connection);

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
        sql`select key_prefix as prefix, account, ${isoInstant('created_at')} as "createdAt",
            ${isoInstant('last_used_at')} as "lastUsedAt"
          from sessions where digest = ${digest}`,
        sessionRowSchema,
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
    removeBefore: (instant) =>
      execute(
        'effacement des sessions anciennes',
        sql`delete from sessions where created_at < ${instant}::timestamptz returning digest`,
      ),
  };
}
