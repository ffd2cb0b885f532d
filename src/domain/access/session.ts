import { z } from 'zod';
import type { Scope } from './api-key.ts';

/** Scopes that an editor needs to sign in, and that an account has. */
export const EDITOR_SCOPES: readonly Scope[] = ['import', 'read:members'];

/** Session of an editor on the pages. Instants are ISO 8601, in UTC. */
export const sessionSchema = z.object({
  /** Proof with which the editor signed in: a key, or an account as the configuration allows it. */
  proof: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('key'), prefix: z.string() }),
    z.object({ kind: z.literal('account'), name: z.string() }),
  ]),
  createdAt: z.string(),
  lastUsedAt: z.string(),
});
export type Session = Readonly<z.output<typeof sessionSchema>>;
export type SignInProof = Session['proof'];

const HOUR_MS = 3_600_000;
const LONGEST_MS = 8 * HOUR_MS;
const LONGEST_IDLE_MS = HOUR_MS;

/** Returns whether a session lasts: eight hours after its sign-in at most, one after its last use. */
export function isLive(now: Date, { createdAt, lastUsedAt }: Session): boolean {
  const sinceMs = (instant: string) => now.getTime() - Date.parse(instant);
  return sinceMs(createdAt) < LONGEST_MS && sinceMs(lastUsedAt) < LONGEST_IDLE_MS;
}
