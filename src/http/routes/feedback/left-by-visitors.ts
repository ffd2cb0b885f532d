import { z } from 'zod';
import { idInPath } from '../../input/request-values.ts';
import type { ProblemCode } from '../../problems/problem-catalogue.ts';
import type { ApiRoutes } from '../api-routes.ts';

const HOUR_MS = 3_600_000;

/** Limit of the requests that store what a visitor leaves: as many per hour as other requests per minute. */
export const limitStored = (rateLimitPerMinute: number) => ({ max: rateLimitPerMinute, windowMs: HOUR_MS });

interface Erasure {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly id: string;
  readonly done: string;
  readonly notFound: ProblemCode;
  readonly takeBack: (id: string) => Promise<void>;
}

/** Adds the route that erases what a visitor left: its id is enough. */
export function addErasure(app: Parameters<ApiRoutes>[0], path: string, erasure: Erasure): void {
  const { id, done, notFound, takeBack, ...described } = erasure;
  app.delete(
    `${path}/:id`,
    {
      config: { access: 'open', problems: [notFound] },
      schema: {
        ...described,
        tags: ['feedback'],
        params: idInPath(id),
        response: { 204: z.null().describe(done) },
      },
    },
    async (request, reply) => {
      await takeBack(request.params.id);
      return reply.code(204).send(null);
    },
  );
}
