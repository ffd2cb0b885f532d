import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { randomKeySecrets } from '../../src/adapters/keys/random-key-secrets.ts';
import {
  createDrizzleKeyStore,
  createDrizzleSessionStore,
} from '../../src/adapters/store/drizzle-access-stores.ts';
import { createDrizzleJobStore } from '../../src/adapters/store/drizzle-job-store.ts';
import {
  createDrizzleAnswerStore,
  createDrizzleBlindSpotStore,
  createDrizzleContributionStore,
  createDrizzleEntrustedQuestionStore,
} from '../../src/adapters/store/drizzle-public-stores.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { createAuthenticateKey, createManageKeys } from '../../src/application/access/manage-keys.ts';
import { createManageSessions } from '../../src/application/access/manage-sessions.ts';
import type { Scope } from '../../src/domain/access/api-key.ts';
import type { EntrustedQuestion } from '../../src/domain/feedback/entrusted-question.ts';
import { type ImportReport, STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { ImportJobStore } from '../../src/ports/import-job-store.ts';
import { query } from './store-subject.ts';

const REPORT: ImportReport = {
  dryRun: true,
  resources: { added: 2, changed: 0, unchanged: 8, gone: 1 },
  experiences: { added: 3, changed: 0, unchanged: 17, removed: 0, reread: 0, untold: 0 },
  proposed: 0,
  notes: [{ code: 'territory-ambiguous', detail: 'Deux communes.', resourceId: 'r-1', line: 12 }],
  changes: [
    {
      kind: 'added',
      id: 'e-1',
      title: 'Une fiche',
      access: 'members',
      resourceTitle: null,
      fields: [{ field: 'title', before: null, after: 'Une fiche' }],
    },
  ],
  corrections: 0,
  feedback: 0,
};

const ABANDONED = { code: 'interrupted', detail: 'Le service s’est arrêté.' };

const now = () => new Date();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

type Position = { readonly key: number; readonly id: string };

/** Reads a list to its end; the ids in their order. */
async function readPages(
  readPage: (after: Position | null) => Promise<readonly Position[]>,
): Promise<string[]> {
  const ids: string[] = [];
  let after: Position | null = null;
  do {
    const page: readonly Position[] = await readPage(after);
    ids.push(...page.map(({ id }) => id));
    after = page.at(-1) ?? null;
  } while (after !== null);
  return ids;
}

/** Contract of the stores of keys, of import jobs, of contributions and of blind spots, on any database. */
export function accessStoresContract(connection: Pick<StoreConnection, 'run'>): void {
  const jobs = createDrizzleJobStore(connection);

  describe('answers', () => {
    it('are given again to the same request for a day, and to no other', async () => {
      const answers = createDrizzleAnswerStore(connection);
      expect(await answers.begin('d-1', 'f-1')).toBe('begun');
      expect(await answers.begin('d-1', 'f-1')).toBe('unanswered');
      expect(await answers.begin('d-1', 'f-2')).toBe('other-request');
      await answers.keep('d-1', Buffer.from([1, 2]));
      expect(await answers.begin('d-1', 'f-1')).toEqual(Buffer.from([1, 2]));
      expect(await answers.begin('d-2', 'f-1')).toBe('begun');
      await answers.forget('d-2');
      expect(await answers.begin('d-2', 'f-2')).toBe('begun');
      const age = (time: string) =>
        query(connection, `update kept_answers set created_at = created_at - interval '${time}'`);
      await age('23 hours');
      expect(await answers.begin('d-1', 'f-1')).toEqual(Buffer.from([1, 2]));
      await age('2 hours');
      expect(await answers.begin('d-1', 'f-2')).toBe('begun');
      expect(await answers.begin('d-1', 'f-2')).toBe('unanswered');
      const yesterday = new Date(Date.now() - 86_400_000).toISOString();
      expect(await answers.removeBefore(yesterday)).toBe(1);
    });

    it('let one of many requests at once begin', async () => {
      const answers = createDrizzleAnswerStore(connection);
      const outcomes = await Promise.all(Array.from({ length: 12 }, () => answers.begin('d-3', 'f')));
      expect(outcomes.sort()).toEqual(['begun', ...Array(11).fill('unanswered')]);
    });
  });
  /** Dates rows within three milliseconds of each other: some share one, others differ by less. */
  const scatterDates = (table: string, id: string) =>
    query(
      connection,
      `update ${table} set created_at = timestamptz '2026-01-01 00:00:00Z'
        + (('x' || left(md5(${id}::text), 4))::bit(16)::int % 3000) * interval '1 microsecond'`,
    );

  describe('keys', () => {
    const store = createDrizzleKeyStore(connection);
    const keys = createManageKeys(store, randomKeySecrets, now);
    const authenticate = createAuthenticateKey(store, randomKeySecrets, now);

    it('are listed page by page, each once, even when others are created meanwhile', async () => {
      const create = (n: number) => keys.create({ label: `Clé ${n}`, scopes: ['import'] });
      for (let n = 0; n < 7; n += 1) await create(n);
      await scatterDates('api_keys', 'prefix');
      const before = (await keys.list()).map(({ prefix }) => prefix);
      for (const limit of [1, 2, 3, 100]) {
        let arrivals = 2;
        const read = await readPages(async (after) => {
          if (arrivals-- > 0) await create(limit);
          const page = await keys.list({ after, limit });
          return page.map(({ prefix, createdAt }) => ({ key: Date.parse(createdAt), id: prefix }));
        });
        expect(read.slice(0, before.length)).toEqual(before);
        expect(new Set(read).size).toBe(read.length);
      }
      await query(connection, 'delete from api_keys');
    });

    it('give their scopes until revoked, and show their secret only once', async () => {
      const { key, token } = await keys.create({ label: 'Une « clé »', scopes: ['read:members', 'import'] });
      expect(token).toMatch(/^ess_[0-9a-f]{12}\.[\w-]{43}$/);
      expect(key).toMatchObject({ label: 'Une « clé »', revokedAt: null });
      expect(Math.abs(Date.now() - Date.parse(key.createdAt))).toBeLessThan(60_000);
      expect(await authenticate(token)).toEqual({ prefix: key.prefix, scopes: ['read:members', 'import'] });

      const other = await keys.create({ label: 'Autre', scopes: ['admin'] });
      expect((await keys.list()).map(({ prefix }) => prefix)).toEqual([key.prefix, other.key.prefix]);
      const [secret = ''] = token.split('.').slice(1);
      const rows = await query(connection, 'select * from api_keys');
      expect(JSON.stringify([rows, await keys.list()])).not.toContain(secret);

      const revoked = await keys.revoke(key.prefix);
      expect(revoked.revokedAt).not.toBeNull();
      await expect(authenticate(token)).rejects.toMatchObject({ code: 'key-invalid' });
      expect(await keys.revoke(key.prefix)).toEqual(revoked);
      expect(await authenticate(other.token)).toEqual({ prefix: other.key.prefix, scopes: ['admin'] });
    });

    it('of before a scope was removed keep their other scopes', async () => {
      const store = createDrizzleKeyStore(connection);
      const keys = createManageKeys(store, randomKeySecrets, now);
      const { key, token } = await keys.create({ label: 'Ancienne', scopes: ['import'] });
      const rewrite = (scopes: string) =>
        connection.run('droits', ({ $client }) =>
          $client.unsafe(`update api_keys set scopes = array[${scopes}] where prefix = '${key.prefix}'`),
        );
      await rewrite(`'embed', 'import'`);
      expect(await createAuthenticateKey(store, randomKeySecrets, now)(token)).toMatchObject({
        scopes: ['import'],
      });
      await rewrite(`'embed'`);
      expect((await keys.list()).find(({ prefix }) => prefix === key.prefix)?.scopes).toEqual([]);
      expect((await keys.revoke(key.prefix)).revokedAt).not.toBeNull();
      await connection.run('ménage', ({ $client }) => $client.unsafe('delete from api_keys'));
    });

    it('are valid until the end of their last day, and tell who made them and when they last served', async () => {
      const { key, token } = await keys.create(
        { label: 'Une saison', scopes: ['import'], expiresOn: '2026-06-30' },
        'ess_ffffffffffff',
      );
      expect(key).toMatchObject({ createdBy: 'ess_ffffffffffff', expiresOn: '2026-06-30', lastUsedOn: null });
      const authenticateAt = (instant: string) =>
        createAuthenticateKey(store, randomKeySecrets, () => new Date(instant))(token);
      await authenticateAt('2026-06-30T23:59:59Z');
      await expect(authenticateAt('2026-07-01T00:00:00Z')).rejects.toMatchObject({ code: 'key-invalid' });
      expect((await store.find(key.prefix))?.key.lastUsedOn).toBe('2026-06-30');
      await keys.revoke(key.prefix, 'ess_eeeeeeeeeeee');
      expect(await keys.revoke(key.prefix)).toMatchObject({ revokedBy: 'ess_eeeeeeeeeeee' });
    });

    it('are refused with one error for any fault', async () => {
      const { key, token } = await keys.create({ label: 'x', scopes: ['admin'] });
      const secret = token.slice(token.indexOf('.') + 1);
      const wrong = [
        '',
        key.prefix,
        `${token}x`,
        `ess_${'0'.repeat(12)}.${secret}`,
        `${key.prefix}.${'A'.repeat(43)}`,
        `${key.prefix}.${randomKeySecrets.digest(secret)}`,
        token.toUpperCase(),
        `\u0000${token}`,
      ];
      const errors = await Promise.all(wrong.map((each) => authenticate(each).catch((error) => error)));
      expect(new Set(errors.map(({ code, message }) => `${code} ${message}`)).size).toBe(1);
      expect(errors[0]).toMatchObject({ code: 'key-invalid' });
      await expect(keys.revoke('ess_\u0000')).rejects.toMatchObject({ code: 'key-not-found' });
    });
  });

  describe('keys that manage keys', () => {
    const keys = createManageKeys(
      createDrizzleKeyStore(connection),
      randomKeySecrets,
      () => new Date('2026-06-01T12:00:00Z'),
    );
    const create = async (scope: Scope, expiresOn?: string) =>
      (await keys.create({ label: 'Essai', scopes: [scope], expiresOn })).key.prefix;

    it('stay: the last one cannot revoke itself', async () => {
      await query(connection, 'delete from api_keys');
      const [first, second] = [await create('admin'), await create('admin')];
      const reader = await create('import');
      await expect(keys.revoke(first, first)).resolves.toMatchObject({ prefix: first });
      await expect(keys.revoke(second, second)).rejects.toMatchObject({ code: 'key-last-admin' });
      await expect(keys.revoke(reader, second)).resolves.toMatchObject({ prefix: reader });
      const past = await create('admin', '2026-05-31');
      await expect(keys.revoke(second, second)).rejects.toMatchObject({ code: 'key-last-admin' });
      expect(await keys.revoke(past, second)).toMatchObject({ createdBy: 'cli', revokedBy: second });
      // The command line, which can create another one, may.
      await expect(keys.revoke(second)).resolves.toMatchObject({ prefix: second });
    });
  });

  describe('sessions', () => {
    const START = Date.parse('2026-06-01T08:00:00Z');
    const MINUTE = 60_000;
    const HOUR = 60 * MINUTE;

    /** Sessions with a clock to set, and a key whose holder may edit. */
    async function startSessions(expiresOn?: string) {
      const clock = { now: START };
      const now = () => new Date(clock.now);
      const keyStore = createDrizzleKeyStore(connection);
      const keys = createManageKeys(keyStore, randomKeySecrets, now);
      const asked = { label: 'Une « rédactrice »', scopes: ['import', 'read:members'] as const, expiresOn };
      const { prefix } = (await keys.create(asked)).key;
      const store = createDrizzleSessionStore(connection);
      const allowed = new Set(['marie@exemple.fr']);
      const sessions = createManageSessions({
        store,
        keys: keyStore,
        newId: () => randomBytes(32).toString('base64url'),
        hash: sha256,
        now,
        isAccountAllowed: (name) => allowed.has(name),
      });
      return { clock, keys, store, prefix, sessions, allowed };
    }

    it('give the rights of their key, under an id that is not stored and never twice the same', async () => {
      const { sessions, prefix } = await startSessions();
      const [id, other] = [
        await sessions.open({ kind: 'key', prefix }),
        await sessions.open({ kind: 'key', prefix }),
      ];
      expect(id).not.toBe(other);
      expect(await sessions.find(id)).toEqual({
        holder: { prefix, scopes: ['import', 'read:members'] },
        label: 'Une « rédactrice »',
      });
      const rows = await query(connection, 'select * from sessions');
      expect(JSON.stringify(rows)).not.toContain(id);
      expect(await sessions.find(sha256(id))).toBeNull();
      await sessions.end(id);
      await sessions.end(id);
      expect([await sessions.find(id), (await sessions.find(other)) === null]).toEqual([null, false]);
    });

    it('end after an hour without use', async () => {
      const { sessions, prefix, clock } = await startSessions();
      const id = await sessions.open({ kind: 'key', prefix });
      clock.now = START + HOUR - 1;
      expect(await sessions.find(id)).not.toBeNull();
      clock.now += HOUR - 1;
      expect(await sessions.find(id)).not.toBeNull();
      clock.now += HOUR;
      expect(await sessions.find(id)).toBeNull();
      // A refused request is not a use.
      clock.now -= 1;
      expect(await sessions.find(id)).not.toBeNull();
    });

    it('end after eight hours, used or not', async () => {
      const { sessions, prefix, clock } = await startSessions();
      const id = await sessions.open({ kind: 'key', prefix });
      for (; clock.now < START + 8 * HOUR; clock.now += 59 * MINUTE) {
        expect(await sessions.find(id)).not.toBeNull();
      }
      clock.now = START + 8 * HOUR - 1;
      expect(await sessions.find(id)).not.toBeNull();
      clock.now = START + 8 * HOUR;
      expect(await sessions.find(id)).toBeNull();
    });

    it('end with their key, revoked or past its last day', async () => {
      const { sessions, keys, prefix, clock } = await startSessions('2026-06-01');
      const id = await sessions.open({ kind: 'key', prefix });
      clock.now = Date.parse('2026-06-01T23:30:00Z');
      const late = await sessions.open({ kind: 'key', prefix });
      clock.now = Date.parse('2026-06-02T00:00:00Z');
      expect(await sessions.find(late)).toBeNull();
      clock.now = START;
      expect(await sessions.find(id)).not.toBeNull();
      await keys.revoke(prefix);
      expect(await sessions.find(id)).toBeNull();
    });

    it('of an account last as long as it is allowed', async () => {
      const { sessions, allowed } = await startSessions();
      const id = await sessions.open({ kind: 'account', name: 'marie@exemple.fr' });
      expect(await sessions.find(id)).toEqual({
        holder: { prefix: 'marie@exemple.fr', scopes: ['import', 'read:members'] },
        label: 'marie@exemple.fr',
      });
      allowed.clear();
      expect(await sessions.find(id)).toBeNull();
    });

    it('are purged by the day of their sign-in', async () => {
      const { sessions, store, prefix, clock } = await startSessions();
      await store.removeBefore('2100-01-01T00:00:00Z');
      await sessions.open({ kind: 'key', prefix });
      clock.now = START + 2 * HOUR;
      const kept = await sessions.open({ kind: 'key', prefix });
      expect(await store.removeBefore(new Date(START + HOUR).toISOString())).toBe(1);
      expect(await store.find(sha256(kept))).not.toBeNull();
    });

    it('are refused for a key that does not exist', async () => {
      const { sessions } = await startSessions();
      await expect(sessions.open({ kind: 'key', prefix: 'ess_000000000000' })).rejects.toThrow();
    });
  });

  describe('contributions', () => {
    const place = (experienceId: string, createdAt = '2026-01-15T09:30:00.000Z') => ({
      experienceId,
      contact: `${experienceId}@exemple.fr`,
      createdAt,
    });

    it('wait in a queue that has an end, and leave it', async () => {
      const store = createDrizzleContributionStore(connection);
      const bounds = {
        since: '2026-01-10T00:00:00.000Z',
        all: 2,
        ofTerritory: 2,
        sameTerritory: '%-redon-__',
      };
      expect(await store.add(place('a'), bounds)).toBe(true);
      expect(await store.add(place('b', '2026-01-16T00:00:00.000Z'), bounds)).toBe(true);
      expect(await store.add(place('c'), bounds)).toBe(false);
      expect(await store.countSince(bounds.since)).toBe(2);
      // Those of before hold no place.
      expect(await store.add(place('later-redon-1a'), { ...bounds, since: '2026-01-16T00:00:00.000Z' })).toBe(
        true,
      );
      expect(await store.add(place('e-redon-1b'), { ...bounds, all: 9, ofTerritory: 1 })).toBe(false);
      expect(await store.add(place('e-redon-1b'), { ...bounds, all: 9, ofTerritory: 2 })).toBe(true);
      for (const id of ['a', 'later-redon-1a', 'e-redon-1b']) await store.remove(id);
      expect(await store.add(place('c'), bounds)).toBe(true);
      expect(await store.removeBefore('2026-01-16T00:00:00.000Z')).toBe(1);
      const rows = await query(connection, 'select * from contributions');
      expect(rows).toEqual([expect.objectContaining({ experience_id: 'b', contact: 'b@exemple.fr' })]);
    });
  });

  describe('entrusted questions', () => {
    const question = (id: string, createdAt: string): EntrustedQuestion => ({
      id,
      priorities: "Une « patinoire »,\r\n'; drop table entrusted_questions; -- 👨‍👩‍👧",
      territory: { code: '35236', kind: 'commune', name: 'Redon', populationCount: null, setting: 'rural' },
      themes: ['reemploi'],
      levers: [],
      createdAt,
    });

    it('are read back unchanged, oldest first, until they are erased or too old', async () => {
      const store = createDrizzleEntrustedQuestionStore(connection);
      const [old, recent] = [
        question('qc_b', '2026-01-15T09:30:00.000Z'),
        question('qc_a', '2026-01-16T00:00:00.000Z'),
      ];
      for (const each of [recent, old]) await store.add(each);
      expect(await store.list(1)).toEqual({ questions: [old], total: 2 });
      expect(await store.find('qc_a')).toEqual(recent);
      for (const id of ['qc_z', 'a\u0000', 'a\ud800', "' or true --"]) {
        expect(await store.find(id)).toBeNull();
        expect(await store.remove(id)).toBe(false);
      }
      expect(await store.removeBefore(recent.createdAt)).toBe(1);
      expect([await store.remove('qc_a'), await store.remove('qc_a')]).toEqual([true, false]);
      expect(await query(connection, 'select * from entrusted_questions')).toEqual([]);
    });
  });

  describe('blind spots', () => {
    it('add up, are listed from a number on, and are forgotten by month', async () => {
      const store = createDrizzleBlindSpotStore(connection);
      const spot = (month: string, value: string, count: number) =>
        ({ month, kind: 'department', value, count }) as const;
      await store.add([spot('2026-01', '49', 3), spot('2026-01', '35', 7), spot('2025-12', '49', 9)]);
      await store.add([spot('2026-01', '49', 1)]);
      expect(await store.list(5)).toEqual([spot('2026-01', '35', 7), spot('2025-12', '49', 9)]);
      await store.add([spot('2026-01', '49', 1)]);
      expect(await store.list(5)).toHaveLength(3);
      expect(await store.removeBefore('2026-01-31T23:00:00.000Z')).toBe(1);
      expect(await store.list(5)).toEqual([spot('2026-01', '35', 7), spot('2026-01', '49', 5)]);
    });
  });

  describe('import jobs', () => {
    // Each test begins with an empty queue.
    beforeEach(() =>
      query(
        connection,
        "update import_jobs set state = 'cancelled', ended_at = now() where state in ('queued', 'running')",
      ),
    );
    const create = (given: Partial<Parameters<ImportJobStore['create']>[0]> = {}) =>
      jobs
        .create(
          {
            id: randomUUID(),
            origin: { kind: 'url', url: 'https://example.org/' },
            isDryRun: false,
            policy: STRICT_POLICY,
            actor: 'ess_a',
            ...given,
          },
          100,
        )
        .then((job) => job ?? expect.unreachable());

    const holdsBytes = async (id: string) => {
      const [row] = await query(
        connection,
        `select content is not null as held from import_jobs where id = '${id}'`,
      );
      return row?.held;
    };

    it('keep their bytes unchanged until they end, then only their report', async () => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
      const origin = {
        kind: 'content',
        name: 'page.html',
        isNamed: true,
        mediaType: 'text/html',
        bytes,
      } as const;
      const { id, ...job } = await create({ origin, isDryRun: true });
      expect(job).toMatchObject({
        state: 'queued',
        source: { kind: 'content', name: 'page.html', mediaType: 'text/html', byteCount: 70_000 },
        isDryRun: true,
        progress: null,
        report: null,
        startedAt: null,
      });
      const claimed = await jobs.claim();
      expect(claimed).toMatchObject({ id, isDryRun: true, attempt: 1, actor: 'ess_a' });
      expect(claimed?.origin.kind === 'content' && Buffer.compare(claimed.origin.bytes, bytes)).toBe(0);
      await jobs.finish({ id, attempt: 1 }, { state: 'succeeded', report: REPORT });
      expect(await jobs.find(id)).toMatchObject({ state: 'succeeded', report: REPORT, failure: null });
      expect(await holdsBytes(id)).toBe(false);
    });

    it('free their bytes when they fail, are cancelled or are given up, not when they are queued again', async () => {
      const bytes = new Uint8Array(10);
      const origin = { kind: 'content', name: 'a', isNamed: true, mediaType: null, bytes } as const;
      const failed = await create({ origin });
      await jobs.claim();
      await jobs.finish({ id: failed.id, attempt: 1 }, { state: 'failed', failure: ABANDONED });
      expect(await holdsBytes(failed.id)).toBe(false);
      const cancelled = await create({ origin });
      await jobs.cancel(cancelled.id);
      expect(await holdsBytes(cancelled.id)).toBe(false);
      const givenUp = await create({ origin });
      await jobs.claim();
      await jobs.takeBackAbandoned(0, 2, ABANDONED);
      expect(await holdsBytes(givenUp.id)).toBe(true);
      await jobs.claim();
      await jobs.takeBackAbandoned(0, 2, ABANDONED);
      expect(await jobs.find(givenUp.id)).toMatchObject({ state: 'failed', failure: ABANDONED });
      expect(await holdsBytes(givenUp.id)).toBe(false);
    });

    it('are claimed by one process only', async () => {
      const ids = [(await create()).id, (await create()).id, (await create()).id];
      const claims = await Promise.all(Array.from({ length: 10 }, () => jobs.claim()));
      expect(claims.flatMap((claim) => claim?.id ?? []).sort()).toEqual(ids.sort());
    });

    it('are claimed oldest first, retries after the others', async () => {
      const first = await create();
      await sleep(5);
      const second = await create();
      expect(await jobs.claim()).toMatchObject({ id: first.id, attempt: 1 });
      await jobs.finish({ id: first.id, attempt: 1 }, { state: 'queued', isCounted: true });
      expect(await jobs.claim()).toMatchObject({ id: second.id, attempt: 1 });
      expect(await jobs.claim()).toMatchObject({ id: first.id, attempt: 2 });
      expect(await jobs.claim()).toBeNull();
    });

    it('store their progress, and report a cancellation to the process that runs them', async () => {
      const { id } = await create();
      await jobs.claim();
      const job = { id, attempt: 1 };
      const progress = { phase: 'preparing', done: 3, total: null } as const;
      expect(await jobs.saveProgress(job, progress)).toBe(true);
      expect((await jobs.find(id))?.progress).toEqual(progress);
      expect(await jobs.cancel(id)).toBe(true);
      expect(await jobs.saveProgress(job, progress)).toBe(false);
      await jobs.finish(job, { state: 'succeeded', report: REPORT });
      expect(await jobs.find(id)).toMatchObject({ state: 'cancelled', report: null });
      expect(await jobs.cancel(id)).toBe(false);
      expect(await jobs.claim()).toBeNull();
    });

    it('of a silent process are queued again, and that process can no longer write', async () => {
      const { id } = await create();
      await jobs.claim();
      await jobs.takeBackAbandoned(60_000, 3, ABANDONED);
      expect(await jobs.countQueued()).toBe(0);
      await jobs.takeBackAbandoned(0, 3, ABANDONED);
      expect(await jobs.countQueued()).toBe(1);
      expect(await jobs.claim()).toMatchObject({ id, attempt: 2 });
      expect(await jobs.saveProgress({ id, attempt: 1 }, null)).toBe(false);
      await jobs.finish({ id, attempt: 1 }, { state: 'failed', failure: { code: 'internal', detail: 'x' } });
      expect((await jobs.find(id))?.state).toBe('running');
    });

    it('fail after too many crashes of their process; a clean shutdown does not count', async () => {
      const { id } = await create();
      for (const attempt of [1, 1, 1, 1]) {
        expect(await jobs.claim()).toMatchObject({ id, attempt });
        await jobs.finish({ id, attempt }, { state: 'queued', isCounted: false });
      }
      for (const attempt of [1, 2, 3]) {
        expect(await jobs.claim()).toMatchObject({ id, attempt });
        await jobs.takeBackAbandoned(0, 3, ABANDONED);
      }
      expect(await jobs.find(id)).toMatchObject({ state: 'failed', failure: ABANDONED });
    });

    it('are listed most recent first, of one actor or of all, and refused when too many wait', async () => {
      const mine = await create({ actor: 'ess_b' });
      // The clock of the embedded database has a resolution of one millisecond.
      await sleep(5);
      const latest = await create({ actor: 'ess_c' });
      const all = await jobs.list({ after: null, limit: 2 }, null);
      expect(all.map(({ id }) => id)).toEqual([latest.id, mine.id]);
      expect((await jobs.list({ after: null, limit: 100 }, 'ess_b')).map(({ id }) => id)).toEqual([mine.id]);
      const one = {
        id: randomUUID(),
        origin: { kind: 'url', url: 'x' },
        isDryRun: false,
        policy: STRICT_POLICY,
        actor: 'a',
      } as const;
      expect(await jobs.create(one, 2)).toBeNull();
      expect(await jobs.find(one.id)).toBeNull();
    });

    it('are listed page by page, each once, even when others are asked for meanwhile', async () => {
      for (let n = 0; n < 7; n += 1) await create();
      await scatterDates('import_jobs', 'id');
      const before = (await jobs.list({ after: null, limit: 100 }, null)).map(({ id }) => id);
      for (const limit of [1, 2, 3, 100]) {
        const read = await readPages(async (after) => {
          if (after !== null) await create();
          const page = await jobs.list({ after, limit }, null);
          return page.map(({ id, createdAt }) => ({ key: Date.parse(createdAt), id }));
        });
        expect(read.filter((id) => before.includes(id))).toEqual(before);
        expect(new Set(read).size).toBe(read.length);
      }
    });

    it('are deleted once ended, oldest first; waiting ones never are', async () => {
      const { id } = await create();
      await jobs.forgetEnded(1);
      const left = await jobs.list({ after: null, limit: 100 }, null);
      expect(left.filter(({ endedAt }) => endedAt !== null)).toHaveLength(1);
      expect((await jobs.find(id))?.state).toBe('queued');
    });

    it('are not found under an id that no database can store', async () => {
      expect(await jobs.find('a\u0000')).toBeNull();
      expect(await jobs.cancel('a\ud800')).toBe(false);
    });
  });
}
