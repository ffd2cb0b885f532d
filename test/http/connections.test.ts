import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { clientOf } from './http-client.ts';
import { builtPages } from './start-application.ts';
import { FICHE, stubApplication } from './stub-application.ts';

async function listen(app: FastifyInstance): Promise<URL> {
  onTestFinished(() => app.close());
  return new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
}

const PATIENCE = { timeout: 30_000 };

function countConnections({ server }: FastifyInstance): Promise<number> {
  return promisify(server.getConnections.bind(server))();
}

async function connectTo({ hostname, port }: URL): Promise<Socket> {
  const socket = connect(Number(port), hostname);
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return socket;
}

/** Reads what the server sends until it closes the connection. */
async function readToEnd(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;

describe('a request that the HTTP parser refuses', () => {
  it.each([
    ['headers of 20 KiB', get('/v1/themes', `X-Long: ${'a'.repeat(20_000)}\r\n`), 431, 'headers-too-large'],
    ['an address of 20 KiB', get(`/v1/territories?q=${'a'.repeat(20_000)}`), 431, 'headers-too-large'],
    ['something that is not HTTP', 'BONJOUR\r\n\r\n', 400, 'http-invalid'],
  ])('gets a problem: %s', async (_name, sent, status, code) => {
    const socket = await connectTo(await listen(await stubApplication()));
    const answer = readToEnd(socket);
    socket.write(sent);
    const [head = '', body = ''] = (await answer).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('Content-Type: application/problem+json; charset=utf-8');
    expect(JSON.parse(body)).toMatchObject({ status, code, type: `/errors#${code}` });
  });
});

describe('an absolute URL as request target', () => {
  async function ask(target: string): Promise<string> {
    const web = await builtPages();
    const socket = await connectTo(await listen(await stubApplication({}, {}, { web })));
    const answer = readToEnd(socket);
    socket.write(get(target, 'Accept: text/html\r\nConnection: close\r\n'));
    return answer;
  }

  it.each(['http://autre.example/accessibilite', 'HTTPS://autre.example:8080/accessibilite?x'])(
    'opens the page of %s, with links to the address of the service',
    async (target) => {
      const answer = await ask(target);
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer).toContain('<link rel="canonical" href="http://localhost/accessibilite"/>');
      expect(answer).not.toContain('autre.example');
    },
  );

  it('reaches the API too', async () => {
    const answer = await ask('http://autre.example/v1/experiences/four-a-pain');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('"id":"four-a-pain"');
  });

  it.each(['*', 'http://autre.example/nulle-part'])('answers 404 to %s', async (target) => {
    const answer = await ask(target);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toMatch(/<link rel="canonical" href="http:\/\/localhost\/[^"]+"\/>/);
  });
});

/** Headers of a question whose body is announced and never sent. */
const OPEN_BODY =
  'POST /v1/recommendations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{';

describe('a request that does not arrive', () => {
  it('is given up at a deadline, with its connection, even when the client leaves it open', async () => {
    const app = await stubApplication();
    const address = await listen(app);
    const { requestTimeout, headersTimeout } = app.server;
    expect({ requestTimeout, headersTimeout }).toEqual({ requestTimeout: 30_000, headersTimeout: 10_000 });
    app.server.requestTimeout = 1_000;
    const socket = connect({ port: Number(address.port), host: address.hostname, allowHalfOpen: true });
    onTestFinished(() => {
      socket.destroy();
    });
    const answer = once(socket, 'data');
    socket.write(OPEN_BODY);
    expect(String((await answer)[0])).toMatch(/^HTTP\/1\.1 408 /);
    await vi.waitFor(() => expect(countConnections(app)).resolves.toBe(0), PATIENCE);
  });

  it('closes the oldest of one client that has too many, and serves the others', async () => {
    const app = await stubApplication();
    const address = await listen(app);
    // Without the deadlines of Node.
    app.server.headersTimeout = 0;
    app.server.requestTimeout = 0;
    const ended: number[] = [];
    for (let n = 0; n < 70; n += 1) {
      const socket = await connectTo(address);
      // Half of them without a request at all.
      if (n % 2 === 0) socket.write(OPEN_BODY);
      socket.on('error', () => {}).once('close', () => ended.push(n));
    }
    await vi.waitFor(() => expect(ended).toHaveLength(6), PATIENCE);
    expect(Math.max(...ended)).toBeLessThan(35);
    const answer = await clientOf(app).get('/v1/experiences/four-a-pain');
    expect(answer.status).toBe(200);
  });

  it('is not counted behind a proxy, which has all the connections', async () => {
    const [plain, behindProxy] = [await stubApplication(), await stubApplication({}, { trustProxy: true })];
    const listeners = ({ server }: FastifyInstance) => server.listenerCount('connection');
    expect(listeners(behindProxy)).toBe(listeners(plain) - 1);
    await Promise.all([plain.close(), behindProxy.close()]);
  });
});

it('closes the connection of a client that does not read its answer', async () => {
  const long = { ...FICHE, experience: { ...FICHE.experience, summary: 'a'.repeat(16 * 1024 * 1024) } };
  const app = await stubApplication({ fiches: { read: async () => long } });
  const socket = await connectTo(await listen(app));
  socket.on('error', () => {});
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  socket.write(get('/v1/experiences/four-a-pain'));
  await once(socket, 'readable');
  const closed = once(socket, 'close');
  vi.advanceTimersByTime(60_000);
  socket.resume();
  await closed;
});

describe('closing', () => {
  it('is announced: still answers, is not ready, and closes each connection after its next answer', async () => {
    const app = await stubApplication();
    expect((await clientOf(app).get('/health/ready')).statusCode).toBe(200);
    app.startDraining();
    const ready = await clientOf(app).get('/health/ready').retry(0);
    expect([ready.statusCode, ready.body.code]).toEqual([503, 'closing']);
    const socket = await connectTo(await listen(app));
    const answered = readToEnd(socket);
    socket.write(get('/v1/experiences/four-a-pain'));
    const answer = await answered;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect((await clientOf(app).get('/health/live')).statusCode).toBe(200);
    await app.close();
  });

  it('lets a request in flight end, and refuses the next one with a problem', async () => {
    let started = () => {};
    let finish = () => {};
    const isStarted = new Promise<void>((resolve) => {
      started = resolve;
    });
    const mayFinish = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const app = await stubApplication({
      fiches: {
        read: async () => {
          started();
          await mayFinish;
          return FICHE;
        },
      },
    });
    const address = await listen(app);
    const inFlight = await connectTo(address);
    const late = await connectTo(address);
    const answers = [readToEnd(inFlight), readToEnd(late)];
    // A half-received request keeps its connection open while the server closes.
    late.write('GET /v1/themes HTTP/1.1\r\n');
    inFlight.write(get('/v1/experiences/four-a-pain'));
    await isStarted;
    const stopListening = vi.spyOn(app.server, 'close');
    const closed = app.close();
    await vi.waitFor(() => expect(stopListening).toHaveBeenCalled());
    late.write('Host: localhost\r\n\r\n');
    await new Promise((resolve) => app.server.once('request', resolve));
    finish();
    await closed;
    const [first = '', second = ''] = await Promise.all(answers);
    expect(first).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(first).toContain('"id":"four-a-pain"');
    expect(second).toMatch(/^HTTP\/1\.1 503 Service Unavailable/);
    expect(second).toContain('"code":"closing"');
    expect(second.toLowerCase()).toContain('retry-after: 10');
  });
});
