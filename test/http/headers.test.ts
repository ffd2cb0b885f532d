import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from './http-client.ts';
import { stubApplication } from './stub-application.ts';

const URL = '/v1/experiences/four-a-pain';

let app: FastifyInstance;
const log: string[] = [];
beforeAll(async () => {
  app = await stubApplication({}, {}, { logStream: { write: (line) => log.push(line) } });
});
afterAll(() => app.close());

const get = (url: string, headers = {}) => clientOf(app).get(url).set(headers);

async function withApplication<T>(
  config: Parameters<typeof stubApplication>[1],
  use: (app: FastifyInstance) => Promise<T>,
): Promise<T> {
  const other = await stubApplication({}, config);
  try {
    return await use(other);
  } finally {
    await other.close();
  }
}

describe('X-Request-Id', () => {
  it('comes back when it is safe to log, and is replaced otherwise', async () => {
    const idFor = async (given?: string) =>
      (await get(URL, given === undefined ? {} : { 'x-request-id': given })).headers['x-request-id'];
    expect(await idFor('abc-1.2_3')).toBe('abc-1.2_3');
    expect(await idFor()).toMatch(/^[\da-f-]{36}$/);
    for (const hostile of ['a'.repeat(65), 'a b', '<script>', 'é', '']) {
      expect(await idFor(hostile)).toMatch(/^[\da-f-]{36}$/);
    }
  });

  it('is on every kind of error too', async () => {
    for (const url of ['/nulle-part', '/v1/experiences/%zz', '/v1/territories']) {
      const { headers } = await get(url, { 'x-request-id': 'r-9' });
      expect(headers['x-request-id']).toBe('r-9');
    }
  });
});

