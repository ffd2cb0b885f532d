import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { freePorts } from '../operations/free-port.ts';
import { type EssaimageProcess, runEssaimage, startEssaimage } from './essaimage-process.ts';
import { EXPERIENCE_COUNT } from './small-corpus.ts';
import { useInstallation } from './use-installation.ts';

const { root, environment } = await useInstallation();
const started: EssaimageProcess[] = [];

afterAll(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
});

function serve(dataFolder: string, port: number): EssaimageProcess {
  const running = startEssaimage(['serve'], { ...environment(dataFolder), PORT: `${port}` });
  started.push(running);
  return running;
}

test('during the import it is alive and refuses questions; then it prints its address and answers', async () => {
  const [port = 0] = await freePorts(1);
  const address = `http://127.0.0.1:${port}`;
  const running = serve('import', port);
  await running.untilSaid(/Indexation/);
  const [live, early] = await Promise.all([
    fetch(`${address}/health/live`),
    fetch(`${address}/v1/recommendations?territory=35236&priorities=epicerie%20solidaire`),
  ]);
  expect(live.status).toBe(200);
  expect(early.status).toBe(503);
  expect(await early.json()).toMatchObject({ code: 'index-not-ready' });

  await running.untilSaid(new RegExp(`Essaimage est prêt : ${address}`));
  expect(running.written().stderr).toContain(`${EXPERIENCE_COUNT}/${EXPERIENCE_COUNT} expériences`);
  expect(running.written().stderr).toContain(`curl -sG ${address}/v1/recommendations`);
  const ready = await fetch(`${address}/v1/recommendations?territory=35236&priorities=epicerie%20solidaire`);
  expect(ready.status).toBe(200);

  running.child.kill('SIGTERM');
  const { code, stdout } = await running.ended;
  expect(code).toBe(0);
  for (const line of stdout.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});

test('a second process on the same folder is refused with the pid of the first, which doctor gives too', async () => {
  const [port = 0] = await freePorts(1);
  const running = serve('import', port);
  await running.untilSaid(/Essaimage est prêt/);
  // This model cannot be opened: the refusal must come first.
  const held = { ...environment('import'), PORT: `${port}`, EMBEDDING_MODEL_DIR: root };
  for (const args of [['serve'], ['recommend', 'épicerie']]) {
    const { code, stderr } = await runEssaimage(args, held);
    expect(code).toBe(1);
    expect(stderr).toContain(`utilisé par le processus ${running.child.pid}`);
  }
  const asked = await runEssaimage(['recommend', 'épicerie'], held);
  expect(asked.stderr).toContain(`curl -sG http://127.0.0.1:${port}/v1/recommendations`);

  const { code, stdout } = await runEssaimage(['doctor'], environment('import'));
  expect(code).toBe(0);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`utilisé par le processus ${running.child.pid}`);

  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(0);
});

test('on SIGTERM it refuses new connections and answers the request being received', async () => {
  const [port = 0] = await freePorts(1);
  const running = serve('import', port);
  await running.untilSaid(/Essaimage est prêt/);
  const body = JSON.stringify({ territory: { code: '35236' }, priorities: 'ouvrir une épicerie solidaire' });
  const socket = connect(port, '127.0.0.1');
  const answer = text(socket);
  // The service answers 100 Continue once it has the head: the request is then in progress.
  socket.write(
    `POST /v1/recommendations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nExpect: 100-continue\r\n\r\n`,
  );
  await once(socket, 'readable');

  running.child.kill('SIGTERM');
  await running.untilSaid(/Arrêt en cours/);
  // It still answers for a moment, so that a proxy has time to move away.
  await vi.waitFor(
    () => expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow('fetch failed'),
    { timeout: 30_000 },
  );
  socket.write(body);
  expect(await answer).toMatch(/HTTP\/1\.1 200 OK.*"status":"ok"/s);
  expect((await running.ended).code).toBe(0);
});

test('SIGINT during the import stops it cleanly, and the next start resumes the import', async () => {
  const running = serve('interrupted', 0);
  await running.untilSaid(/Indexation/);
  running.child.kill('SIGINT');
  // npm forwards the signal, which the terminal has already sent.
  running.child.kill('SIGINT');
  const { code, stderr } = await running.ended;
  expect(code).toBe(0);
  expect(stderr).toContain('le prochain démarrage continuera');

  const next = serve('interrupted', 0);
  await next.untilSaid(/Essaimage est prêt/);
  const [, total] = await next.untilSaid(/\/(\d+) expériences/);
  expect(Number(total)).toBeLessThan(EXPERIENCE_COUNT);
  next.child.kill('SIGTERM');
  expect((await next.ended).code).toBe(0);
});

test('a port in use is an error with a remedy, and the folder is released', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const { code, stderr } = await serve('import', port).ended;
  server.close();
  expect(code).toBe(1);
  expect(stderr).toContain(`Le port ${port} de 127.0.0.1 est déjà pris`);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect((await runEssaimage(['recommend', 'épicerie'], environment('import'))).code).toBe(0);
});

test('a wrong configuration and a wrong model are errors without a stack, with code 1', async () => {
  const wrongs = [
    { changes: { PORT: 'abc' }, message: 'PORT' },
    { changes: { EMBEDDING_MODEL_DIR: '/nulle/part' }, message: 'EMBEDDING_MODEL_DIR' },
  ];
  for (const { changes, message } of wrongs) {
    const { code, stderr } = await runEssaimage(['serve'], { ...environment('import'), ...changes });
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
});
