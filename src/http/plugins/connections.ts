import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { networkOf } from '../input/addresses.ts';

/** Connections open at once; the system refuses the next ones. */
const MAX_CONNECTIONS = 4_096;

/** Connections of one client without a whole request: people share addresses, and browsers open some in advance. */
const MAX_UNFINISHED = 64;

/** Age from which they count: a burst of honest ones is read by then. */
const GRACE_MS = 1_000;
const SWEEP_MS = 500;

/** Time allowed to read an answer, from the moment it is ready. */
const READ_TIMEOUT_MS = 60_000;

/** Times that Node allows to send a request: its headers, then the whole of it. */
export const ARRIVAL_TIMES = {
  requestTimeout: 30_000,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000 },
} as const;

interface Connection {
  /** Address, or /48 in IPv6, as for turns. */
  readonly client: string;
  /** Instant of `performance.now()` at which the connection opened, or its last request began. */
  readonly since: number;
  /** Null before the first request. */
  readonly request: IncomingMessage | null;
}

/** Closes the oldest connections without a whole request of each client that has too many. */
function closeUnfinished(connections: ReadonlyMap<Socket, Connection>): void {
  const startedBefore = performance.now() - GRACE_MS;
  const counts = new Map<string, number>();
  for (const [socket, { client, since, request }] of [...connections].reverse()) {
    if (request?.complete === true || since > startedBefore) continue;
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    if (count > MAX_UNFINISHED) socket.destroy();
  }
}

function watchUnfinished(app: FastifyInstance): void {
  const connections = new Map<Socket, Connection>();

  function note(socket: Socket, request: IncomingMessage | null): void {
    // The order of the map is that of the last beginnings, hence the deletion first.
    connections.delete(socket);
    const client = networkOf(socket.remoteAddress ?? '');
    connections.set(socket, { client, since: performance.now(), request });
  }
  app.server.on('connection', (socket: Socket) => {
    note(socket, null);
    socket.once('close', () => connections.delete(socket));
  });
  app.server.on('request', (request: IncomingMessage) => note(request.socket, request));
  const timer = setInterval(() => closeUnfinished(connections), SWEEP_MS).unref();
  app.addHook('onClose', async () => clearInterval(timer));
}

/**
 * Bounds connections, those of each client that send no whole request, and the time to read an answer. A proxy, which
 * has all the connections, sends whole requests only: its own are not counted by client.
 */
export function boundConnections(app: FastifyInstance, hasProxy: boolean): void {
  app.server.maxConnections = MAX_CONNECTIONS;
  if (!hasProxy) watchUnfinished(app);
  app.addHook('onSend', async (_request, reply) => {
    const timer = setTimeout(() => reply.raw.destroy(), READ_TIMEOUT_MS);
    reply.raw.once('close', () => clearTimeout(timer));
  });
}
