import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CorrectionOptions } from '../../src/application/edit/correct-experience.ts';
import type { Essaimage } from '../../src/application/essaimage.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { WebBuild } from '../../src/http/pages/web-build.ts';
import { clientOf } from './http-client.ts';
import { builtPages } from './start-application.ts';
import { EXPERIENCE, FICHE, stubApplication } from './stub-application.ts';

const QUESTION = '/v1/recommendations?territory=35236&priorities=ouvrir%20une%20%C3%A9picerie';
const BODY = JSON.stringify({ territory: { code: '35236' }, priorities: 'ouvrir une épicerie' });
const postOf = (body: string) =>
  [
    'POST /v1/recommendations HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
const PATIENCE = { timeout: 30_000 };
const ANY_PORT = { host: '127.0.0.1', port: 0 };
const IDLE = { waiting: 0, estimatedWaitMs: 0 };
/** Longer than the system buffers for a connection that its client does not read. */
const LONG_EXPERIENCE = { ...EXPERIENCE, summary: 'a'.repeat(16 * 1024 * 1024) };

/** Waits until the signal aborts, then rejects with its reason. */
function waitForEnd(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}

/** Starts a service with a busy model, whose questions end only when aborted. */
async function busyApplication(
  estimatedWaitMs: number,
  others: Partial<Essaimage> = {},
  perMinute = 1_000_000,
) {
  const recommend = vi.fn((_request: unknown, signal?: AbortSignal) => waitForEnd(signal));
  const load = { waiting: 9, estimatedWaitMs };
  const app = await stubApplication(
    {
      ...others,
      recommend,
      readLoad: () => ({ embedder: load, store: IDLE }),
    },
    { rateLimitPerMinute: perMinute },
  );
  onTestFinished(() => app.close());
  return { app, recommend };
}

async function openSocket(address: string, localAddress = '127.0.0.1'): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connect({ port: Number(port), host: hostname, localAddress });
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return socket;
}

/** Requests in flight from which a line refuses a newcomer that would wait too long. */
const BUSY = 8;

/**
 * Sends `count` requests, two a client, aborted when the test ends; waits for `total` calls of `started`. They are
 * injected: supertest leaves unsettled a request that it may send again.
 */
async function ask(
  app: FastifyInstance,
  count: number,
  started: ReturnType<typeof vi.fn>,
  total = count,
  url = QUESTION,
  client = '127.0.2',
): Promise<void> {
  const clients = Array.from({ length: count }, () => new AbortController());
  const answers = clients.map(({ signal }, n) =>
    app.inject({ url, signal, remoteAddress: `${client}.${n >> 1}` }).catch(() => {}),
  );
  onTestFinished(async () => {
    for (const client of clients) client.abort();
    await Promise.all(answers);
  });
  await vi.waitFor(() => expect(started).toHaveBeenCalledTimes(total), PATIENCE);
}

