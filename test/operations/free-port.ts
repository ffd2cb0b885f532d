import { once } from 'node:events';
import { createServer } from 'node:net';
import { z } from 'zod';

export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => (server.listening ? null : once(server, 'listening'))));
  const ports = servers.map((server) => z.object({ port: z.number() }).parse(server.address()).port);
  await Promise.all(
    servers.map((server) => {
      server.close();
      return once(server, 'close');
    }),
  );
  return ports;
}
