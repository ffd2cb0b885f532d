/** Hexadecimal digest of a text, the same on every machine; two texts never share it in practice. */
export type Hasher = (text: string) => string;