describe('caching', () => {
  it('gives an ETag, and answers it with 304 without a body', async () => {
    const first = await get(URL);
    const { etag } = first.headers;
    expect(etag).toMatch(/^W\/"/);
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    const strong = String(etag).replace('W/', '');
    for (const known of [etag, strong, `"other", ${etag}`, '*']) {
      const response = await get(URL, { 'if-none-match': String(known) });
      expect([response.statusCode, response.text]).toEqual([304, '']);
      expect(response.headers.etag).toBe(etag);
    }
    const other = await get(URL, { 'if-none-match': '"other"' });
    expect([other.statusCode, other.text]).toEqual([200, first.text]);
  });

  it('gives HEAD the headers of GET', async () => {
    const [whole, head] = [await get(URL), await clientOf(app).head(URL)];
    expect(head.statusCode).toBe(200);
    expect(head.headers.etag).toBe(whole.headers.etag);
  });

  it('is off for errors, health and metrics', async () => {
    for (const url of ['/v1/nulle-part', '/v1/territories', '/health/live', '/health/ready', '/metrics']) {
      const { headers } = await get(url, { 'if-none-match': '*' });
      expect(headers['cache-control'], url).toBe('no-store');
      expect(headers.etag).toBeUndefined();
    }
  });
});

describe('compression', () => {
  it('applies to large answers, for clients that accept it, with the same ETag', async () => {
    const plain = await get(URL);
    const small = await get('/health/live', { 'accept-encoding': 'br' });
    const compressed = await get(URL, { 'accept-encoding': 'br' });
    expect(small.headers['content-encoding']).toBeUndefined();
    expect(compressed.headers['content-encoding']).toBe('br');
    expect(compressed.text).toBe(plain.text);
    expect(compressed.headers.etag).toBe(plain.headers.etag);
    expect(String(compressed.headers.vary).toLowerCase()).toContain('accept-encoding');
  });
});

describe('rate limit', () => {
  it('counts by address, gives the remaining count, then refuses with a problem', async () => {
    await withApplication({ rateLimitPerMinute: 2 }, async (limited) => {
      const first = await clientOf(limited).get(URL);
      expect(first.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' });
      await clientOf(limited).get('/nulle-part');
      const refused = await clientOf(limited).get(URL);
      expect(refused.statusCode).toBe(429);
      expect(refused.body.code).toBe('rate-limited');
      expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      const elsewhere = await clientOf(limited, '127.0.0.7').get(URL);
      expect(elsewhere.statusCode).toBe(200);
      for (const url of ['/health/live', '/health/ready', '/metrics']) {
        expect((await clientOf(limited).get(url)).statusCode).toBe(200);
      }
    });
  });

  it('trusts the nearest proxy only, and only when configured to', async () => {
    const statuses = (trustProxy: boolean, forwarded: string[]) =>
      withApplication({ rateLimitPerMinute: 1, trustProxy }, async (limited) => {
        const codes = [];
        for (const address of forwarded) {
          const headers = { 'x-forwarded-for': address };
          codes.push((await clientOf(limited).get(URL).set(headers)).statusCode);
        }
        return codes;
      });
    expect(await statuses(false, ['192.0.2.1', '192.0.2.2'])).toEqual([200, 429]);
    expect(await statuses(true, ['192.0.2.1', '192.0.2.2'])).toEqual([200, 200]);
    expect(await statuses(true, ['198.51.100.1, 192.0.2.1', '198.51.100.2, 192.0.2.1'])).toEqual([200, 429]);
  });
});

describe('other origins', () => {
  const preflight = { origin: 'https://a.example', 'access-control-request-method': 'POST' };

  it('may read and POST questions by default, without credentials', async () => {
    const read = await get(URL, { origin: 'https://a.example' });
    expect(read.headers['access-control-allow-origin']).toBe('*');
    expect(read.headers['access-control-allow-credentials']).toBeUndefined();
    expect(read.headers['access-control-expose-headers']).toContain('ETag');
    const asked = await clientOf(app).options('/v1/recommendations').set(preflight);
    expect(asked.statusCode).toBe(204);
    expect(asked.headers['access-control-allow-methods']).toBe('GET, HEAD, POST');
    expect(asked.headers['access-control-allow-headers']).not.toContain('Authorization');
  });

  it('may read errors of the API, but neither metrics nor health', async () => {
    const headers = { origin: 'https://a.example' };
    const error = await get('/v1/territories', headers);
    expect(error.headers['access-control-allow-origin']).toBe('*');
    for (const request of [clientOf(app).get('/v1/nulle-part'), clientOf(app).put('/v1/themes')]) {
      const unknown = await request.set(headers);
      expect([404, 405]).toContain(unknown.statusCode);
      expect(unknown.headers['access-control-allow-origin']).toBe('*');
    }
    for (const url of ['/metrics', '/health/ready']) {
      expect((await get(url, headers)).headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('are limited to those that the configuration lists', async () => {
    await withApplication({ corsOrigins: ['https://a.example'] }, async (listed) => {
      const allowed = async (origin: string) =>
        (await clientOf(listed).get(URL).set({ origin })).headers['access-control-allow-origin'];
      expect(await allowed('https://a.example')).toBe('https://a.example');
      expect(await allowed('https://b.example')).toBeUndefined();
    });
  });
});

describe('security', () => {
  it('lets pages run files of the service only, without camera, microphone or position', async () => {
    for (const url of ['/openapi.json', '/errors', URL]) {
      const { headers } = await get(url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toContain('http');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['permissions-policy']).toContain('camera=(), geolocation=(), microphone=()');
    }
  });
});

describe('log', () => {
  it('has one line per request, with the route pattern and no value of the request', async () => {
    const secret = randomUUID();
    const before = log.length;
    await get(`/v1/territories?q=${secret}`, { 'x-request-id': 'r-2' });
    await get(`/v1/experiences/${secret}?x=${secret}`);
    await get(`/${secret}`);
    await clientOf(app).post('/v1/recommendations').send({ priorities: secret, zut: secret });
    const lines = log.slice(before).map((line) => JSON.parse(line));
    expect(lines.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['GET', '/v1/territories', 200],
      ['GET', '/v1/experiences/:id', 400],
      ['GET', null, 404],
      ['POST', '/v1/recommendations', 400],
    ]);
    expect(lines[0]).toMatchObject({ requestId: 'r-2', durationMs: expect.any(Number) });
    expect(log.join('')).not.toContain(secret);
  });
});

describe('metrics', () => {
  it('label routes by their pattern', async () => {
    await get(URL);
    await get('/nulle-part-ailleurs');
    const { text, headers } = await get('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/v1\/experiences\/:id",status_code="200"\}/,
    );
    expect(text).toMatch(/route="__unknown__",status_code="404"/);
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('nulle-part-ailleurs');
  });
});

it('accepts a DELETE that announces JSON and has no body', async () => {
  const takeBack = async () => {};
  const other = await stubApplication({
    feedback: { takeBack },
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await clientOf(other).delete('/v1/feedback/fb_0123456789abcdefghijkl').set(headers);
  await other.close();
  expect(answer.statusCode).toBe(204);
});
