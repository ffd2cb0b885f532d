/** Reduces a lower-case French word to its stem. Accepts any string. */
export type Stemmer = (word: string) => string;
