import type { Scope } from './api-key.ts';

/** Scopes that an editor needs to sign in, and that an account has. */
export const EDITOR_SCOPES: readonly Scope[] = ['import', 'read:members'];

/** Proof with which an editor signed in: a key, or an account of the identity provider. */
export type SignInProof =
  | { readonly kind: 'key'; readonly prefix: string }
  /** Named as the configuration allows it. */
  | { readonly kind: 'account'; readonly name: string };

/** Session of an editor on the pages. Instants are ISO 8601, in UTC. */
export interface Session {
  readonly proof: SignInProof;
  readonly createdAt: string;
  readonly lastUsedAt: string;
}

const HOUR_MS = 3_600_000;
const LONGEST_MS = 8 * HOUR_MS;
const LONGEST_IDLE_MS = HOUR_MS;

/** Returns whether a session lasts: eight hours after its sign-in at most, one after its last use. */
export function isLive(now: Date, { createdAt, lastUsedAt }: Session): boolean {
  const sinceMs = (instant: string) => now.getTime() - Date.parse(instant);
  return sinceMs(createdAt) < LONGEST_MS && sinceMs(lastUsedAt) < LONGEST_IDLE_MS;
}
