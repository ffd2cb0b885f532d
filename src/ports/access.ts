import type { ApiKey } from '../domain/access/api-key.ts';
import type { Session } from '../domain/access/session.ts';
import type { PageRange } from './page.ts';

export interface KeyRange extends Pick<PageRange, 'after'> {
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
  /**
   * Finds a key, revoked or not, with the digest of its secret; null when unknown. Never cached: a revocation counts at
   * once.
   */
  find(prefix: string): Promise<{ readonly key: ApiKey; readonly secretDigest: string } | null>;
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

export interface KeySecrets {
  /** Returns a unique prefix and an unguessable secret. */
  generate(): { readonly prefix: string; readonly secret: string };
  /** One-way digest of a secret, safe to store. */
  digest(secret: string): string;
  /** Compares in constant time. */
  matches(secret: string, digest: string): boolean;
}

/** Stores sessions by the digest of their id. All throw DomainError `deadline-exceeded`, `store-unavailable`. */
export interface SessionStore {
  /** Rejects an existing digest and an unknown key. */
  add(digest: string, session: Session): Promise<void>;
  /** Finds a session, expired or not; null when unknown. Never cached: a sign-out counts at once. */
  find(digest: string): Promise<Session | null>;
  noteUse(digest: string, instant: string): Promise<void>;
  /** Idempotent. */
  remove(digest: string): Promise<void>;
  /** Removes the sessions opened before an instant (ISO 8601); returns their number. */
  removeBefore(instant: string): Promise<number>;
}

/** Secrets of one sign-in, which the browser keeps until it comes back from the provider. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface Account {
  readonly subject: string;
  /** E-mail address that the provider says it has checked; null otherwise. */
  readonly verifiedEmail: string | null;
}

/** OpenID Connect provider of the operator. Both throw DomainError `sign-in-failed`. */
export interface IdentityProvider {
  /** Returns the address at the provider where a person signs in, and the secrets of this sign-in. */
  begin(returnAddress: string): Promise<{ readonly address: string; readonly secrets: SignInSecrets }>;
  /** @param returned address with which the browser came back */
  finish(returned: URL, secrets: SignInSecrets): Promise<Account>;
}
