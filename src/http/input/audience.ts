import type { FastifyRequest } from 'fastify';
import { audienceOfScopes, type KeyHolder } from '../../domain/access/api-key.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import { HttpProblem } from '../problems/problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who proved a key; null for the public, and on every route that reads no key. */
    keyHolder: KeyHolder | null;
  }
}

/** What the author of a request may see: the public's share, unless a key with `read:members` was proved. */
export function audienceOf({ keyHolder }: FastifyRequest): Audience {
  return keyHolder === null ? 'public' : audienceOfScopes(keyHolder.scopes);
}

/** Whether the author of a request may see and change what is hidden. */
export function mayEdit({ keyHolder }: FastifyRequest): boolean {
  return keyHolder?.scopes.includes('import') === true;
}

/** Who acts: prefix of the key, and what it may see. On routes that demand a scope. */
export function actorOf(request: FastifyRequest): { readonly actor: string; readonly audience: Audience } {
  if (request.keyHolder === null) throw new HttpProblem('key-required');
  return { actor: request.keyHolder.prefix, audience: audienceOf(request) };
}
