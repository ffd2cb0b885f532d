import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Essaimage } from '../../src/application/essaimage.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { ClientGoneError } from '../../src/http/plugins/cancellation.ts';
import { createMemoryAnswerStore } from '../fakes/memory-answer-store.ts';
import { clientOf } from './http-client.ts';
import { stubApplication } from './stub-application.ts';

const answers = createMemoryAnswerStore();
const give = vi.fn<Essaimage['feedback']['give']>();
const requestImport = vi.fn();
const createKey = vi.fn();
let count = 0;

let app: FastifyInstance;
beforeAll(async () => {
  app = await stubApplication({
    answers,
    feedback: { give, takeBack: async () => {} },
    imports: { request: requestImport },
    keys: { create: createKey, list: async () => [] },
    authenticateKey: async (token) => ({
      prefix: `ess_${token}`,
      scopes: ['import', 'read:members', 'admin'],
    }),
  });
});
afterAll(() => app.close());
beforeEach(() => {
  answers.rows.clear();
  give.mockReset().mockImplementation(async (opinion) => {
    count += 1;
    return { ...opinion, id: `fb_${count}`, rankingVersion: '1', createdAt: '2026-01-15T09:30:00.000Z' };
  });
});

const OPINION = {
  recommendationId: `rec_${'0'.repeat(20)}`,
  leverId: 'locaux',
  verdict: 'useful',
  comment: 'Un mot que personne d’autre ne lit.',
};

interface Options {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
  readonly address?: string;
}

async function send(
  key: string | undefined,
  given: object = {},
  { url = '/v1/feedback', headers, body = { ...OPINION, ...given }, address }: Options = {},
) {
  return await clientOf(app, address)
    .post(url)
    .set({ ...(key === undefined ? {} : { 'idempotency-key': key }), ...headers })
    .send(body);
}

it('gives the first answer again to the same request with the same key', async () => {
  const key = randomUUID();
  const first = await send(key);
  expect(first.statusCode).toBe(201);
  for (const again of [key, `"${key}"`]) {
    const { statusCode, text, headers } = await send(again);
    expect([statusCode, text]).toEqual([201, first.text]);
    expect(headers).toMatchObject({
      location: first.headers.location,
      'content-type': first.headers['content-type'],
      'content-length': first.headers['content-length'],
    });
  }
  expect(give).toHaveBeenCalledTimes(1);
  expect((await send(randomUUID())).text).not.toBe(first.text);
  expect((await send(undefined)).statusCode).toBe(201);
  expect(give).toHaveBeenCalledTimes(3);
});

it('frees the key when its client leaves before anything is written', async () => {
  const key = randomUUID();
  give.mockRejectedValueOnce(new ClientGoneError());
  await send(key);
  expect((await send(key)).statusCode).toBe(201);
});

