/** Fault: the network between the service and PostgreSQL is slow, then a trickle, then a black hole, then cut. */

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { tryOnServer } from './trial.ts';

/** Delay of a chunk of `bytes` each way, in milliseconds; Infinity holds it until the weather changes. */
type Weather = (bytes: number) => number;

const CLEAR: Weather = () => 0;
const WEATHERS: readonly (readonly [string, Weather, number])[] = [
  ['300 ms de plus à chaque échange', () => 300, 8_000],
  ['4 ko/s par connexion', (bytes) => (bytes * 1_000) / 4_096, 8_000],
  ['Trou noir (plus rien ne passe)', () => Number.POSITIVE_INFINITY, 12_000],
];
const RESETS = 10;
const BETWEEN_MS = 2_000;
const TICK_MS = 50;

let weather = CLEAR;
const sockets = new Set<Socket>();

/** Delays chunks by the current weather. The end of a black hole releases them, as TCP would resend them. */
function createHold(): Transform {
  return new Transform({
    async transform(chunk: Buffer, _encoding, done) {
      while (weather(chunk.length) === Number.POSITIVE_INFINITY) await sleep(TICK_MS);
      await sleep(weather(chunk.length));
      done(null, chunk);
    },
  });
}

function keep(socket: Socket, other: Socket): void {
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on('error', () => other.destroy());
  socket.on('close', () => {
    sockets.delete(socket);
    other.destroy();
  });
  socket.pipe(createHold()).pipe(other);
}

/** Starts a proxy of `port` and returns its own, a free port of 127.0.0.1. */
async function startProxy(port: number): Promise<number> {
  const server = createServer((client) => {
    const target = connect(port, '127.0.0.1');
    keep(client, target);
    keep(target, client);
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return z.object({ port: z.number() }).parse(server.address()).port;
}

await tryOnServer({
  title: 'PostgreSQL lent, muet, puis coupé',
  databaseUrl: async ({ url, port }) => url.replace(`:${port}/`, `:${await startProxy(port)}/`),
  async fault({ reportReturn }) {
    const from = performance.now();
    for (const [name, next, durationMs] of WEATHERS) {
      await sleep(BETWEEN_MS);
      weather = next;
      await sleep(durationMs);
      weather = CLEAR;
      await reportReturn(name);
    }
    await sleep(BETWEEN_MS);
    for (let n = 0; n < RESETS; n += 1) {
      for (const socket of sockets) socket.resetAndDestroy();
      await sleep(150);
    }
    await reportReturn(`${RESETS} coupures au milieu des requêtes`);
    return { from, to: performance.now() };
  },
});
