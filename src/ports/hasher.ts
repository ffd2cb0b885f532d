/** Hexadecimal SHA-256 of a text in UTF-8, the same on every machine; two texts never share it in practice. */
export type Hasher = (text: string) => string;

/** Text that only who holds the secret could compute (HMAC with SHA-256). */
export type KeyedHasher = (secret: string, text: string) => string;
