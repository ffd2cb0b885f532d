import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { connectPostgres } from '../../src/adapters/store/connect-postgres.ts';
import { createDrizzleJobStore } from '../../src/adapters/store/drizzle-job-store.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { type ImportDocuments, ImportWithdrawn } from '../../src/application/import/import-documents.ts';
import { createManageImportJobs } from '../../src/application/import/manage-import-jobs.ts';
import { createRunImportJobs } from '../../src/application/import/run-import-jobs.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { type JobOrigin, STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { EndedImport } from '../../src/ports/telemetry.ts';
import { forkFixture, killHard, nextMessage } from './child-process.ts';
import { describeOnServer } from './test-database.ts';

const TIMEOUT_MS = 30_000;
const NOTHING = { added: 0, changed: 0, unchanged: 0 };
const EMPTY_REPORT = {
  proposed: 0,
  dryRun: false,
  resources: { ...NOTHING, gone: 0 },
  experiences: { ...NOTHING, removed: 0, reread: 0, untold: 0 },
  notes: [],
  changes: [],
  corrections: 0,
  feedback: 0,
};
const READER = { actor: 'ess_a', audience: 'public' } as const;
const PAGE = { kind: 'url', url: 'https://example.org/' } as const;
const document = (name: string, text: string): JobOrigin => ({
  kind: 'content',
  name,
  isNamed: true,
  mediaType: null,
  bytes: Buffer.from(text),
});

/** Import part of one process of the service. */
function openProcess(
  connection: StoreConnection,
  importDocuments: ImportDocuments,
  { silentMs, sweepMs = 300 }: { silentMs: number; sweepMs?: number },
) {
  const jobs = createDrizzleJobStore(connection);
  const incidents: unknown[] = [];
  const ended: Pick<EndedImport, 'outcome' | 'code'>[] = [];
  const runner = createRunImportJobs({
    jobs,
    importDocuments,
    onIncident: (cause) => incidents.push(cause),
    onEnd: ({ outcome, code }) => ended.push({ outcome, code }),
    beatMs: 50,
    silentMs,
    sweepMs,
  });
  const imports = createManageImportJobs({ jobs, wake: runner.wake, newId: randomUUID });
  const ask = (origin: JobOrigin = PAGE, isDryRun = false) =>
    imports.request(origin, { isDryRun, policy: STRICT_POLICY }, READER);
  const stateOf = async (id: string) => (await imports.get(id, READER)).state;
  return { imports, ask, stateOf, runner, incidents, ended };
}

/** Runs until its signal aborts. */
function endless() {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const run: ImportDocuments = (_origin, { signal, onProgress }) => {
    onProgress({ phase: 'preparing', done: 1, total: 4 });
    begin();
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  };
  return { run, begun };
}

const poll = { timeout: 30_000, interval: 50 };

