import { expect, it } from 'vitest';
import { createListChanges } from '../../src/application/browse/list-public.ts';
import type { ExperienceStore } from '../../src/ports/experience-store.ts';
import { experience } from '../fakes/experiences.ts';
import { clientOf } from './http-client.ts';
import { stubApplication } from './stub-application.ts';

type ListedChanges = ExperienceStore['listChanges'];

/** Experiences that are still public: those of odd numbers. */
const listByIds: ExperienceStore['listByIds'] = async (ids) => ({
  version: 'v',
  items: ids.map((id) => ({ experience: experience({ id }), changedAt: AT })),
});

const AT = '2026-01-15T09:30:00.000Z';
const START = { number: 0, at: '1970-01-01T00:00:00.000Z' };

/** Asks a service whose store gives these changes. */
async function ask(url: string, listChanges: ListedChanges) {
  const app = await stubApplication({ listChanges: createListChanges({ listChanges, listByIds }) });
  const response = await clientOf(app).get(url);
  await app.close();
  return response;
}

const changesAfter =
  (count: number): ListedChanges =>
  async (since, limit) => {
    const start = since === null || since instanceof Date ? START : since;
    const items = Array.from({ length: count - start.number }, (_, index) => {
      const number = start.number + index + 1;
      return { number, at: AT, id: `é ${number}`, isDeleted: number % 2 === 0 };
    });
    return { version: 'v', isKnown: start.number <= count, start, items: items.slice(0, limit) };
  };

it('gives changes, and a cursor that goes on where the answer ends', async () => {
  const first = await ask('/v1/changes?limit=2', changesAfter(3));
  expect(first).toMatchObject({
    status: 200,
    body: {
      changes: [
        { kind: 'updated', id: 'é 1', updatedAt: AT, url: '/v1/experiences/%C3%A9%201' },
        { kind: 'deleted', id: 'é 2', updatedAt: AT, url: null, experience: null },
      ],
      hasMore: true,
    },
  });
  const whole = await ask('/v1/changes?limit=2&include=experience', changesAfter(3));
  expect(whole.body.changes).toMatchObject([
    { experience: { id: 'é 1', updatedAt: AT } },
    { experience: null },
  ]);
  const second = await ask(`/v1/changes?since=${first.body.next}`, changesAfter(3));
  expect(second.body).toMatchObject({ changes: [{ id: 'é 3' }], hasMore: false });
  const third = await ask(`/v1/changes?since=${second.body.next}`, changesAfter(3));
  expect(third.body).toEqual({ changes: [], hasMore: false, next: second.body.next });
  expect(third.headers).toMatchObject({ 'cache-control': 'public, max-age=60', etag: expect.anything() });
});

it('takes a day, or an instant with its time zone', async () => {
  const asked: unknown[] = [];
  const listChanges: ListedChanges = async (since) => {
    asked.push(since);
    return { version: 'v', isKnown: true, start: START, items: [] };
  };
  for (const since of [
    '?since=2026-01-15T10:30:00%2B01:00',
    '?since=2026-01-15T09:30:00Z',
    '?since=2026-01-15',
    '',
  ]) {
    expect((await ask(`/v1/changes${since}`, listChanges)).status).toBe(200);
  }
  expect(asked).toEqual([new Date(AT), new Date(AT), new Date('2026-01-15'), null]);
});

it('refuses a cursor of another database, and what is neither a cursor nor an instant', async () => {
  const { next } = (await ask('/v1/changes', changesAfter(3))).body;
  const [list] = JSON.parse(Buffer.from(next, 'base64url').toString());
  const cursor = (...position: readonly unknown[]) =>
    Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
  const lost = await ask(`/v1/changes?since=${cursor(9, AT)}`, changesAfter(3));
  expect(lost).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
  expect(lost.body.detail).toContain('sans « since »');
  for (const since of [
    'hier',
    cursor(-1, AT),
    cursor(1.5, AT),
    cursor(1, '0000-01-01T00:00:00.000Z'),
    cursor(1, 'x'),
    cursor(1, AT, 'x'),
  ]) {
    const { status, body } = await ask(`/v1/changes?since=${since}`, changesAfter(3));
    expect([status, body.code], since).toEqual([400, 'cursor-invalid']);
  }
  for (const since of ['2026-02-30T00:00:00Z', '2026-13-01', '2026-01-15T10:30:00+01:00']) {
    const { status, body } = await ask(`/v1/changes?since=${since}`, changesAfter(3));
    expect([status, body.errors], since).toEqual([400, [expect.objectContaining({ pointer: '/since' })]]);
    expect(body.errors[0].detail).toContain('%2B');
  }
});

it('waits for the first publication', async () => {
  const { status, body } = await ask('/v1/changes', async () => ({
    version: null,
    isKnown: true,
    start: START,
    items: [],
  }));
  expect([status, body.code]).toEqual([503, 'index-not-ready']);
});
