import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe } from 'vitest';

/** Any database of the test server, for a role that may create databases; undefined without a server. */
const SERVER_URL = process.env.TEST_DATABASE_URL;

/** A separate database on the test server, so that suites may run at the same time. */
export interface TestDatabase {
  readonly url: string;
  /** Runs a statement as an administrator, from another database of the server. */
  readonly administer: postgres.Sql;
  drop(): Promise<void>;
}

export async function createTestDatabase(serverUrl = SERVER_URL ?? ''): Promise<TestDatabase> {
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

/** Describes what holds on a database of the server, which exists while the tests run; skipped without a server. */
export function describeOnServer(title: string, tests: (database: Omit<TestDatabase, 'drop'>) => void): void {
  const isMissing = SERVER_URL === undefined;
  const how = ' (skipped: set TEST_DATABASE_URL to what `scripts/postgres-for-tests.sh start` prints)';
  describe.skipIf(isMissing)(`${title}${isMissing ? how : ''}`, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createTestDatabase();
    });
    afterAll(() => database.drop());
    tests({
      get url() {
        return database.url;
      },
      get administer() {
        return database.administer;
      },
    });
  });
}
