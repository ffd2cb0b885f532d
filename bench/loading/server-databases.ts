import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';

const SCRIPT = fileURLToPath(new URL('../../scripts/postgres-for-tests.sh', import.meta.url));

const run = promisify(execFile);

export interface Server {
  /** Returns the address of a database, created when missing. */
  database(name: string): Promise<string>;
  /** Deletes a database, if there is one; closes its connections. */
  drop(name: string): Promise<void>;
  /** Returns the version of PostgreSQL, such as « 17.5 ». */
  version(): Promise<string>;
  /** Stops the server when it was started for this run. */
  close(): Promise<void>;
}

function quoted(name: string): string {
  if (!/^[a-z0-9_]+$/.test(name)) throw new TypeError(`not a name of database: ${name}`);
  return `"${name}"`;
}

/**
 * Connects to a PostgreSQL server, or starts the throw-away one of the tests.
 * @param url any database of the server, with a user who may create others; null for the throw-away server
 */
export async function openServer(url: string | null): Promise<Server> {
  const address = url ?? (await run(SCRIPT, ['start'])).stdout.trim();
  const client = postgres(address, { max: 1, onnotice: () => {} });
  return {
    async database(name) {
      const [known] = await client`select from pg_database where datname = ${name}`;
      if (known === undefined) await client.unsafe(`create database ${quoted(name)}`);
      const found = new URL(address);
      found.pathname = `/${name}`;
      return found.href;
    },
    async drop(name) {
      await client.unsafe(`drop database if exists ${quoted(name)} with (force)`);
    },
    async version() {
      const [row] = await client<{ version: string }[]>`select current_setting('server_version') as version`;
      return row?.version ?? 'inconnue';
    },
    async close() {
      await client.end();
      if (url === null) await run(SCRIPT, ['stop']);
    },
  };
}
