/** Secrets of one sign-in, which the browser keeps until it comes back from the provider. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Account that signed in at the provider. */
export interface Account {
  /** Identifier at the provider. */
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
