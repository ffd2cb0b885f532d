import type { Account, IdentityProvider, SignInSecrets } from '../../ports/access.ts';

/** Signing in with an account of the operator's identity provider. Throws DomainError `sign-in-failed`. */
export interface SignInAccount {
  begin: IdentityProvider['begin'];
  /** Returns the name under which the account is allowed; null when it is not. */
  finish(returned: URL, secrets: SignInSecrets): Promise<string | null>;
}

/** Returns the entry that allows an account: its checked e-mail address in lower case, or its identifier. */
function allowedName({ subject, verifiedEmail }: Account, allowed: readonly string[]): string | null {
  const email = verifiedEmail?.toLowerCase();
  return allowed.find((entry) => (entry.includes('@') ? entry === email : entry === subject)) ?? null;
}

/** @param allowed e-mail addresses in lower case, and identifiers, which have no `@` */
export function createSignInAccount(provider: IdentityProvider, allowed: readonly string[]): SignInAccount {
  return {
    begin: (returnAddress) => provider.begin(returnAddress),
    finish: async (returned, secrets) => allowedName(await provider.finish(returned, secrets), allowed),
  };
}
