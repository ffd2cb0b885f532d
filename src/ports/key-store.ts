import type { ApiKey } from '../domain/access/api-key.ts';

export interface StoredKey {
  readonly key: ApiKey;
  /** Of its secret; see `KeySecrets`. */
  readonly secretDigest: string;
}

/** Where keys are kept. All methods throw DomainError `deadline-exceeded` or `store-unavailable`. */
export interface KeyStore {
  /** Dated by the store. Refuses a prefix that is taken. */
  add(key: Pick<ApiKey, 'prefix' | 'label' | 'scopes'>, secretDigest: string): Promise<ApiKey>;
  /** Revoked or not; null when none bears this prefix. Never served from memory: a revocation counts at once. */
  find(prefix: string): Promise<StoredKey | null>;
  /** Oldest first, ties by prefix, revoked ones included. */
  list(): Promise<readonly ApiKey[]>;
  /** Keeps the date of a first revocation; null when none bears this prefix. */
  revoke(prefix: string): Promise<ApiKey | null>;
}