it('refuses the key for another body or another address, and treats another caller apart', async () => {
  const key = randomUUID();
  await send(key);
  const other = await send(key, { verdict: 'not-useful' });
  expect([other.statusCode, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  expect(give).toHaveBeenCalledTimes(1);
  const keyed = await send(key, {}, { headers: { authorization: 'Bearer a' } });
  expect(keyed.body.id).toBe(`fb_${count}`);
  expect(give).toHaveBeenCalledTimes(2);
  // A client whose address changes between two attempts is still the same.
  await send(key, {}, { address: '127.0.0.7' });
  expect(give).toHaveBeenCalledTimes(2);
});

it('refuses the key while its first request runs', async () => {
  const key = randomUUID();
  let finish = () => {};
  give.mockImplementationOnce(async (opinion) => {
    await new Promise<void>((resolve) => (finish = resolve));
    return { ...opinion, id: 'fb_lent', rankingVersion: '1', createdAt: '2026-01-15T09:30:00.000Z' };
  });
  const first = send(key);
  await vi.waitFor(() => expect(give).toHaveBeenCalledTimes(1));
  const second = await send(key);
  expect([second.statusCode, second.body.code]).toEqual([409, 'request-unanswered']);
  expect(second.headers['retry-after']).toBe('5');
  finish();
  expect((await first).body.id).toBe('fb_lent');
  expect((await send(key)).body.id).toBe('fb_lent');
});

it('frees the key of a refusal, and keeps that of a failure whose outcome is unknown', async () => {
  const key = randomUUID();
  give.mockRejectedValueOnce(new DomainError('lever-not-found', 'Levier inconnu.', { id: 'x' }));
  expect((await send(key)).statusCode).toBe(404);
  expect((await send(key, { leverId: 'scic' })).statusCode).toBe(201);
  for (const [error, status] of [
    [new TypeError('broken'), 500],
    [new DomainError('store-unavailable', 'La base ne répond pas.', { reason: 'x' }), 503],
  ] as const) {
    const failed = randomUUID();
    give.mockRejectedValueOnce(error);
    expect((await send(failed)).statusCode).toBe(status);
    const again = await send(failed);
    expect([again.statusCode, again.body.code]).toEqual([409, 'request-unanswered']);
  }
});

it.each([
  '',
  'trop-court',
  'a'.repeat(129),
  `"${'a'.repeat(129)}"`,
  `${'a'.repeat(16)} b`,
  `${'é'.repeat(16)}`,
  '"aaaaaaaaaaaaaaaa',
])('refuses the key %j', async (key) => {
  const response = await send(key);
  expect(response.statusCode).toBe(400);
  expect(response.body.errors).toMatchObject([{ in: 'header', pointer: '/idempotency-key' }]);
  expect(give).not.toHaveBeenCalled();
});

it('compares the bytes of a document, and where it is sent', async () => {
  requestImport.mockImplementation(async (origin) => ({
    id: 'imp-1',
    state: 'queued',
    source: { kind: 'content', name: origin.name, mediaType: null, byteCount: origin.bytes.byteLength },
    isDryRun: false,
    policy: { publishAbove: null, publishFiches: true, access: 'members' },
    progress: null,
    report: null,
    failure: null,
    actor: 'ess_a',
    createdAt: '2026-01-15T09:30:00.000Z',
    startedAt: null,
    endedAt: null,
  }));
  const key = randomUUID();
  const upload = (body: string, url = '/v1/imports?name=a.txt') =>
    send(key, {}, { url, body, headers: { authorization: 'Bearer a', 'content-type': 'text/plain' } });
  const first = await upload('une page');
  expect(first.statusCode).toBe(202);
  expect((await upload('une page')).text).toBe(first.text);
  expect((await upload('une autre')).statusCode).toBe(422);
  expect((await upload('une page', '/v1/imports?name=b.txt')).statusCode).toBe(422);
  expect(requestImport).toHaveBeenCalledTimes(1);
});

it('stores nothing that a copy of the database would show', async () => {
  const key = randomUUID();
  const { body } = await send(key);
  const stored = JSON.stringify(
    [...answers.rows].map(([digest, { fingerprint, answer }]) => [
      digest,
      fingerprint,
      Buffer.from(answer ?? []).toString('latin1'),
    ]),
  );
  expect(answers.rows.size).toBe(1);
  for (const secret of [key, body.id, 'personne', '127.0.0.1']) expect(stored).not.toContain(secret);
});

it('is refused where the answer shows a secret', async () => {
  const body = { label: 'x', scopes: ['import'] };
  const headers = { authorization: 'Bearer a' };
  const response = await send(randomUUID(), {}, { url: '/v1/keys', body, headers });
  expect(response.statusCode).toBe(400);
  expect(response.body.errors).toMatchObject([{ in: 'header', pointer: '/idempotency-key' }]);
  expect(createKey).not.toHaveBeenCalled();
  expect(answers.rows.size).toBe(0);
});
