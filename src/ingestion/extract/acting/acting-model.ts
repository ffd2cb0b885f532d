import type { ActingModel } from './judge-candidates.ts';
import model from './model.json' with { type: 'json' };

/** Regressions fitted by `npm run fit-extraction -- --write`, on vectors of the model that the service ships. */
export const ACTING_MODEL: ActingModel = {
  sentence: model.sentence,
  pair: { bias: model.pair.bias, weights: model.pair.weights },
  candidate: { bias: model.candidate.bias, weights: model.candidate.weights },
};
