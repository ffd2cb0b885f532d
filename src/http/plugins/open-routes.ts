import type { FastifyInstance } from 'fastify';

/** Gives the access `open` to the routes that a library registers next in this scope. */
export function openRoutesOfLibrary(scope: FastifyInstance): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'open' };
  });
}
