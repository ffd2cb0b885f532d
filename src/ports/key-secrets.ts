/** Makes and checks what proves that one holds a key. */
export interface KeySecrets {
  /** A prefix that no other key bears, and a secret that nobody can guess. */
  generate(): { readonly prefix: string; readonly secret: string };
  /** What may be stored of a secret: it cannot be found again from it. */
  digest(secret: string): string;
  /** Whether the secret has this digest, in a time that tells nothing of how near it is. */
  matches(secret: string, digest: string): boolean;
}
