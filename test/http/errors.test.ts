import type { FastifyInstance } from 'fastify';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainFailure } from '../../src/application/common/explain-failure.ts';
import { DomainError, type ErrorCode } from '../../src/domain/errors.ts';
import { FAULTS, isFault } from '../../src/domain/faults.ts';
import { PROBLEMS, statusOf } from '../../src/http/problems/problem-catalogue.ts';
import { clientOf } from './http-client.ts';
import { stubApplication } from './stub-application.ts';

let app: FastifyInstance;
let failure: unknown;
const log: string[] = [];
beforeAll(async () => {
  app = await stubApplication(
    {
      fiches: {
        read: async () => {
          throw failure;
        },
      },
    },
    {},
    { logStream: { write: (line) => log.push(line) } },
  );
});
afterAll(() => app.close());

const JSON_HEADERS = { 'content-type': 'application/json' };

const get = (url: string) => clientOf(app).get(url);

const post = (
  body: string | Buffer,
  headers: Record<string, string> = JSON_HEADERS,
  url = '/v1/recommendations',
) => clientOf(app).post(url).set(headers).send(body);

describe('requests that never reach a use case', () => {
  it.each<[string, () => supertest.Test, number, string]>([
    ['an unknown address', () => get('/v1/recettes'), 404, 'route-not-found'],
    ['a trailing slash', () => get('/v1/themes/'), 404, 'route-not-found'],
    ['another case', () => get('/V1/themes'), 404, 'route-not-found'],
    ['an id that is empty', () => get('/v1/levers/'), 400, 'request-invalid'],
    ['a percent sign alone in a path', () => get('/v1/experiences/100%'), 400, 'url-invalid'],
    ['bytes that are not UTF-8 in a path', () => get('/v1/experiences/%e9'), 400, 'url-invalid'],
    ['a percent sign alone in a query', () => get('/v1/territories?q=100%'), 400, 'url-invalid'],
    ['bytes that are not UTF-8 in a query', () => get('/v1/territories?q=caf%e9'), 400, 'url-invalid'],
    ['a very long id', () => get(`/v1/experiences/${'a'.repeat(301)}`), 414, 'url-too-long'],
    ['a path out of the files', () => get('/assets/../../../package.json'), 404, 'route-not-found'],
    ['the same, encoded', () => get('/assets/%2e%2e%2f%2e%2e%2fpackage.json'), 404, 'route-not-found'],
    ['JSON that is cut', () => post('{"priorities":'), 400, 'json-invalid'],
    ['an empty body', () => post(''), 400, 'json-invalid'],
    ['JSON in Latin-1', () => post(Buffer.from('{"priorities":"épicerie"}', 'latin1')), 400, 'json-invalid'],
    ['__proto__', () => post('{"__proto__":{"limit":1},"themes":["energie"]}'), 400, 'json-invalid'],
    ['text', () => post('priorities=x', { 'content-type': 'text/plain' }), 415, 'content-type-unsupported'],
    [
      'a form',
      () => post('priorities=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'content-type-unsupported',
    ],
    ['no content type', () => post(Buffer.from('{}'), {}), 415, 'content-type-unsupported'],
    ['no body at all', () => clientOf(app).post('/v1/recommendations'), 400, 'request-invalid'],
    ['65 KiB', () => post(JSON.stringify({ priorities: 'a'.repeat(65 * 1024) })), 413, 'body-too-large'],
    ['30,000 nested lists', () => post(`${'['.repeat(30_000)}${']'.repeat(30_000)}`), 400, 'request-invalid'],
    [
      '5,000 unknown keys',
      () => post(`{${Array.from({ length: 5000 }, (_, i) => `"k${i}":1`).join()}}`),
      400,
      'request-invalid',
    ],
    ['a body on an unknown address', () => post('{}', JSON_HEADERS, '/v1/recettes'), 404, 'route-not-found'],
  ])('answers a problem to %s', async (_name, request, status, code) => {
    const response = await request();
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-store');
    const problem = response.body;
    expect(problem).toMatchObject({ status, code, type: `/errors#${code}` });
    expect(problem.title).not.toBe('');
    expect(problem.errors?.length ?? 0).toBeLessThanOrEqual(20);
    expect(response.text.length).toBeLessThan(10_000);
  });

  it('names the methods of an address that exists', async () => {
    const response = await clientOf(app).delete('/v1/recommendations');
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe('GET, HEAD, POST');
    expect(response.body.code).toBe('method-not-allowed');
    const withId = await clientOf(app).put('/v1/experiences/four-a-pain?x=1');
    expect([withId.statusCode, withId.headers.allow]).toEqual([405, 'DELETE, GET, HEAD, PATCH']);
  });

  it.each([
    ['QUERY', '/v1/experiences', 'GET, HEAD'],
    ['PUT', '/v1/experiences', 'GET, HEAD'],
    ['QUERY', '/v1/recommendations', 'GET, HEAD, POST'],
    ['GET', '/v1/recommendations:batch', 'POST'],
    ['PROPFIND', '/v1/changes', 'GET, HEAD'],
    ['TRACE', '/v1/keys/ess_0', 'DELETE'],
  ] as const)('refuses %s on %s', async (method, url, allowed) => {
    // Its clients have no function for QUERY.
    const asked = () => new supertest.Test(app.server, method, url);
    const answers = await Promise.all([
      asked(),
      asked().set(JSON_HEADERS).send('{}'),
      asked().set({ 'content-type': 'text/x' }).send('x'),
    ]);
    for (const { statusCode, headers } of answers)
      expect([statusCode, headers.allow]).toEqual([405, allowed]);
    const [response = expect.unreachable()] = answers;
    expect(response.body).toMatchObject({
      code: 'method-not-allowed',
      detail: expect.stringContaining(method),
    });
  });

  it('knows no method on an unknown address', async () => {
    const response = await new supertest.Test(app.server, 'QUERY', '/v1/recettes');
    expect([response.statusCode, response.body.code]).toEqual([404, 'route-not-found']);
  });

  it('echoes the path of the request, never its query', async () => {
    const response = await get('/v1/recettes/<b>?q=secret');
    expect(response.body.instance).toBe('/v1/recettes/%3Cb%3E');
    expect(response.text).not.toContain('secret');
  });

  it('never cut an address in the middle of an escaped character', async () => {
    for (const length of [280, 281, 282]) {
      const path = `/v1/recettes/${'a'.repeat(length)}${'%C3%A9'.repeat(5)}`;
      const { instance } = (await get(path)).body;
      expect(instance).not.toMatch(/%(?![\dA-F]{2})/);
      expect(instance.length).toBe(300);
    }
  });
});

describe('errors of use cases', () => {
  /** Details of any error. */
  const DETAILS = {
    id: 'x',
    into: 'y',
    code: 'x',
    index: 0,
    valid: ['energie'],
    paths: [['difficulties', 0]],
    nearest: [],
    candidates: [],
  };

  it.each([...Object.keys(FAULTS).filter(isFault), 'model-invalid' as const])(
    'answers %s with its status',
    async (code) => {
      failure = new DomainError<ErrorCode>(code, 'Message secret pour qui exploite.', DETAILS);
      const response = await get('/v1/experiences/x').retry(0);
      const status = isFault(code) ? statusOf(code) : 500;
      expect(response.statusCode).toBe(status);
      expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      const isClientError = status < 500;
      expect(response.text.includes('secret')).toBe(isClientError);
      expect('requestId' in response.body).toBe(!isClientError);
      expect(response.headers['retry-after'] !== undefined).toBe(status === 503 || status === 429);
      expect(explainFailure(failure)?.fault).toBe(status < 429 ? 'request' : 'service');
    },
  );

  it.each([
    ['cursor-invalid', 400],
    ['experience-not-found', 404],
    ['import-ended', 409],
    ['changed-meanwhile', 412],
    ['import-unreadable', 422],
    ['import-refused', 422],
    ['territory-unknown', 422],
    ['import-queue-full', 429],
    ['store-unavailable', 503],
  ] as const)('answers %s with %d, the status that clients know', (code, status) => {
    expect(statusOf(code)).toBe(status);
  });

  it('shows only the request id of an unknown error, and logs it without its values', async () => {
    failure = new Error('Failed query: select 1\nparams: mes priorités', {
      cause: new TypeError('the cause'),
    });
    const response = await get('/v1/experiences/x').set({ 'x-request-id': 'r-1' });
    expect(response.body).toEqual({
      type: '/errors#internal',
      title: PROBLEMS.internal.title,
      status: 500,
      detail: PROBLEMS.internal.advice,
      instance: '/v1/experiences/x',
      code: 'internal',
      requestId: 'r-1',
    });
    const line = log.find((each) => each.includes('Failed query'));
    expect(line).toContain('the cause');
    expect(line).toContain('r-1');
    expect(log.join('')).not.toContain('priorités');
  });

  it('answers a thrown value that is not an Error', async () => {
    failure = 'a string';
    expect((await get('/v1/experiences/x')).body.code).toBe('internal');
  });
});
