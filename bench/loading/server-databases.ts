import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';

const SCRIPT = fileURLToPath(new URL('../../scripts/postgres-for-tests.sh', import.meta.url));

const run = promisify(execFile);

export interface Server {
  /** The address of a database of this name, created when it is not there. */
  database(name: string): Promise<string>;
  /** Deletes a database that nobody uses, if it is there. */
  drop(name: string): Promise<void>;
  /** « 17.5 » */
  version(): Promise<string>;
  /** Stops the server when it was started for this run. */
  close(): Promise<void>;
}

function quoted(name: string): string {
  if (!/^[a-z0-9_]+$/.test(name)) throw new TypeError(`not a name of database: ${name}`);
  return `"${name}"`;
}

/**
 * The PostgreSQL server of an address, or the throw-away one of the tests.
 * @param url of any of its databases, whose user may create others; null starts the throw-away server
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
