import type { ApiKey } from '../domain/access/api-key.ts';

export interface StoredKey {
  readonly key: ApiKey;
  /** See `KeySecrets.digest`. */
  readonly secretDigest: string;
}

/** Stores API keys. All methods throw DomainError `deadline-exceeded` or `store-unavailable`. */
export interface KeyStore {
  /** Dated by the store. Rejects an existing prefix. */
  add(
    key: Pick<ApiKey, 'prefix' | 'label' | 'scopes' | 'createdBy' | 'expiresOn'>,
    secretDigest: string,
  ): Promise<ApiKey>;
  /** Finds a key, revoked or not; null when unknown. Never cached: a revocation counts at once. */
  find(prefix: string): Promise<StoredKey | null>;
  /** Notes the last day of use. */
  noteUse(prefix: string, day: string): Promise<void>;
  /** Oldest first, ties by prefix, revoked ones included. */
  list(): Promise<readonly ApiKey[]>;
  /** Keeps the date and the author of the first revocation; null when the prefix is unknown. */
  revoke(prefix: string, actor: string): Promise<ApiKey | null>;
}
