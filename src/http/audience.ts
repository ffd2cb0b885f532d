import type { FastifyRequest } from 'fastify';
import type { Audience } from '../domain/experience/experience.ts';

/**
 * What the author of a request may see. No request can prove more rights yet, so all of them read
 * as the public does; whatever cannot be proved must stay so.
 */
export function audienceOf(_request: FastifyRequest): Audience {
  return 'public';
}
