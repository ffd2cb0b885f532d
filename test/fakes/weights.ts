import { DEFAULT_WEIGHTS, type RankingWeights } from '../../src/domain/matching/weights.ts';

/**
 * Weights of round figures, for tests that do not follow each fit. Relevance follows the meaning alone: with the scale
 * of `question` in `experiences.ts`, a cosine of 0.6 is close, 0.45 related and 0.3 distant.
 */
export const ROUND_WEIGHTS: RankingWeights = {
  ...DEFAULT_WEIGHTS,
  vagueness: { bias: 0, leaning: 1, information: -0.1, cues: -1, threshold: 0.5 },
  abstention: {
    bias: -4,
    best: 5,
    meanOfFive: 5,
    coverage: 1,
    cues: 1,
    known: 1,
    leaning: 1,
    threshold: 0.5,
  },
  relevance: {
    bias: -5,
    meaning: 10,
    words: 0,
    wordMass: 0,
    length: 0,
    themes: 0,
    levers: 0,
    vague: 0,
    close: 0.6,
    related: 0.2,
  },
};
