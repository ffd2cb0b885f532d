import type { ApiKey, Scope } from '../../domain/access/api-key.ts';
import { DomainError } from '../../domain/errors.ts';
import type { KeySecrets } from '../../ports/key-secrets.ts';
import type { KeyStore } from '../../ports/key-store.ts';

/** A new key, with what its holder sends: shown once, stored nowhere. */
export interface NewKey {
  readonly key: ApiKey;
  /** `prefix.secret` */
  readonly token: string;
}

export interface ManageKeys {
  /** @param request scopes without duplicates, at least one; a label of 1 to 100 characters */
  create(request: { readonly label: string; readonly scopes: readonly Scope[] }): Promise<NewKey>;
  /** Oldest first, revoked ones included. */
  list(): Promise<readonly ApiKey[]>;
  /** Counts at once, in every process; revoking again changes nothing. Throws `key-not-found`. */
  revoke(prefix: string): Promise<ApiKey>;
}

/** All throw DomainError `store-unavailable`, `deadline-exceeded`. */
export function createManageKeys(store: KeyStore, secrets: KeySecrets): ManageKeys {
  return {
    async create({ label, scopes }) {
      const { prefix, secret } = secrets.generate();
      const key = await store.add({ prefix, label, scopes }, secrets.digest(secret));
      return { key, token: `${prefix}.${secret}` };
    },
    list: () => store.list(),
    async revoke(prefix) {
      const revoked = await store.revoke(prefix);
      if (revoked !== null) return revoked;
      throw new DomainError(
        'key-not-found',
        `Aucune clé ne porte le préfixe « ${prefix} ». La liste : essaimage keys list, ou GET /v1/keys.`,
        { prefix },
      );
    },
  };
}
