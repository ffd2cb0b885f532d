import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { SCOPES } from '../../domain/access/api-key.ts';
import { isKept } from '../../domain/text/kept-text.ts';
import type { KeyStore } from '../../ports/key-store.ts';
import type { StoreConnection } from './session/database.ts';
import { runStatement } from './session/run-statement.ts';
import { apiKeys } from './tables/access.ts';

const keyRowSchema = z
  .object({
    prefix: z.string(),
    secret_digest: z.string(),
    label: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    created_at: z.string(),
    revoked_at: z.string().nullable(),
  })
  .transform(({ secret_digest, created_at, revoked_at, ...rest }) => ({
    key: { ...rest, createdAt: created_at, revokedAt: revoked_at },
    secretDigest: secret_digest,
  }));

const iso = (column: string): SQL =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`);

/** Arrays travel as JSON because postgres.js runs with `fetch_types: false`. */
const columns = sql`prefix, secret_digest, label, to_json(scopes) as scopes, ${iso('created_at')}, ${iso('revoked_at')}`;

/** API keys in PostgreSQL. Does not own the connection. */
export function createDrizzleKeyStore(connection: Pick<StoreConnection, 'run'>): KeyStore {
  const run = (operation: string, statement: SQL) =>
    connection.run(operation, (database) => runStatement(database, statement, keyRowSchema));

  return {
    async add({ prefix, label, scopes }, secretDigest) {
      const [row] = await run(
        "enregistrement d'une clé",
        sql`insert into ${apiKeys} (prefix, secret_digest, label, scopes, created_at)
          values (${prefix}, ${secretDigest}, ${label},
            array(select json_array_elements_text(${JSON.stringify(scopes)}::json)), now())
          returning ${columns}`,
      );
      if (row === undefined) throw new TypeError('the insertion returned no row');
      return row.key;
    },
    async find(prefix) {
      if (!isKept(prefix)) return null;
      const [row] = await run(
        "lecture d'une clé",
        sql`select ${columns} from ${apiKeys} where prefix = ${prefix}`,
      );
      return row ?? null;
    },
    async list() {
      // Qualified, because a bare `created_at` is the text of the select list.
      const rows = await run(
        'liste des clés',
        sql`select ${columns} from ${apiKeys} order by ${apiKeys}.created_at, ${apiKeys}.prefix`,
      );
      return rows.map(({ key }) => key);
    },
    async revoke(prefix) {
      if (!isKept(prefix)) return null;
      const [row] = await run(
        "révocation d'une clé",
        sql`update ${apiKeys} set revoked_at = coalesce(revoked_at, now())
          where prefix = ${prefix} returning ${columns}`,
      );
      return row?.key ?? null;
    },
  };
}
