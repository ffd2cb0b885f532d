/** Hexadecimal SHA-256 of a text in UTF-8, the same on every machine; two texts never share it in practice. */
export type Hasher = (text: string) => string;
