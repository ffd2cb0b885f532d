import { type ApiKey, dayOf, isValidOn, type KeyHolder, type Scope } from '../../domain/access/api-key.ts';
import { DomainError } from '../../domain/errors.ts';
import { FAULTS } from '../../domain/faults.ts';
import type { KeyRange, KeySecrets, KeyStore } from '../../ports/access.ts';

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
) {
  return async (token: string): Promise<KeyHolder> => {
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

export interface KeyRequest {
  /** 1 to 100 characters. */
  readonly label: string;
  /** At least one, without duplicates. */
  readonly scopes: readonly Scope[];
  /** Last day on which the key is valid, `YYYY-MM-DD` in UTC; null or left out, it has no end. */
  readonly expiresOn?: string | null | undefined;
}

const COMMAND_LINE = 'cli';

async function checkOtherAdmin(prefix: string, today: string, store: KeyStore): Promise<void> {
  const keys = await store.list();
  const isOther = (key: ApiKey) =>
    key.prefix !== prefix && isValidOn(today, key) && key.scopes.includes('admin');
  if (keys.some(isOther)) return;
  throw new DomainError('key-last-admin', FAULTS['key-last-admin'].advice, { prefix });
}

/** All throw DomainError `store-unavailable`, `deadline-exceeded`. */
export function createManageKeys(store: KeyStore, secrets: KeySecrets, now: () => Date) {
  return {
    /**
     * Returns the key with its token, `prefix.secret`, which is shown once and never stored.
     * @param createdBy prefix of the key that asks; left out by the command line
     */
    async create({ label, scopes, expiresOn = null }: KeyRequest, createdBy = COMMAND_LINE) {
      const { prefix, secret } = secrets.generate();
      const key = await store.add({ prefix, label, scopes, createdBy, expiresOn }, secrets.digest(secret));
      return { key, token: `${prefix}.${secret}` };
    },
    /** Oldest first, revoked keys included; all without a range. */
    list: (range?: KeyRange) => store.list(range),
    /**
     * Effective at once in every process. Idempotent. Throws `key-not-found`, and `key-last-admin` when the key that
     * asks is the last one that manages keys.
     * @param actor prefix of the key that asks; left out by the command line
     */
    async revoke(prefix: string, actor?: string): Promise<ApiKey> {
      if (prefix === actor) await checkOtherAdmin(prefix, dayOf(now()), store);
      const revoked = await store.revoke(prefix, actor ?? COMMAND_LINE);
      if (revoked !== null) return revoked;
      throw new DomainError(
        'key-not-found',
        `Aucune clé ne porte le préfixe « ${prefix} ». La liste : essaimage keys list, ou GET /v1/keys.`,
        { prefix },
      );
    },
  };
}
