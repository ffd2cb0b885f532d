/**
 * Results of `npm run evaluate`, as in `evaluation/README.md`: means over the requests, in [0, 1].
 * A test compares the two.
 */
export const MEASURED = {
  /** Day of the measure, `AAAA-MM-JJ`. */
  date: '2026-11-28',
  weights: '2026-11-28.5',
  requestCount: 120,
  /** Requests that a fiche answers. */
  rankedCount: 99,
  /** Requests for which the judges name levers. */
  leverRequestCount: 113,
  offTopicCount: 7,
  precisionAt1: 0.818,
  recallAt10: 0.773,
  leverPrecisionAt3: 0.673,
  ndcgAt5: 0.722,
  ndcgAt5Interval: [0.677, 0.765],
  declinedOffTopic: 0.857,
  declinedWrongly: 0,
  /** Needs of the requests that have several, those that a fiche answers. */
  needCount: 30,
  needsCovered: 0.833,
  /** nDCG@5 of the long requests and of those that have several needs, and how many they are. */
  longNdcgAt5: 0.58,
  longCount: 9,
  severalNeedsNdcgAt5: 0.692,
  severalNeedsCount: 17,
  /** nDCG@5 of PostgreSQL's full text search on the same requests. */
  fullTextNdcgAt5: 0.387,
} as const;
