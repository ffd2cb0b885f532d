/** «close» and «related» stand on either side of the one line where usefulness falls; see `relevance.ts`. */
export const LEVELS = ['close', 'related'] as const;
export type Level = (typeof LEVELS)[number];
