/** Generates and checks the secrets of API keys. */
export interface KeySecrets {
  /** Returns a unique prefix and an unguessable secret. */
  generate(): { readonly prefix: string; readonly secret: string };
  /** One-way digest of a secret, safe to store. */
  digest(secret: string): string;
  /** Compares in constant time. */
  matches(secret: string, digest: string): boolean;
}
