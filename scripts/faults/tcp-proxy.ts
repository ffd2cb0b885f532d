/** Stands between a client and a server, and does to what passes what a bad network would. */

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export type Weather =
  | { readonly kind: 'clear' }
  /** Each piece is held for `ms` before it goes on, each way. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** At most `bytesPerSecond` each way on a connection. */
  | { readonly kind: 'trickle'; readonly bytesPerSecond: number }
  /** Connections are accepted, and nothing passes. */
  | { readonly kind: 'black-hole' };

export interface TcpProxy {
  readonly port: number;
  setWeather(weather: Weather): void;
  /** Cuts every connection with a RST, in the middle of whatever it was doing. */
  resetAll(): void;
  close(): Promise<void>;
}

const TICK_MS = 50;

/** What is held in a black hole passes when it ends, as the packets of a cut cable do. */
function createHold(weather: () => Weather): Transform {
  return new Transform({
    async transform(chunk: Buffer, _encoding, done) {
      while (weather().kind === 'black-hole') await sleep(TICK_MS);
      const now = weather();
      if (now.kind === 'latency') await sleep(now.ms);
      if (now.kind === 'trickle') await sleep((chunk.length * 1_000) / now.bytesPerSecond);
      done(null, chunk);
    },
  });
}

/** Listens on a free port of 127.0.0.1, in front of another one. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  let weather: Weather = { kind: 'clear' };
  const open = new Set<Socket>();
  const current = () => weather;

  function keep(socket: Socket, other: Socket): void {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      open.delete(socket);
      other.destroy();
    });
  }

  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    keep(client, target);
    keep(target, client);
    client.pipe(createHold(current)).pipe(target);
    target.pipe(createHold(current)).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: z.object({ port: z.number() }).parse(server.address()).port,
    setWeather(next) {
      weather = next;
    },
    resetAll() {
      for (const socket of open) socket.resetAndDestroy();
    },
    async close() {
      const closed = once(server, 'close');
      weather = { kind: 'clear' };
      for (const socket of open) socket.destroy();
      server.close();
      await closed;
    },
  };
}
