import type { ApiKey } from '../domain/access/api-key.ts';

export interface StoredKey {
  readonly key: ApiKey;
  /** See `KeySecrets.digest`. */
  readonly secretDigest: string;
}

/** Part of the list of keys. */
export interface KeyRange {
  /** Last key of the page before: its `createdAt` in milliseconds since 1970, and its prefix; null for the first. */
  readonly after: { readonly key: number; readonly id: string } | null;
  /** Null for all. */
  readonly limit: number | null;
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
  /**
   * Oldest first, to the millisecond, ties by prefix, revoked ones included: all of them, or a page of those that
   * follow a position.
   */
  list(page?: KeyRange): Promise<readonly ApiKey[]>;
  /** Keeps the date and the author of the first revocation; null when the prefix is unknown. */
  revoke(prefix: string, actor: string): Promise<ApiKey | null>;
}
