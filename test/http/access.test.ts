import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyHolder, Scope } from '../../src/domain/access/api-key.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { Audience } from '../../src/domain/experience/experience.ts';
import { audienceOf } from '../../src/http/input/audience.ts';
import { guardRoutes } from '../../src/http/plugins/access.ts';
import { limitRates } from '../../src/http/plugins/rate-limit.ts';
import { clientOf } from './http-client.ts';
import { FICHE, stubApplication } from './stub-application.ts';

/** Accepts any key whose token lists scopes, as `read:members+import`. */
async function authenticateKey(token: string): Promise<KeyHolder> {
  const scopes = token.split('+').filter((each): each is Scope => each !== '' && !each.startsWith('x'));
  if (scopes.length === 0) throw new DomainError('key-invalid', 'Clé refusée.', {});
  return { prefix: `ess_${token}`, scopes };
}

let app: FastifyInstance;
let seen: { audience: Audience; mayEdit: boolean } | null = null;
const log: string[] = [];
beforeAll(async () => {
  app = await stubApplication(
    {
      authenticateKey,
      fiches: {
        async read(_id, reader) {
          seen = reader;
          return FICHE;
        },
      },
      keys: { list: async () => [] },
    },
    {},
    { logStream: { write: (line) => log.push(line) } },
  );
});
afterAll(() => app.close());

const FICHE_URL = '/v1/experiences/four-a-pain';

function get(url: string, authorization?: string) {
  return clientOf(app)
    .get(url)
    .set(authorization === undefined ? {} : { authorization });
}

describe('a key', () => {
  it.each([
    [undefined, 'public', false],
    ['Bearer read:members', 'members', false],
    ['bearer  read:members', 'members', false],
    ['Bearer import', 'public', true],
    ['Bearer admin', 'public', false],
    ['Bearer read:members+import', 'members', true],
  ])('%s reads as %s', async (authorization, audience, mayEdit) => {
    expect((await get(FICHE_URL, authorization)).statusCode).toBe(200);
    expect(seen).toEqual({ audience, mayEdit });
  });

  it.each(['Bearer xwrong', 'Bearer', 'Bearer ', 'read:members', 'Basic cmVhZDptZW1iZXJz', 'Bearer a b', ''])(
    'given as %j is refused with 401, even where none is needed',
    async (authorization) => {
      seen = null;
      const response = await get(FICHE_URL, authorization);
      expect(response.statusCode).toBe(401);
      expect(response.body.code).toBe('key-invalid');
      expect(response.headers['www-authenticate']).toBe('Bearer realm="essaimage", error="invalid_token"');
      expect(response.headers['cache-control']).toBe('no-store');
      expect(seen).toBeNull();
    },
  );

  it('with the scope of the route is required before the body is read', async () => {
    const ask = (authorization?: string) =>
      clientOf(app)
        .post('/v1/imports')
        .set({ 'content-type': 'image/png', ...(authorization === undefined ? {} : { authorization }) })
        .send('x'.repeat(100_000));
    const without = await ask();
    expect([without.statusCode, without.body.code]).toEqual([401, 'key-required']);
    expect(without.headers['www-authenticate']).toBe('Bearer realm="essaimage"');
    const other = await ask('Bearer read:members+admin');
    expect([other.statusCode, other.body.code]).toEqual([403, 'scope-missing']);
    expect(other.headers['www-authenticate']).toContain('error="insufficient_scope", scope="import"');
    const half = await ask('Bearer import');
    expect([half.statusCode, half.body.code]).toEqual([403, 'scope-missing']);
    expect(half.headers['www-authenticate']).toContain('scope="read:members"');
    expect((await ask('Bearer import+read:members')).body.code).toBe('content-type-unsupported');
    expect((await get('/v1/keys', 'Bearer import')).body.detail).toContain('« admin »');
    expect((await get('/v1/keys', 'Bearer admin')).body).toEqual({ keys: [], next: null });
  });

  it('is not read by open routes', async () => {
    for (const url of ['/health/live', '/metrics', '/openapi.json', '/errors']) {
      expect((await get(url, 'Basic b3RoZXI6cHJveHk=')).statusCode, url).toBe(200);
    }
  });

  it('never appears in logs or metrics', async () => {
    await get(FICHE_URL, 'Bearer read:members+xsecret');
    await get(FICHE_URL, 'Bearer xsecret');
    await get('/v1/keys', 'Bearer import+xsecret');
    const measures = await get('/metrics');
    expect(log.join('') + measures.text).not.toContain('xsecret');
  });

  it('makes the answer private: no cache, no ETag', async () => {
    const open = await get(FICHE_URL);
    expect(open.headers).toMatchObject({ 'cache-control': 'public, max-age=60' });
    const headers = { authorization: 'Bearer read:members', 'if-none-match': String(open.headers.etag) };
    const keyed = await clientOf(app).get(FICHE_URL).set(headers);
    expect(keyed.statusCode).toBe(200);
    expect(keyed.headers['cache-control']).toBe('private, no-store');
    expect(keyed.headers.etag).toBeUndefined();
    for (const { headers } of [open, keyed]) expect(headers.vary).toContain('Authorization');
  });

  it('cannot be sent by a page of another origin, and Vary lists Origin too', async () => {
    const listed = await stubApplication({ authenticateKey }, { corsOrigins: ['https://a.example'] });
    const read = await clientOf(listed).get('/v1/territories?q=x').set({ origin: 'https://a.example' });
    expect(String(read.headers.vary).toLowerCase()).toMatch(/origin.*authorization/);
    const preflight = await clientOf(listed).options('/v1/experiences/x').set({
      origin: 'https://a.example',
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization',
    });
    expect(preflight.headers['access-control-allow-headers']).not.toMatch(/authorization/i);
    expect(preflight.headers['access-control-allow-methods']).toBe('GET, HEAD, POST');
    await listed.close();
  });
});

