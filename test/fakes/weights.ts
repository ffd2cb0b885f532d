import { DEFAULT_WEIGHTS, type RankingWeights } from '../../src/domain/matching/weights.ts';

/**
 * Weights of round figures, for tests that do not follow each fit. Relevance follows the meaning alone: with the scale
 * of `question` in `experiences.ts`, a cosine is close from 0.5.
 */
export const ROUND_WEIGHTS: RankingWeights = {
  ...DEFAULT_WEIGHTS,
  vagueness: { bias: 0, leaning: 1, information: -0.1, cues: -1, threshold: 0.5 },
  abstention: {
    bias: -4,
    best: 10,
    leaning: 1,
    wording: 1,
    familiarity: 1,
    threshold: 0.5,
  },
  relevance: { bias: -5, length: 0, coverage: 0, vague: 0, familiarity: 0, unanswered: 0, line: 0.5 },
  experiences: { semantic: 10, lexical: 0, precedents: 0, themes: 0, levers: 0, likeness: 0 },
};
