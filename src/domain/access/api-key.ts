import type { Audience } from '../experience/experience.ts';

/** What a key may do. None implies another: a key has the scopes that it was given. */
export const SCOPES = ['read:members', 'import', 'embed', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** A key of the API, without what proves that one holds it. */
export interface ApiKey {
  /** Names the key in lists and in the audit; not a secret. */
  readonly prefix: string;
  /** What it is for, in the words of whoever created it. */
  readonly label: string;
  readonly scopes: readonly Scope[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

/** Who is behind a request that proved its key. */
export type KeyHolder = Pick<ApiKey, 'prefix' | 'scopes'>;

/** What these scopes let one read; without `read:members`, the public's share. */
export function audienceOfScopes(scopes: readonly Scope[]): Audience {
  return scopes.includes('read:members') ? 'members' : 'public';
}
