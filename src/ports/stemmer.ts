/** Reduces a French word in lower case to its stem. Total: any string gives a string. */
export type Stemmer = (word: string) => string;