describe('the rate limit', () => {
  it('counts a key from any address, and an address with any key', async () => {
    const limited = await stubApplication({ authenticateKey }, { rateLimitPerMinute: 2 });
    const ask = async (authorization: string, address: string) => {
      const response = await clientOf(limited, address).get('/v1/territories?q=x').set({ authorization });
      return [response.statusCode, response.headers['ratelimit-remaining']];
    };
    expect(await ask('Bearer import', '127.0.0.1')).toEqual([200, '1']);
    expect(await ask('Bearer import', '127.0.0.2')).toEqual([200, '0']);
    const refused = await clientOf(limited, '127.0.0.3')
      .get('/v1/territories?q=x')
      .set({ authorization: 'Bearer import' });
    expect([refused.statusCode, refused.body.code]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await ask('Bearer admin', '127.0.0.4')).toEqual([200, '1']);
    expect(await ask('Bearer xwrong', '127.0.0.4')).toEqual([401, '0']);
    expect((await ask('Bearer xother', '127.0.0.4'))[0]).toBe(429);
    await limited.close();
  });

  it('counts a /64 of IPv6 as an address, a /48 as four, and IPv4 within IPv6 as IPv4', async () => {
    const limited = await stubApplication({}, { rateLimitPerMinute: 1 });
    const ask = async (remoteAddress: string) =>
      (await limited.inject({ url: '/v1/territories?q=x', remoteAddress })).statusCode;
    expect([await ask('2001:db8::1'), await ask('2001:db8::2')]).toEqual([200, 429]);
    for (const subnet of [2, 3]) expect(await ask(`2001:db8:0:${subnet}::1`)).toBe(200);
    // The refused call counted too.
    expect([await ask('2001:db8:0:4::1'), await ask('2001:db8:0:5::1')]).toEqual([200, 429]);
    expect([await ask('2001:db8:1::1'), await ask('192.0.2.1'), await ask('::ffff:192.0.2.1')]).toEqual([
      200, 200, 429,
    ]);
    await limited.close();
  });
});

describe('routes', () => {
  it('all declare their access, and those that write demand a scope', () => {
    expect(app.declaredRoutes.length).toBeGreaterThan(40);
    const unprotected = app.declaredRoutes.filter(
      ({ method, access }) => !['GET', 'HEAD', 'OPTIONS'].includes(method) && !access.startsWith('scope:'),
    );
    expect(new Set(unprotected)).toEqual(
      new Set([
        // Reads only: a question too long or too private for a URL.
        { method: 'POST', url: '/v1/recommendations', access: 'read' },
        { method: 'POST', url: '/v1/recommendations:batch', access: 'read' },
        // Anyone may propose an experience, where the operator allows it.
        { method: 'POST', url: '/v1/contributions', access: 'open' },
        // Anyone may give an opinion, and take it back with its unguessable id.
        { method: 'POST', url: '/v1/feedback', access: 'read' },
        { method: 'DELETE', url: '/v1/feedback/:id', access: 'open' },
        // So for a question that they entrust, where the operator allows it.
        { method: 'POST', url: '/v1/entrusted-questions', access: 'open' },
        { method: 'DELETE', url: '/v1/entrusted-questions/:id', access: 'open' },
        // Reads only: a message of an assistant.
        { method: 'POST', url: '/mcp', access: 'read' },
      ]),
    );
    const open = app.declaredRoutes.filter(({ access }) => access === 'open').map(({ url }) => url);
    expect(open.filter((url) => url.startsWith('/v1') && url !== '/v1*')).toEqual([
      '/v1/feedback/:id',
      '/v1/contributions',
      '/v1/entrusted-questions',
      '/v1/entrusted-questions/:id',
    ]);
  });

  it('without an access keep the service from starting', async () => {
    const careless = Fastify();
    limitRates(careless, 10);
    guardRoutes(careless, authenticateKey, { find: async () => null });
    careless.get('/v1/secrets', async () => 'secret');
    await expect(careless.ready()).rejects.toThrow('the route GET /v1/secrets does not declare its access');
    await careless.close();
  });

  it('that are open read as the public, even with a key', async () => {
    const careless = Fastify();
    limitRates(careless, 10);
    guardRoutes(careless, authenticateKey, { find: async () => null });
    careless.get('/open', { config: { access: 'open' } }, async (request) => audienceOf(request));
    await careless.ready();
    const response = await clientOf(careless).get('/open').set({ authorization: 'Bearer read:members' });
    expect(response.text).toBe('public');
    await careless.close();
  });
});