describe('imports in the process that asks for them', () => {
  const directory = mkdtempSync(join(tmpdir(), 'essaimage-imports-'));
  let connection: StoreConnection;
  beforeAll(async () => {
    connection = await connectPglite({ directory, timeoutMs: TIMEOUT_MS, onFailure: () => {} });
  });
  afterAll(async () => {
    await connection?.close();
    rmSync(directory, { recursive: true });
  });

  async function start(importDocuments: ImportDocuments, sweepMs?: number) {
    const opened = openProcess(connection, importDocuments, { silentMs: 0, ...(sweepMs && { sweepMs }) });
    opened.runner.start();
    onTestFinished(() => opened.runner.close());
    return opened;
  }

  it('run one at a time, in the order of the requests, with the sent documents', async () => {
    const seen: string[] = [];
    let running = 0;
    const service = await start(async (origin) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(origin.kind === 'content' ? Buffer.from(origin.bytes).toString() : origin.kind);
      running -= 1;
      return EMPTY_REPORT;
    });
    const asked = [];
    for (const text of ['un', 'deux', 'trois']) {
      asked.push(await service.ask(document(text, text)));
    }
    for (const { id } of asked) await expect.poll(() => service.stateOf(id), poll).toBe('succeeded');
    expect(seen).toEqual(['un', 'deux', 'trois']);
    expect(service.incidents).toEqual([]);
    expect(service.ended).toEqual(new Array(3).fill({ outcome: 'succeeded', code: null }));
  });

  it('start when requested and follow one another, without waiting for the sweep', async () => {
    const seen: string[] = [];
    const service = await start(async (origin) => {
      seen.push(origin.kind === 'url' ? origin.url : origin.kind);
      // Requested while the process is busy.
      if (seen.length === 1) await service.ask({ kind: 'url', url: 'second' });
      return EMPTY_REPORT;
    }, 3_600_000);
    await service.ask({ kind: 'url', url: 'first' });
    await expect.poll(() => service.ended.length, poll).toBe(2);
    await service.ask({ kind: 'url', url: 'third' });
    await expect.poll(() => service.ended.length, poll).toBe(3);
    expect(seen).toEqual(['first', 'second', 'third']);
  });

  it('never start once cancelled', async () => {
    const { run, begun } = endless();
    const seen: string[] = [];
    const service = await start((origin, options) => {
      seen.push(origin.kind === 'url' ? origin.url : origin.kind);
      return seen.length === 1 ? run(origin, options) : Promise.resolve(EMPTY_REPORT);
    });
    const first = await service.ask({ kind: 'url', url: 'first' });
    await begun;
    const second = await service.ask({ kind: 'url', url: 'second' });
    const third = await service.ask({ kind: 'url', url: 'third' });
    await service.imports.cancel(second.id, READER);
    await service.imports.cancel(first.id, READER);
    await expect.poll(() => service.stateOf(third.id), poll).toBe('succeeded');
    expect(seen).toEqual(['first', 'third']);
    expect(await service.stateOf(second.id)).toBe('cancelled');
  });

  it('show their progress, and stop when cancelled', async () => {
    const { run, begun } = endless();
    const service = await start(run);
    const { id } = await service.ask();
    await begun;
    await expect
      .poll(async () => (await service.imports.get(id, READER)).progress, poll)
      .toEqual({ phase: 'preparing', done: 1, total: 4 });
    expect(await service.imports.cancel(id, READER)).toMatchObject({ id, state: 'cancelled' });
    await expect(service.imports.cancel(id, READER)).rejects.toMatchObject({ code: 'import-ended' });
    const next = await service.ask();
    await expect.poll(() => service.stateOf(next.id), poll).toBe('running');
    await service.imports.cancel(next.id, READER);
  });

  it('stay cancelled when the publication finds it out, without reporting an incident', async () => {
    const service = await start(async (_origin, { job }) => {
      await service.imports.cancel(job?.id ?? '', READER);
      throw new ImportWithdrawn();
    });
    const { id } = await service.ask();
    const next = await service.ask();
    await expect.poll(() => service.stateOf(next.id), poll).toBe('cancelled');
    expect(await service.imports.get(id, READER)).toMatchObject({ state: 'cancelled', failure: null });
    expect(service.incidents).toEqual([]);
    expect(service.ended).toContainEqual({ outcome: 'withdrawn', code: null });
  });

  it('explain faults of the document, and hide faults of the service', async () => {
    const failures = [
      new DomainError('import-refused', 'Cette adresse n’est pas publique.', { origin: 'x', reason: 'x' }),
      new Error('secret of the machine'),
    ];
    const service = await start(async () => {
      throw failures.shift();
    });
    const refused = await service.ask();
    const broken = await service.ask();
    await expect.poll(() => service.stateOf(broken.id), poll).toBe('failed');
    expect((await service.imports.get(refused.id, READER)).failure).toEqual({
      code: 'import-refused',
      detail: 'Cette adresse n’est pas publique.',
    });
    const { failure } = await service.imports.get(broken.id, READER);
    expect(failure?.code).toBe('internal');
    expect(failure?.detail).not.toContain('secret');
    expect(service.incidents).toHaveLength(1);
    expect(service.ended).toEqual([
      { outcome: 'failed', code: 'import-refused' },
      { outcome: 'failed', code: 'internal' },
    ]);
  });

  it('are retried after a temporary failure, three times at most', async () => {
    const unavailable = () =>
      new DomainError('store-unavailable', 'La base de données ne répond pas.', { reason: 'ECONNRESET' });
    let tries = 0;
    const service = await start(async (origin) => {
      tries += 1;
      if (origin.kind === 'url' || tries === 1) throw unavailable();
      return EMPTY_REPORT;
    });
    const { id } = await service.ask(document('a', 'a'));
    await expect.poll(() => service.stateOf(id), poll).toBe('succeeded');
    expect(tries).toBe(2);
    expect(service.ended.map(({ outcome }) => outcome)).toEqual(['interrupted', 'succeeded']);
    expect(service.incidents).toHaveLength(1);

    tries = 0;
    const hopeless = await service.ask();
    await expect.poll(() => service.stateOf(hopeless.id), poll).toBe('failed');
    expect(tries).toBe(3);
    expect((await service.imports.get(hopeless.id, READER)).failure?.code).toBe('store-unavailable');
  });

  it('resume at the next start when the service closes or dies', async () => {
    const { run, begun } = endless();
    const first = openProcess(connection, run, { silentMs: 0 });
    first.runner.start();
    const { id } = await first.ask(document('a', 'octets'));
    await begun;
    await first.runner.close();
    expect(await first.stateOf(id)).toBe('queued');
    expect(first.ended).toEqual([{ outcome: 'interrupted', code: null }]);

    // Taken by a process that died: no process will end it.
    expect(await createDrizzleJobStore(connection).claim()).toMatchObject({ id });
    const seen: unknown[] = [];
    const second = await start(async (given) => {
      seen.push(given);
      return EMPTY_REPORT;
    });
    await expect.poll(() => second.stateOf(id), poll).toBe('succeeded');
    expect(seen).toMatchObject([{ kind: 'content', name: 'a', isNamed: true, bytes: Buffer.from('octets') }]);
  });

  it('fail once their process has died twice, killed or crashed, and leave the queue to the others', async () => {
    const dying = { silentMs: 0 };
    const crashed = openProcess(connection, endless().run, dying);
    crashed.runner.start();
    const { id } = await crashed.ask();
    await expect.poll(() => crashed.stateOf(id), poll).toBe('running');
    // An uncaught error closes the service in order, and must count as a death.
    await crashed.runner.close(true);
    expect(await crashed.stateOf(id)).toBe('running');
    await createDrizzleJobStore(connection).takeBackAbandoned(0, 2, { code: 'x', detail: 'x' });
    // Killed: taken by a process that never ends it.
    expect(await createDrizzleJobStore(connection).claim()).toMatchObject({ id, attempt: 2 });
    const seen: unknown[] = [];
    const next = await start(async (origin) => {
      seen.push(origin);
      return EMPTY_REPORT;
    });
    const other = await next.ask({ kind: 'url', url: 'other' });
    await expect.poll(() => next.stateOf(other.id), poll).toBe('succeeded');
    expect(await next.imports.get(id, READER)).toMatchObject({
      state: 'failed',
      failure: { code: 'interrupted', detail: expect.stringContaining('brutalement') },
    });
    expect(seen).toEqual([{ kind: 'url', url: 'other' }]);
  });

  it('are visible to the key that requested them, and to keys that may read everything', async () => {
    const service = await start(async () => ({
      ...EMPTY_REPORT,
      changes: (['public', 'members'] as const).map((access) => ({
        kind: 'added' as const,
        id: access,
        title: access,
        access,
        resourceTitle: null,
        fields: [],
      })),
    }));
    const { id } = await service.ask(PAGE, true);
    await expect.poll(() => service.stateOf(id), poll).toBe('succeeded');
    const stranger = { actor: 'ess_b', audience: 'public' } as const;
    await expect(service.imports.get(id, stranger)).rejects.toMatchObject({ code: 'import-not-found' });
    await expect(service.imports.cancel(id, stranger)).rejects.toMatchObject({ code: 'import-not-found' });
    expect(await service.imports.list({ after: null, limit: 100 }, stranger)).toEqual([]);
    const shown = async (reader: Parameters<typeof service.imports.get>[1]) =>
      (await service.imports.get(id, reader)).report?.changes.map(({ access }) => access);
    expect(await shown(READER)).toEqual(['public']);
    expect(await shown({ actor: 'ess_b', audience: 'members' })).toEqual(['public', 'members']);
    const [listed] = await service.imports.list({ after: null, limit: 1 }, READER);
    expect(listed?.report?.changes).toHaveLength(1);
  });
});

