/** Settings of a session that searches. */
export const SEARCH_SETTINGS = {
  /** Passages that the walk of the HNSW index keeps at hand: with 160, recall@10 is 0.98 at 100,000 passages. */
  'hnsw.ef_search': '200',
  /** Goes on walking when visibility leaves too few passages. */
  'hnsw.iterative_scan': 'strict_order',
  /** Pages are in memory: an index costs hardly more than a scan. */
  random_page_cost: '1.1',
  /** A generic plan ignores how rare the words of a question are, and scans all experiences. */
  plan_cache_mode: 'force_custom_plan',
} as const;
