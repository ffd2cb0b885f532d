import { dayOf, isValidOn, type KeyHolder } from '../../domain/access/api-key.ts';
import { DomainError } from '../../domain/errors.ts';
import type { KeySecrets, KeyStore } from '../../ports/access.ts';

export type AuthenticateKey = (token: string) => Promise<KeyHolder>;

const TOKEN = /^(ess_[0-9a-f]{12})\.([\w-]{43})$/;

/** Digest of no secret: an unknown prefix takes as long as a wrong secret. */
const NO_DIGEST = '0'.repeat(64);

function keyInvalid(): DomainError {
  return new DomainError(
    'key-invalid',
    'La clé donnée n’est pas valable : elle est mal recopiée, inconnue, périmée ou révoquée. Vérifiez-la (« Authorization: Bearer ess_….… »), ou retirez l’en-tête pour lire ce qui est public.',
    {},
  );
}

/**
 * Finds the holder of a key `prefix.secret`, and notes the day of its use. Never cached: a revocation counts at once.
 * Throws `key-invalid`, the same for any wrong key, `store-unavailable`, `deadline-exceeded`.
 */
export function createAuthenticateKey(
  store: Pick<KeyStore, 'find' | 'noteUse'>,
  secrets: KeySecrets,
  now: () => Date,
): AuthenticateKey {
  return async (token) => {
    const [, prefix, secret] = TOKEN.exec(token) ?? [];
    if (prefix === undefined || secret === undefined) throw keyInvalid();
    const stored = await store.find(prefix);
    const isRight = secrets.matches(secret, stored?.secretDigest ?? NO_DIGEST);
    const today = dayOf(now());
    if (stored === null || !isRight || !isValidOn(today, stored.key)) throw keyInvalid();
    if (stored.key.lastUsedOn !== today) await store.noteUse(prefix, today);
    return { prefix, scopes: stored.key.scopes };
  };
}
