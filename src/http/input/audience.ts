import type { FastifyRequest } from 'fastify';
import { audienceOfScopes, type KeyHolder } from '../../domain/access/api-key.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import { HttpProblem } from '../problems/problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Holder of the key of the request; null without a key and on `open` routes. */
    keyHolder: KeyHolder | null;
  }
}

/** Returns `members` for a key with `read:members`, `public` otherwise. */
export function audienceOf({ keyHolder }: FastifyRequest): Audience {
  return keyHolder === null ? 'public' : audienceOfScopes(keyHolder.scopes);
}

/** Returns whether the key of the request may see and change experiences of every status. */
export function mayEdit({ keyHolder }: FastifyRequest): boolean {
  return keyHolder?.scopes.includes('import') === true;
}

/** Returns the prefix and the audience of the key. @throws HttpProblem `key-required` */
export function actorOf(request: FastifyRequest) {
  if (request.keyHolder === null) throw new HttpProblem('key-required');
  return { actor: request.keyHolder.prefix, audience: audienceOf(request) };
}

/** Returns what `actorOf` does, with the right to see every status. @throws HttpProblem `key-required` */
export const editorOf = (request: FastifyRequest) => ({ ...actorOf(request), mayEdit: mayEdit(request) });
