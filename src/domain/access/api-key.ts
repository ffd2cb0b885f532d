import { z } from 'zod';
import type { Audience } from '../experience/experience.ts';

/** Permissions of a key. None implies another. */
export const SCOPES = ['read:members', 'import', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Key of the API, without its secret. Days are `YYYY-MM-DD`, in UTC. */
export const apiKeySchema = z.object({
  /** Name of the key in lists and in the audit; not a secret. */
  prefix: z.string(),
  /** Purpose, in the words of the person who created it. */
  label: z.string(),
  scopes: z.array(z.enum(SCOPES)).readonly(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** Prefix of the key that created it, or `cli`; null for keys older than this field. */
  createdBy: z.string().nullable(),
  /** Last day on which it is valid; null without end. */
  expiresOn: z.string().nullable(),
  lastUsedOn: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
});
export type ApiKey = Readonly<z.output<typeof apiKeySchema>>;

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
