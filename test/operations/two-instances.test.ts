import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { runEssaimage } from '../cli/essaimage-process.ts';
import { EXPERIENCE_COUNT, prepareInstallation } from '../cli/small-corpus.ts';
import { createTestDatabase, type TestDatabase } from '../contract/test-database.ts';
import { startLoad } from './continuous-load.ts';
import { freePorts } from './free-port.ts';
import { type Instance, startInstance } from './instance-pair.ts';
import { missingForNginx, type NginxServer, startNginx } from './nginx-server.ts';
import { createSiteClient, type SiteClient } from './site-client.ts';

// Each process has the real model; the machine may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const serverUrl = process.env.TEST_DATABASE_URL;
const missing =
  serverUrl === undefined
    ? 'skipped: set TEST_DATABASE_URL to what `scripts/postgres-for-tests.sh start` prints'
    : missingForNginx;
const title = `two instances on one database, behind nginx${missing === null ? '' : ` (${missing})`}`;

const QUESTION = '/v1/recommendations?territory=35236&priorities=epicerie%20solidaire';
const CORPUS = fileURLToPath(new URL('../../corpus/experiences.json', import.meta.url));
/** The id differs between answers to the same question; the rest does not. */
const recommendation = z.looseObject({ id: z.string(), experiences: z.array(z.unknown()) });
/** Id in the starter corpus but not in the small one. */
const IMPORTED_ID = 'flashcoop-mam-cookies-angers';
/** Share of refusals tolerated on two cores that also start the other instance. */
const MAX_REFUSED_SHARE = 0.2;
const poll = { timeout: 60_000, interval: 100 };

describe.skipIf(missing !== null)(title, () => {
  let database: TestDatabase;
  let observer: postgres.Sql;
  let root: string;
  let settings: Record<string, string>;
  let ports: readonly number[];
  let instances: Instance[];
  let nginx: NginxServer;
  let client: SiteClient;

  beforeAll(async () => {
    database = await createTestDatabase();
    observer = postgres(database.url, { max: 1 });
    const installation = await prepareInstallation();
    root = installation.root;
    settings = { ...installation.environment('unused'), DATABASE_URL: database.url };
    const [http = 0, https = 0, one = 0, two = 0] = await freePorts(4);
    ports = [one, two];
    nginx = await startNginx({ http, https, instances: [one, two], rate: '10000r/s' });
    client = createSiteClient(nginx);
    instances = ports.map((port) => startInstance(port, settings));
    await Promise.all(instances.map((instance) => instance.untilReady()));
  });
  afterAll(async () => {
    client?.close();
    for (const instance of instances ?? []) await instance.kill();
    await nginx?.stop();
    await observer.end();
    await database.drop();
    await rm(root, { recursive: true, force: true });
  });

  const indexOf = async ({ address }: Instance) => {
    const answer = z.object({ ranking: z.object({ index: z.string() }) });
    return answer.parse(await (await fetch(`${address}${QUESTION}`)).json()).ranking.index;
  };

  it('start together on an empty database: one migrates it and indexes the corpus, both serve', async () => {
    const migrations = await observer`
      select count(*)::int as times from drizzle.__drizzle_migrations group by hash having count(*) > 1`;
    expect(migrations).toEqual([]);
    const publications = await observer`select action from audit_entries where actor = 'service'`;
    expect(publications).toHaveLength(1);
    const indexed = instances.map((instance) =>
      Number(/"indexed":(\d+)[^\n]*"msg":"ready"/.exec(instance.log())?.[1]),
    );
    expect(indexed.toSorted((a, b) => a - b)).toEqual([0, EXPERIENCE_COUNT]);
  });

  it('give the same answers, directly and through the proxy', async () => {
    const withoutId = ({ id: _own, ...rest }: z.output<typeof recommendation>) => rest;
    const direct = await Promise.all(
      instances.map(async ({ address }) =>
        withoutId(recommendation.parse(await (await fetch(`${address}${QUESTION}`)).json())),
      ),
    );
    const proxied = withoutId(recommendation.parse(JSON.parse((await client.ask(QUESTION)).body)));
    expect(proxied.experiences).not.toEqual([]);
    expect(direct).toEqual([proxied, proxied]);
  });

  it('run an import once, and both serve its experience', async () => {
    const before = await Promise.all(instances.map(indexOf));
    const scopes = ['--scope', 'import', '--scope', 'read:members'];
    const created = await runEssaimage(['keys', 'create', ...scopes, '--label', 'Essai', '--json'], settings);
    const { token } = z.object({ token: z.string() }).parse(JSON.parse(created.stdout));
    const all = z.array(z.looseObject({ id: z.string() })).parse(JSON.parse(await readFile(CORPUS, 'utf8')));
    const asked = await client.ask('/v1/imports?name=fiches.json', {
      method: 'POST',
      json: all.filter(({ id }) => id === IMPORTED_ID),
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asked.status, asked.body).toBe(202);
    const { location = '' } = asked.headers;
    await expect
      .poll(async () => {
        const { body } = await client.ask(location, { headers: { authorization: `Bearer ${token}` } });
        return JSON.parse(body).state;
      }, poll)
      .toBe('succeeded');
    const jobs = await observer`select attempt from import_jobs`;
    expect(jobs.map(({ attempt }) => attempt)).toEqual([1]);
    const written = await observer`select action from audit_entries where actor like 'ess_%'`;
    expect(written).toHaveLength(1);
    for (const [n, instance] of instances.entries()) {
      await expect.poll(() => indexOf(instance), poll).not.toBe(before[n]);
    }
    expect(await indexOf(instances[0] ?? never())).toBe(await indexOf(instances[1] ?? never()));
    for (const { address } of instances) {
      expect((await fetch(`${address}/v1/experiences/${IMPORTED_ID}`)).status).toBe(200);
    }
  });

  it('restart one after the other under load without refusing a request, ready once the start is over', async () => {
    const load = startLoad(client, 4);
    for (const [n, port] of ports.entries()) {
      expect(await instances[n]?.stop()).toBe(0);
      const started = startInstance(port, settings);
      instances[n] = started;
      await started.untilReady();
      expect(started.log()).toContain('"msg":"ready"');
    }
    expect(await load.stop()).toEqual([]);
    expect(load.refusedShare()).toBe(0);
  });

  it('go on serving when one is killed', async () => {
    const load = startLoad(client, 4);
    // nginx must have noticed that the other instance is back before this one is killed.
    const servedByOther = () => instances[1]?.log().match(/"route":"\/v1\//g)?.length ?? 0;
    const known = servedByOther();
    await expect.poll(servedByOther, poll).toBeGreaterThan(known);
    await instances[0]?.kill();
    const before = load.count();
    await expect.poll(load.count, poll).toBeGreaterThan(before + 40);
    expect(await load.stop()).toEqual([]);
    expect(load.refusedShare()).toBeLessThan(MAX_REFUSED_SHARE);
  });
});

function never(): never {
  throw new Error('there are two instances');
}