describe('an overloaded service', () => {
  it('refuses a question that would wait too long, with Retry-After', async () => {
    const { app, recommend } = await busyApplication(4_200);
    await ask(app, BUSY, recommend);
    const answer = await clientOf(app).get(QUESTION);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': '5',
    });
    expect(answer.body).toMatchObject({ code: 'overloaded', status: 503 });
    expect(recommend).toHaveBeenCalledTimes(BUSY);
  });

  it.each(['atom', 'json'])('refuses the feed of a question alike: %s', async (format) => {
    const { app, recommend } = await busyApplication(4_200);
    await ask(app, BUSY, recommend);
    const answer = await clientOf(app).get(`/v1/feed.${format}?priorities=ouvrir%20une%20%C3%A9picerie`);
    expect([answer.statusCode, answer.body.code]).toEqual([503, 'overloaded']);
  });

  it('refuses before it reads the body', async () => {
    const { app, recommend } = await busyApplication(4_200);
    await ask(app, BUSY, recommend);
    const socket = await openSocket(await app.listen(ANY_PORT));
    const answer = once(socket, 'data');
    const head = ['Host: localhost', 'Content-Type: application/json', 'Content-Length: 60000'];
    socket.write(`POST /v1/recommendations HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
    expect(String((await answer)[0])).toMatch(/^HTTP\/1\.1 503 /);
  });

  it('serves probes, and routes that do not need the model', async () => {
    const list = { listRecentExperiences: async () => ({ items: [], territory: null }) };
    const { app, recommend } = await busyApplication(4_200, list);
    await ask(app, BUSY, recommend);
    for (const url of [
      '/v1/feed.atom?theme=mobilite',
      '/v1/territories?q=rennes',
      '/v1/experiences/four-a-pain',
      '/health/live',
      '/metrics',
    ]) {
      expect((await clientOf(app).get(url)).statusCode, url).toBe(200);
    }
  });

  it('accepts a question while few are in flight: one long job is no reason to refuse', async () => {
    const { app, recommend } = await busyApplication(4_200);
    await ask(app, BUSY - 1, recommend);
    const last = new AbortController();
    const answer = app.inject({ url: QUESTION, signal: last.signal }).catch(() => {});
    await vi.waitFor(() => expect(recommend).toHaveBeenCalledTimes(BUSY), PATIENCE);
    last.abort();
    await answer;
  });

  it('gives no place to a request refused for its key', async () => {
    const authenticateKey = async () => {
      throw new DomainError('key-invalid', 'Cette clé n’est pas valable.', {});
    };
    const { app, recommend } = await busyApplication(4_200, { authenticateKey });
    await ask(app, BUSY - 1, recommend);
    const refused = await clientOf(app).get(QUESTION).set({ authorization: 'Bearer rien' });
    expect(refused.body).toMatchObject({ code: 'key-invalid' });
    await ask(app, 1, recommend, BUSY, QUESTION, '127.0.3');
    expect((await clientOf(app).get(QUESTION)).body).toMatchObject({ code: 'overloaded' });
  });

  it('gives no place to a request whose body never ends: a crowd of them refuses nobody', async () => {
    const { app, recommend } = await busyApplication(4_200);
    const received = vi.fn();
    app.server.on('request', received);
    const address = await app.listen(ANY_PORT);
    for (let n = 0; n < 2 * BUSY; n += 1) {
      // Each from its own address: the share of a client is another bound.
      const socket = await openSocket(address, `127.0.0.${n + 2}`);
      socket.write(postOf(BODY).slice(0, -1));
    }
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(2 * BUSY), PATIENCE);
    await ask(app, 1, recommend);
  });

  it('runs two requests of one client at once: its third waits, those of others do not', async () => {
    const { app, recommend } = await busyApplication(0, {}, 300);
    const [first, others] = [new AbortController(), new AbortController()];
    const sent = [first, others, others].map(({ signal }) =>
      app.inject({ url: QUESTION, signal, remoteAddress: '127.0.3.1' }).catch(() => {}),
    );
    await vi.waitFor(() => expect(recommend).toHaveBeenCalledTimes(2), PATIENCE);
    await ask(app, 2, recommend, 4);
    first.abort();
    await vi.waitFor(() => expect(recommend).toHaveBeenCalledTimes(5), PATIENCE);
    others.abort();
    await Promise.all(sent);
  });

  it('runs the calls of a page within its turn', async () => {
    const read = vi.fn(async () => {
      await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(6), PATIENCE);
      return FICHE;
    });
    const handle: WebBuild['handle'] = async (_asked, _pattern, { fetchApi }) => {
      const url = 'http://localhost/v1/experiences/four-a-pain';
      const calls = Array.from({ length: 3 }, () => fetchApi(new Request(url)));
      return new Response(String((await Promise.all(calls)).map(({ status }) => status)));
    };
    const web = { ...(await builtPages()), handle };
    const app = await stubApplication({ fiches: { read } }, { rateLimitPerMinute: 300 }, { web });
    onTestFinished(() => app.close());
    const pages = await Promise.all(['/themes', '/leviers'].map((url) => clientOf(app).get(url)));
    expect(pages.map(({ text }) => text)).toEqual(['200,200,200', '200,200,200']);
  });

  it('lets a page of another site read the refusal', async () => {
    const { app, recommend } = await busyApplication(4_200);
    await ask(app, BUSY, recommend);
    const headers = { origin: 'https://collectivite.example', 'x-request-id': 'essai-1' };
    const answer = await clientOf(app).get(QUESTION).set(headers);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringContaining('Retry-After'),
      'x-content-type-options': 'nosniff',
      'x-request-id': 'essai-1',
      'cache-control': 'no-store',
    });
    expect(answer.body).toMatchObject({ requestId: 'essai-1', instance: '/v1/recommendations' });
  });

  it('refuses without authenticating the key', async () => {
    const authenticateKey = vi.fn(() => Promise.reject(new Error('unreachable')));
    const { app, recommend } = await busyApplication(4_200, { authenticateKey });
    await ask(app, BUSY, recommend);
    const answer = await clientOf(app).get(QUESTION).set({ authorization: 'Bearer rien' });
    expect(answer.body).toMatchObject({ code: 'overloaded' });
    expect(authenticateKey).not.toHaveBeenCalled();
  });

  it('frees the place of a ready answer before a slow client reads it', async () => {
    const app = await stubApplication({
      fiches: { read: async () => ({ ...FICHE, experience: LONG_EXPERIENCE }) },
      readLoad: () => ({ embedder: IDLE, store: { waiting: 9, estimatedWaitMs: 4_200 } }),
    });
    onTestFinished(() => app.close());
    const address = await app.listen(ANY_PORT);
    for (let n = 0; n < BUSY; n += 1) {
      const socket = await openSocket(address);
      socket.write('GET /v1/experiences/four-a-pain HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await once(socket, 'readable', { signal: AbortSignal.timeout(PATIENCE.timeout) });
    }
    const answer = await clientOf(app).get('/v1/experiences/four-a-pain');
    expect(answer.statusCode).toBe(200);
  });

  it('limits a burst before its first measure', async () => {
    const { app, recommend } = await busyApplication(0);
    await ask(app, 16, recommend);
    const answer = await clientOf(app).get(QUESTION);
    expect(answer.body).toMatchObject({ code: 'overloaded' });
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('accepts at most 128 reads in flight, at any expected wait', async () => {
    const read = vi.fn((_reader: unknown, _id: unknown, signal?: AbortSignal) => waitForEnd(signal));
    const app = await stubApplication({
      fiches: { read },
      readLoad: () => ({ embedder: IDLE, store: IDLE }),
    });
    onTestFinished(() => app.close());
    await ask(app, 128, read, 128, '/v1/experiences/four-a-pain');
    expect((await clientOf(app).get('/v1/experiences/four-a-pain')).body).toMatchObject({
      code: 'overloaded',
    });
  });
});

describe('a request', () => {
  it('fails at its deadline', async () => {
    const recommend = vi.fn((_request: unknown, signal?: AbortSignal) => waitForEnd(signal));
    const app = await stubApplication({ recommend }, { requestTimeoutMs: 50 });
    onTestFinished(() => app.close());
    const answer = await clientOf(app).get(QUESTION);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.body).toMatchObject({ code: 'deadline-exceeded' });
  });

  it('ends a correction at its deadline, before it is written', async () => {
    const correct = vi.fn(
      (_id: unknown, _patch: unknown, _editor: unknown, options: CorrectionOptions = {}) =>
        waitForEnd(options.signal),
    );
    const authenticateKey = async () => ({ prefix: 'ess_essai', scopes: ['import'] as const });
    const fiches = { correct };
    const app = await stubApplication({ fiches, authenticateKey }, { requestTimeoutMs: 50 });
    onTestFinished(() => app.close());
    const headers = { authorization: 'Bearer ess_essai' };
    const url = '/v1/experiences/four-a-pain';
    const answer = await clientOf(app).patch(url).set(headers).send({ year: 2020 });
    expect(answer.body).toMatchObject({ code: 'deadline-exceeded' });
  });

  it.each([
    ['GET', `GET ${QUESTION} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
    ['POST', postOf(BODY)],
  ])('is aborted when its client disconnects, not before (%s)', async (_method, sent) => {
    const { app, recommend } = await busyApplication(0);
    const socket = await openSocket(await app.listen(ANY_PORT));
    socket.write(sent);
    await vi.waitFor(() => expect(recommend).toHaveBeenCalledOnce(), PATIENCE);
    const signal = recommend.mock.calls[0]?.[1];
    expect(signal?.aborted).toBe(false);
    socket.destroy();
    await vi.waitFor(() => expect(signal?.aborted).toBe(true), PATIENCE);
    // The name by which metrics tell an abort from a failure.
    expect(signal?.reason).toMatchObject({ name: 'AbortError' });
  });
});
