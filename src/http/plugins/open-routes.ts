import type { FastifyInstance } from 'fastify';

/** Declares `open` the routes that a library is about to register in this scope. */
export function openRoutesOfLibrary(scope: FastifyInstance): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'open' };
  });
}
