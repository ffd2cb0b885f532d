import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONTENT_SECURITY_POLICY } from '../../src/http/plugins/security-headers.ts';
import { freePorts } from './free-port.ts';
import { missingForNginx, type NginxServer, SERVER_NAME, startNginx } from './nginx-server.ts';
import { seriesValue } from './read-measures.ts';
import { createSiteClient, type SiteClient } from './site-client.ts';

const run = promisify(execFile);
const RECOMMENDATIONS = '/v1/recommendations';
const FEEDBACK = '/v1/feedback';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const echo: Answer = ({ headers, url }, response) => response.end(JSON.stringify({ headers, url }));
const refuse: Answer = (_request, response) =>
  response.writeHead(503, { 'retry-after': '10' }).end('closing');
const breakOff: Answer = ({ socket }) => socket.destroy();

const title = `the committed configuration of nginx${missingForNginx === null ? '' : ` (${missingForNginx})`}`;

describe.skipIf(missingForNginx !== null)(title, () => {
  let instances: readonly Server[];
  let answer: Answer;
  let reached: string[];
  let nginx: NginxServer;
  let client: SiteClient;

  let ports: Parameters<typeof startNginx>[0];

  async function start(given: { readonly rate?: string }): Promise<void> {
    nginx = await startNginx({ ...ports, ...given });
    client = createSiteClient(nginx);
  }

  it('tells the end of its certificate to node_exporter, at night', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'essaimage-measures-'));
    const PUBLIC_URL = `https://${SERVER_NAME}:${nginx.httpsPort}`;
    await run(process.execPath, ['docs/operations/write-measures.mjs', folder], { env: { PUBLIC_URL } });
    const measures = await readFile(join(folder, 'essaimage.prom'), 'utf8');
    await rm(folder, { recursive: true });
    const end = Date.parse(new X509Certificate(nginx.certificate).validTo) / 1000;
    expect(seriesValue(measures, 'essaimage_certificate_end_timestamp_seconds')).toBe(end);
  });

  beforeEach(async () => {
    answer = echo;
    reached = [];
    const [http = 0, https = 0, one = 0, two = 0] = await freePorts(4);
    instances = [one, two].map((port) =>
      createServer(async (received, response) => {
        reached.push(`${received.method} ${received.url}`);
        await text(received).catch(() => '');
        answer(received, response);
      }).listen(port, '127.0.0.1'),
    );
    ports = { http, https, instances: [one, two] };
    await start({});
  });
  afterEach(async () => {
    client.close();
    await nginx.stop();
    for (const instance of instances) {
      instance.closeAllConnections();
      instance.close();
    }
  });

  const headersOf = (body: string) =>
    z.object({ headers: z.record(z.string(), z.string()) }).parse(JSON.parse(body)).headers;

  it('sends the address of the client to the instance, and drops forged headers', async () => {
    const forged = {
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'autre.example',
      forwarded: 'for=192.0.2.1',
    };
    const headers = headersOf((await client.ask('/v1/themes', { headers: forged })).body);
    expect(headers).toMatchObject({
      host: SERVER_NAME,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
    });
    expect(headers).not.toHaveProperty('forwarded');
    expect(headers).not.toHaveProperty('x-forwarded-host');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    const named = await client.ask('/v1/themes', { headers: { 'x-request-id': 'mien-1' } });
    expect(headersOf(named.body)['x-request-id']).toBe('mien-1');
    const written = await client.ask('/v1/themes', { headers: { 'x-request-id': 'une phrase' } });
    expect(headersOf(written.body)['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('passes on the headers of the instance for caches, compression and security, and adds none', async () => {
    const said = {
      'cache-control': 'public, max-age=300',
      'content-encoding': 'br',
      'content-type': 'application/json; charset=utf-8',
      etag: 'W/"abc"',
      'strict-transport-security': 'max-age=15552000',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding, Authorization',
      'x-request-id': 'celui-ci',
    };
    answer = (_request, response) => response.writeHead(200, said).end(Buffer.alloc(4_000));
    const { status, headers } = await client.ask('/v1/themes', {
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(status).toBe(200);
    expect(headers).toMatchObject(said);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('x-frame-options');
    expect(headers.server).toBe('nginx');
  });

  it('speaks HTTP/2, and redirects HTTP to HTTPS', async () => {
    const session = connect(`https://127.0.0.1:${nginx.httpsPort}`, {
      ca: nginx.certificate,
      servername: SERVER_NAME,
    });
    const stream = session.request({ ':path': '/v1/themes', ':authority': SERVER_NAME });
    const [[received]] = await Promise.all([once(stream, 'response'), text(stream)]);
    expect(received).toMatchObject({ ':status': 200 });
    session.close();
    const plain = request({
      host: '127.0.0.1',
      port: nginx.httpPort,
      path: '/aide?x=1',
      headers: { host: SERVER_NAME },
    }).end();
    const [moved] = await once(plain, 'response');
    expect(moved.statusCode).toBe(308);
    expect(moved.headers.location).toBe(`https://${SERVER_NAME}/aide?x=1`);
    moved.resume();
  });

  it('gives its own answers the security headers of the service', async () => {
    const { headers } = await client.ask('/metrics', { headers: { 'x-request-id': 'mien-4' } });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-request-id': 'mien-4',
    });
    expect(headers['permissions-policy']).toBeDefined();
    expect(headers).not.toHaveProperty('retry-after');
  });

  it('refuses an address that asks too much at once, before the service', async () => {
    await nginx.stop();
    await start({ rate: '1r/m' });
    const answers = await Promise.all(Array.from({ length: 150 }, () => client.ask('/v1/themes')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(reached).toHaveLength(answers.length - refused.length);
    expect(refused[0]?.headers).toMatchObject({ 'retry-after': '5', 'x-content-type-options': 'nosniff' });
    expect(JSON.parse(refused[0]?.body ?? '')).toMatchObject({ status: 429, code: 'rate-limited' });
    expect(await nginx.logs()).not.toContain('client: 127.0.0.1');
  });

  it.each([
    '/metrics',
    '/%6detrics',
    '//metrics',
    '/x/../metrics',
    '/metrics?x=1',
    '/health/live',
    '/health/ready',
  ])('hides %s from the outside', async (path) => {
    expect((await client.ask(path)).status).toBe(404);
    expect(reached).toEqual([]);
  });

  it('retries on the other instance a safe request that one refuses', async () => {
    answer = (received, response) => (reached.length === 1 ? refuse : echo)(received, response);
    expect((await client.ask('/v1/themes')).status).toBe(200);
    expect(reached).toHaveLength(2);
    reached.length = 0;
    // nginx skips the instance that refused for a second: the other one refuses now.
    await expect
      .poll(async () => {
        reached.length = 0;
        const { status } = await client.ask(RECOMMENDATIONS, { method: 'POST', json: {} });
        return { status, times: reached.length };
      })
      .toEqual({ status: 200, times: 2 });
  });

  it.each<[string, Answer]>([
    ['refuses', refuse],
    ['breaks off', breakOff],
  ])('never sends a write twice when the instance %s', async (_what, fail) => {
    answer = fail;
    const { status, headers } = await client.ask(FEEDBACK, { method: 'POST', json: {} });
    expect(status).toBe(503);
    expect(headers['retry-after']).toBeDefined();
    expect(reached).toEqual([`POST ${FEEDBACK}`]);
  });

  it('sends a write to the other instance when one is down', async () => {
    const [first] = instances;
    first?.closeAllConnections();
    first?.close();
    for (let n = 0; n < 4; n += 1) {
      expect((await client.ask(FEEDBACK, { method: 'POST', json: {} })).status).toBe(200);
    }
    expect(reached).toHaveLength(4);
  });

  it('answers a problem when both instances are down', async () => {
    for (const instance of instances) instance.close();
    const { status, headers, body } = await client.ask('/v1/themes', {
      headers: { 'x-request-id': 'mien-2' },
    });
    expect(status).toBe(503);
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': '5',
      'x-request-id': 'mien-2',
    });
    expect(JSON.parse(body)).toMatchObject({ status: 503, code: 'overloaded', type: '/errors#overloaded' });
  });

  it('lets long texts through where they are imported, and nowhere else', async () => {
    const document = { title: 'x'.repeat(1_000_000) };
    const refused = await client.ask(FEEDBACK, { method: 'POST', json: document });
    expect(refused.status).toBe(413);
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'body-too-large' });
    const batch = { title: 'x'.repeat(200_000) };
    expect((await client.ask('/v1/recommendations:batch', { method: 'POST', json: batch })).status).toBe(200);
    expect((await client.ask('/v1/imports', { method: 'POST', json: document })).status).toBe(200);
    expect((await client.ask('/redaction', { method: 'POST', json: document })).status).toBe(200);
    expect(reached).toEqual(['POST /v1/recommendations:batch', 'POST /v1/imports', 'POST /redaction']);
  });

  it('counts the attempts to sign in, for all instances, neither the reading of the form nor that of another site', async () => {
    const path = '/redaction/connexion';
    const foreign = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' }, json: {} };
    for (let n = 0; n < 20; n += 1) {
      for (const options of [{}, foreign]) expect((await client.ask(path, options)).status).toBe(200);
    }
    const statuses: number[] = [];
    for (let n = 0; n < 15; n += 1) {
      statuses.push((await client.ask(path, { method: 'POST', json: {} })).status);
    }
    expect(statuses.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 200));
    expect(statuses.at(-1)).toBe(429);
    expect(await nginx.logs()).not.toContain('client: 127.0.0.1');
  });

  it('logs neither questions nor addresses of clients', async () => {
    await client.ask(`${RECOMMENDATIONS}?priorities=zyxomil`, { headers: { 'x-request-id': 'mien-3' } });
    answer = breakOff;
    await client.ask(`${RECOMMENDATIONS}?priorities=zyxomil`);
    await expect.poll(() => nginx.logs()).toContain('mien-3');
    expect(await nginx.logs()).not.toMatch(/zyxomil|client: 127\.0\.0\.1/);
  });
});
