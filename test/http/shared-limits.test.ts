import { createHmac, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleSharedCounters } from '../../src/adapters/store/drizzle-shared-counters.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { type CountRequests, createCountRequests } from '../../src/application/access/count-requests.ts';
import type { Feedback } from '../../src/domain/feedback/feedback.ts';
import { createTestDatabase, type TestDatabase } from '../contract/test-database.ts';
import { stubApplication } from './stub-application.ts';

const serverUrl = process.env.TEST_DATABASE_URL;
const title =
  serverUrl === undefined
    ? 'limits of two instances (skipped: set TEST_DATABASE_URL to what `scripts/postgres-for-tests.sh start` prints)'
    : 'limits of two instances';

const LIMIT = 12;
/** Requests that two instances would accept if each counted its own. */
const APART = 2 * LIMIT;
/** Fixed time: the end of a window would reset the counts. */
const NOW_MS = Date.parse('2026-03-01T10:00:10Z');
const KEY_PREFIX = 'ess_prefixe';

const OPINION = {
  recommendationId: 'rec_0123456789abcdefghijkl',
  experienceId: 'four-a-pain',
  verdict: 'useful',
};
const GIVEN: Feedback = {
  id: 'fb_0123456789abcdefghijkl',
  recommendationId: OPINION.recommendationId,
  subject: { experienceId: OPINION.experienceId, leverId: null },
  verdict: 'useful',
  reason: null,
  comment: null,
  rankingVersion: '1',
  createdAt: '2026-03-01T10:00:10.000Z',
};
const URL_OF_FICHE = '/v1/experiences/four-a-pain';

interface Instance {
  readonly app: FastifyInstance;
  readonly requests: CountRequests;
  readonly connection: StoreConnection;
}

describe.skipIf(serverUrl === undefined)(title, () => {
  let database: TestDatabase;
  let observer: postgres.Sql;
  let instances: Instance[];
  let incidents: unknown[];

  async function startInstance(): Promise<Instance> {
    const connection = await connectPostgres({ url: database.url, timeoutMs: 10_000, poolSize: 2 });
    const requests = createCountRequests({
      counters: createDrizzleSharedCounters(connection),
      keyedHash: (secret, text) => createHmac('sha256', secret).update(text).digest('base64url'),
      newSecret: randomUUID,
      nowMs: () => NOW_MS,
      everyMs: 10,
      onIncident: (cause) => incidents.push(cause),
    });
    requests.start();
    const authenticateKey = async () => ({ prefix: KEY_PREFIX, scopes: [] });
    const feedback = { give: async () => GIVEN, takeBack: async () => {} };
    const app = await stubApplication(
      { authenticateKey, feedback },
      { rateLimitPerMinute: LIMIT },
      { countRequest: requests.count },
    );
    return { app, requests, connection };
  }

  beforeAll(async () => {
    database = await createTestDatabase(serverUrl ?? '');
    observer = postgres(database.url, { max: 1 });
  });
  afterAll(async () => {
    await observer.end();
    await database.drop();
  });
  beforeEach(async () => {
    incidents = [];
    instances = await Promise.all([startInstance(), startInstance()]);
    await observer`delete from rate_counters`;
  });
  afterEach(async () => {
    for (const { app, requests, connection } of instances) {
      await app.close();
      await requests.close();
      await connection.close();
    }
  });

  async function told(): Promise<number> {
    const [row] = await observer`select coalesce(max(hits), 0)::int as hits from rate_counters`;
    return z.object({ hits: z.number() }).parse(row).hits;
  }

  async function setOpen(isOpen: boolean): Promise<void> {
    const name = new URL(database.url).pathname.slice(1);
    await database.administer.unsafe(`alter database ${name} allow_connections ${isOpen}`);
    if (isOpen) return;
    await database.administer`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  }

  /** Asks both instances in turn, once counts are shared, until refused. Returns the number of accepted requests. */
  async function askUntilRefused(ask: (app: FastifyInstance, n: number) => Promise<number>): Promise<number> {
    const before = await told();
    for (let n = 0; n < APART; n += 1) {
      const instance = instances[n % instances.length];
      if (instance === undefined) break;
      if ((await ask(instance.app, n)) === 429) return n;
      await expect.poll(told, { timeout: 20_000, interval: 20 }).toBeGreaterThan(before + n);
    }
    return APART;
  }

  it.each<[string, (app: FastifyInstance, n: number) => Promise<{ statusCode: number }>]>([
    ['an address', (app) => app.inject({ url: URL_OF_FICHE })],
    [
      'a key that comes from many addresses',
      (app, n) =>
        app.inject({
          url: URL_OF_FICHE,
          headers: { authorization: 'Bearer x' },
          remoteAddress: `192.0.2.${n + 1}`,
        }),
    ],
    [
      'opinions of an address',
      (app) => app.inject({ method: 'POST', url: '/v1/feedback', payload: OPINION }),
    ],
  ])('refuse near the limit: %s', async (_who, ask) => {
    const accepted = await askUntilRefused(async (app, n) => (await ask(app, n)).statusCode);
    expect(accepted).toBeGreaterThanOrEqual(LIMIT);
    expect(accepted).toBeLessThan(APART);
    const rows = await observer`select bucket from rate_counters`;
    expect(rows).not.toEqual([]);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`127\\.0\\.0|192\\.0\\.2|${KEY_PREFIX}`));
  });

  it('apply to each instance alone while the database is down, and answers do not wait for it', async () => {
    await setOpen(false);
    try {
      const [instance] = instances;
      const statuses: number[] = [];
      for (let n = 0; n < LIMIT + 2; n += 1) {
        statuses.push((await instance?.app.inject({ url: URL_OF_FICHE }))?.statusCode ?? 0);
      }
      expect(statuses).toEqual([...Array(LIMIT).fill(200), 429, 429]);
      await expect.poll(() => incidents.length, { timeout: 20_000 }).toBeGreaterThan(0);
    } finally {
      await setOpen(true);
    }
  });
});
