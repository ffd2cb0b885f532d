import type { Audience } from '../experience/experience.ts';

/** Permissions of a key. None implies another. */
export const SCOPES = ['read:members', 'import', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Key of the API, without its secret. */
export interface ApiKey {
  /** Name of the key in lists and in the audit; not a secret. */
  readonly prefix: string;
  /** Purpose, in the words of the person who created it. */
  readonly label: string;
  readonly scopes: readonly Scope[];
  /** ISO 8601, UTC; days are `YYYY-MM-DD`, in UTC. */
  readonly createdAt: string;
  /** Prefix of the key that created it, or `cli`; null for keys older than this field. */
  readonly createdBy: string | null;
  /** Last day on which it is valid; null without end. */
  readonly expiresOn: string | null;
  readonly lastUsedOn: string | null;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
}

/** Holder of the key that authenticated a request. */
export type KeyHolder = Pick<ApiKey, 'prefix' | 'scopes'>;

/** Returns the day of an instant, `YYYY-MM-DD` in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** @param today see `dayOf` */
export function isValidOn(today: string, { expiresOn, revokedAt }: ApiKey): boolean {
  return revokedAt === null && (expiresOn === null || expiresOn >= today);
}

/** Returns the audience of these scopes: `public` without `read:members`. */
export function audienceOfScopes(scopes: readonly Scope[]): Audience {
  return scopes.includes('read:members') ? 'members' : 'public';
}
