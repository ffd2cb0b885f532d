/**
 * Orders of a list of experiences: by relevance to words; by year, most recent first, unknown years last; by last
 * change, most recent first. Ties by id.
 */
export const SORTS = ['relevance', 'year', 'changed'] as const;
export type Sort = (typeof SORTS)[number];
