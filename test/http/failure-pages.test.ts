import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { WebBuild } from '../../src/http/pages/web-build.ts';
import { HttpProblem } from '../../src/http/problems/problem.ts';
import { readPage } from '../web/read-page.ts';
import { clientOf } from './http-client.ts';
import { builtPages } from './start-application.ts';
import { stubApplication } from './stub-application.ts';

/** Headers that a browser sends when it opens a URL. */
const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
/** Page that does not call the API. */
const STATIC_PAGE = '/accessibilite';

let build: WebBuild;
beforeAll(async () => {
  build = await builtPages();
});

async function start(
  web: WebBuild | undefined,
  config: Parameters<typeof stubApplication>[1] = {},
): Promise<FastifyInstance> {
  const app = await stubApplication({}, config, web === undefined ? {} : { web });
  onTestFinished(() => app.close());
  return app;
}

/** Build whose pages all fail with `cause`. */
function failingWith(cause: Error): WebBuild {
  return { ...build, handle: () => Promise.reject(cause) };
}

async function openAfterLimit(url: string) {
  const app = await start(build, { rateLimitPerMinute: 1 });
  await clientOf(app).get(STATIC_PAGE);
  return await clientOf(app).get(url).set(BROWSER);
}

describe('in a browser', () => {
  it.each([
    ['an ill-encoded parameter', '/?priorites=%zz', 400, 'Adresse mal encodée'],
    ['an ill-encoded path', '/themes/%zz', 400, 'Adresse mal encodée'],
    ['a path that is too long', `/themes/${'a'.repeat(301)}`, 414, 'Adresse trop longue'],
  ])('shows a page for %s', async (_, url, status, title) => {
    const app = await start(build);
    const response = await clientOf(app).get(url).set(BROWSER);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-store');
    const page = readPage(response.text);
    expect(page.language).toBe('fr');
    expect(page.headings.map(({ text }) => text)).toEqual(['Cette page ne peut pas s’afficher', title]);
    expect(page.meta.get('robots')).toBe('noindex');
    // The same URL would fail again.
    expect(page.links.map(({ text }) => text)).not.toContain('Recommencer');
  });

  it('gives the delay and a retry link to a client over its limit', async () => {
    const response = await openAfterLimit('/experiences?mots=pain&tri=date');
    expect(response.statusCode).toBe(429);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    const page = readPage(response.text);
    expect(page.headings.map(({ text }) => text)).toContain('Trop de requêtes');
    expect(page.links).toContainEqual({ href: '/experiences?mots=pain&tri=date', text: 'Recommencer' });
  });

  it.each(['//evil.example/a', '///evil.example/a'])(
    'never links to another site, even from %s',
    async (path) => {
      const { statusCode, text } = await openAfterLimit(path);
      expect(statusCode).toBe(429);
      expect(readPage(text).links).toContainEqual({ href: '/evil.example/a', text: 'Recommencer' });
    },
  );

  it('shows the request id of a failure, and nothing of its cause', async () => {
    const app = await start(failingWith(new Error('/secret/path is broken')));
    const response = await clientOf(app)
      .get('/themes')
      .set({ ...BROWSER, 'x-request-id': 'r-9' });
    expect(response.statusCode).toBe(500);
    expect(response.headers['content-type']).toContain('text/html');
    expect(response.text).toContain('<code>r-9</code>');
    expect(response.text).not.toContain('secret');
    expect(readPage(response.text).links).toContainEqual({ href: '/themes', text: 'Recommencer' });
  });

  it('keeps the Retry-After of an overloaded service, and reloads the page by itself', async () => {
    const app = await start(failingWith(new HttpProblem('overloaded')));
    const response = await clientOf(app).get('/themes').set(BROWSER).retry(0);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '10']);
    expect(response.headers.refresh).toBe('10');
    expect(readPage(response.text).headings.map(({ text }) => text)).toContain('Service surchargé');
    expect(readPage(response.text).text).toContain('se recharge aussi d’elle-même');
  });

  it('runs no script, and has the policy and the style of other pages', async () => {
    const app = await start(build);
    const open = (url: string) => clientOf(app).get(url).set(BROWSER);
    const policy = (await open(STATIC_PAGE)).headers['content-security-policy'];
    expect(policy).toContain("default-src 'self'");
    for (const url of ['/?priorites=%zz', '/themes/%zz']) {
      const { headers, text } = await open(url);
      expect(headers['content-security-policy'], url).toBe(policy);
      expect(readPage(text).scripts).toEqual([]);
      const [, style = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(text) ?? [];
      expect((await open(style)).headers['content-type']).toContain('text/css');
    }
  });

  it('answers HEAD', async () => {
    const app = await start(build);
    const response = await clientOf(app).head('/?priorites=%zz').set(BROWSER);
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('text/html');
  });
});

describe('a problem in JSON is still sent', () => {
  it.each([
    ['to a client that does not ask for HTML', 'get', '/?priorites=%zz', { accept: '*/*' }],
    ['by the API', 'get', '/v1/territories?q=%zz', BROWSER],
    ['by the API, for an ill-encoded path', 'get', '/v1/experiences/%zz', BROWSER],
    ['by a probe', 'get', '/health/ready?%zz', BROWSER],
    ['by the metrics', 'get', '/metrics?%zz', BROWSER],
    ['to a POST', 'post', '/?priorites=%zz', BROWSER],
  ] as const)('%s', async (_, method, url, headers) => {
    const response = await clientOf(await start(build))
      [method](url)
      .set(headers);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.body.code).toBe('url-invalid');
  });

  it('when no page is served', async () => {
    const response = await clientOf(await start(undefined))
      .get('/?priorites=%zz')
      .set(BROWSER);
    expect(response.body.code).toBe('url-invalid');
  });
});
