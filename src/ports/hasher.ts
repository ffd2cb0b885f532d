/** Hexadecimal SHA-256 of a text in UTF-8. */
export type Hasher = (text: string) => string;

/** HMAC-SHA-256 of a text. */
export type KeyedHasher = (secret: string, text: string) => string;
