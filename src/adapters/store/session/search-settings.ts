/**
 * Settings of a session that searches by meaning (pgvector): how many passages the walk of the HNSW index keeps at
 * hand, and that it goes on when visibility leaves too few of them.
 */
export const SEARCH_SETTINGS = {
  'hnsw.ef_search': 160,
  'hnsw.iterative_scan': 'strict_order',
} as const;