describeOnServer('imports shared by processes on a PostgreSQL server', (database) => {
  async function start(importDocuments: ImportDocuments, silentMs = 60_000) {
    const connection = await connectPostgres({ url: database.url, timeoutMs: TIMEOUT_MS, poolSize: 2 });
    const opened = openProcess(connection, importDocuments, { silentMs });
    opened.runner.start();
    return { ...opened, connection, close: () => opened.runner.close().then(() => connection.close()) };
  }

  it('each run once, in one process', { timeout: 120_000 }, async () => {
    const runs: string[] = [];
    const record =
      (who: string): ImportDocuments =>
      async (origin) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        runs.push(origin.kind === 'url' ? `${who} ${origin.url}` : who);
        return EMPTY_REPORT;
      };
    const replicas = await Promise.all(['a', 'b', 'c'].map((who) => start(record(who))));
    const asked = [];
    for (let n = 0; n < 18; n += 1) {
      const replica = replicas[n % 3];
      asked.push(await replica?.ask({ kind: 'url', url: String(n) }));
    }
    for (const job of asked) {
      await expect
        .poll(async () => (await replicas[0]?.imports.get(job?.id ?? '', READER))?.state, poll)
        .toBe('succeeded');
    }
    const urls = runs.map((run) => run.split(' ')[1] ?? '').sort((a, b) => Number(a) - Number(b));
    expect(urls).toEqual(Array.from({ length: 18 }, (_, n) => String(n)));
    expect(new Set(runs.map((run) => run[0])).size).toBeGreaterThan(1);
    expect(replicas.flatMap(({ incidents }) => incidents)).toEqual([]);
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  it('of a killed process are taken over by another one', { timeout: 120_000 }, async () => {
    const doomed = forkFixture('import-job-runner.ts', [database.url]);
    const begun = nextMessage(doomed);
    const connection = await connectPostgres({ url: database.url, timeoutMs: TIMEOUT_MS, poolSize: 1 });
    const jobs = createDrizzleJobStore(connection);
    const job = await jobs.create(
      { id: randomUUID(), origin: PAGE, isDryRun: false, policy: STRICT_POLICY, actor: 'ess_a' },
      100,
    );
    await begun;
    await killHard(doomed);
    expect((await jobs.find(job?.id ?? ''))?.state).toBe('running');
    const heir = await start(async () => EMPTY_REPORT, 1_000);
    await expect.poll(async () => (await jobs.find(job?.id ?? ''))?.state, poll).toBe('succeeded');
    await heir.close();
    await connection.close();
  });

  it('fail when they have killed two processes', { timeout: 120_000 }, async () => {
    const connection = await connectPostgres({ url: database.url, timeoutMs: TIMEOUT_MS, poolSize: 1 });
    const jobs = createDrizzleJobStore(connection);
    const job = await jobs.create(
      { id: randomUUID(), origin: PAGE, isDryRun: false, policy: STRICT_POLICY, actor: 'ess_a' },
      100,
    );
    for (const silentMs of [60_000, 500]) {
      const doomed = forkFixture('import-job-runner.ts', [database.url, String(silentMs)]);
      await nextMessage(doomed);
      await killHard(doomed);
    }
    const heir = await start(async () => EMPTY_REPORT, 1_000);
    await expect.poll(async () => (await jobs.find(job?.id ?? ''))?.state, poll).toBe('failed');
    expect((await jobs.find(job?.id ?? ''))?.failure?.code).toBe('interrupted');
    expect(heir.ended).toEqual([]);
    await heir.close();
    await connection.close();
  });

  it('are taken by another process when the first one is busy', { timeout: 120_000 }, async () => {
    const { run, begun } = endless();
    const busy = await start(run);
    const first = await busy.ask();
    await begun;
    expect(await busy.stateOf(first.id)).toBe('running');
    const second = await busy.ask();
    const idle = await start(async () => EMPTY_REPORT);
    await expect.poll(() => busy.stateOf(second.id), poll).toBe('succeeded');
    expect(busy.ended).toEqual([]);
    expect(idle.ended).toEqual([{ outcome: 'succeeded', code: null }]);
    await Promise.all([busy.close(), idle.close()]);
  });

  it('resume in another process when theirs closes', { timeout: 120_000 }, async () => {
    const { run, begun } = endless();
    const first = await start(run);
    const { id } = await first.ask();
    await begun;
    const second = await start(async () => EMPTY_REPORT);
    await first.close();
    await expect.poll(() => second.stateOf(id), poll).toBe('succeeded');
    await second.close();
  });
});
