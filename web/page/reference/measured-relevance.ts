/**
 * Results of `npm run evaluate`, as in `evaluation/README.md`: means over the requests, in [0, 1].
 * A test compares the two.
 */
export const MEASURED = {
  /** Day of the measure, `AAAA-MM-JJ`. */
  date: '2026-11-25',
  weights: '2026-11-25.2',
  requestCount: 40,
  /** Requests that a fiche answers. */
  rankedCount: 33,
  /** Requests for which the judges name levers. */
  leverRequestCount: 37,
  offTopicCount: 3,
  precisionAt1: 0.879,
  recallAt10: 0.905,
  leverPrecisionAt3: 0.694,
  ndcgAt5: 0.797,
  ndcgAt5Interval: [0.728, 0.858],
  declinedOffTopic: 1,
  declinedWrongly: 0,
  /** nDCG@5 of the requests that choose neither theme nor lever, and how many they are. */
  unguidedNdcgAt5: 0.653,
  unguidedCount: 8,
  /** nDCG@5 of PostgreSQL's full text search on the same requests. */
  fullTextNdcgAt5: 0.556,
} as const;
