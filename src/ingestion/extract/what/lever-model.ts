import { ACTING_MODEL } from '../acting/acting-model.ts';
import type { SignModel } from '../acting/signs.ts';
import type { SentenceModel } from '../meaning/sentence-model.ts';
import model from './lever-model.json' with { type: 'json' };

/** Regressions that say which levers a case used; fitted by `npm run fit-extraction`. */
export interface LeverModel {
  /** A collectivité acts in the sentence: the class `act`. */
  readonly act: SentenceModel;
  /** The sentence proves a lever, if a collectivité acts in it: one class a lever. */
  readonly sentence: SentenceModel;
  /** The case used a lever; on what the rules and its sentences say of it. */
  readonly decision: SignModel;
}

/** Regressions on vectors of the model that the service ships. */
export const LEVER_MODEL: LeverModel = {
  act: ACTING_MODEL.sentence,
  sentence: model.sentence,
  decision: { bias: model.decision.bias, weights: model.decision.weights },
};
