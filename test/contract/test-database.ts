import { randomUUID } from 'node:crypto';
import postgres from 'postgres';

/** A separate database on the test server, so that suites may run at the same time. */
export interface TestDatabase {
  readonly url: string;
  /** Runs a statement as an administrator, from another database of the server. */
  readonly administer: postgres.Sql;
  drop(): Promise<void>;
}

/** @param serverUrl URL of any database of the server, for a role that may create databases */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `essaimage_${randomUUID().replaceAll('-', '')}`;
  const administer = postgres(serverUrl, { max: 1, onnotice: () => {} });
  // A linguistic collation, unlike the embedded database's.
  await administer.unsafe(
    `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'fr'`,
  );
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    administer,
    async drop() {
      await administer.unsafe(`drop database ${name} with (force)`);
      await administer.end();
    },
  };
}
