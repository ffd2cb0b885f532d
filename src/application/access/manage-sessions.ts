import { dayOf, isValidOn, type KeyHolder } from '../../domain/access/api-key.ts';
import { EDITOR_SCOPES, isLive, type SignInProof } from '../../domain/access/session.ts';
import type { Account, IdentityProvider, KeyStore, SessionStore, SignInSecrets } from '../../ports/access.ts';
import type { Hasher } from '../../ports/hasher.ts';

/** Returns the entry that allows an account: its checked e-mail address in lower case, or its identifier. */
function allowedName({ subject, verifiedEmail }: Account, allowed: readonly string[]): string | null {
  const email = verifiedEmail?.toLowerCase();
  return allowed.find((entry) => (entry.includes('@') ? entry === email : entry === subject)) ?? null;
}

/**
 * Signs in with an account of the operator's identity provider. Both methods throw DomainError `sign-in-failed`.
 * @param allowed e-mail addresses in lower case, and identifiers, which have no `@`
 */
export function createSignInAccount(provider: IdentityProvider, allowed: readonly string[]) {
  return {
    begin: (returnAddress: string) => provider.begin(returnAddress),
    /** Returns the name under which the account is allowed; null when it is not. */
    finish: async (returned: URL, secrets: SignInSecrets) =>
      allowedName(await provider.finish(returned, secrets), allowed),
  };
}

/** Person who signed in on the pages. */
export interface Editor {
  /** Rights, and the name that the audit keeps. */
  readonly holder: KeyHolder;
  /** Label of the key, or name of the account. */
  readonly label: string;
}

interface SessionDependencies {
  readonly store: SessionStore;
  readonly keys: Pick<KeyStore, 'find'>;
  /** Returns a text of 43 characters that cannot be guessed. */
  readonly newId: () => string;
  readonly hash: Hasher;
  readonly now: () => Date;
  /** Returns whether an account may still sign in. */
  readonly isAccountAllowed: (name: string) => boolean;
}

/** Shortest time between two writes of the last use of a session. */
const USE_STEP_MS = 60_000;

/** All throw DomainError `store-unavailable`, `deadline-exceeded`. */
export function createManageSessions(dependencies: SessionDependencies) {
  const { store, keys, newId, hash, now, isAccountAllowed } = dependencies;

  async function editorOf(proof: SignInProof): Promise<Editor | null> {
    if (proof.kind === 'account') {
      const { name } = proof;
      return isAccountAllowed(name) ? { holder: { prefix: name, scopes: EDITOR_SCOPES }, label: name } : null;
    }
    const stored = await keys.find(proof.prefix);
    if (stored === null || !isValidOn(dayOf(now()), stored.key)) return null;
    const { prefix, scopes, label } = stored.key;
    return { holder: { prefix, scopes }, label };
  }

  return {
    /** Opens a session and returns its unguessable id, which is never stored. */
    async open(proof: SignInProof): Promise<string> {
      const id = newId();
      const instant = now().toISOString();
      await store.add(hash(id), { proof, createdAt: instant, lastUsedAt: instant });
      return id;
    },
    /** Returns the editor of a live session whose key or account still has its rights; null otherwise. */
    async find(id: string): Promise<Editor | null> {
      const digest = hash(id);
      const session = await store.find(digest);
      const instant = now();
      if (session === null || !isLive(instant, session)) return null;
      const editor = await editorOf(session.proof);
      const isStale = instant.getTime() - Date.parse(session.lastUsedAt) >= USE_STEP_MS;
      if (editor !== null && isStale) await store.noteUse(digest, instant.toISOString());
      return editor;
    },
    /** Ends a session. Idempotent. */
    end: (id: string) => store.remove(hash(id)),
  };
}
