import type { Socket } from 'node:net';
import fp from 'fastify-plugin';

/**
 * Closes, with the server, connections that never sent anything: browsers open some ahead of time, and Node would wait
 * for them until its own time-outs.
 */
export const silentConnectionsPlugin = fp(
  async (app) => {
    const open = new Set<Socket>();
    app.server.on('connection', (socket: Socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    });
    app.addHook('preClose', async () => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    });
  },
  { name: 'silent-connections', fastify: '5.x' },
);
