import type { Lever } from '../../../domain/lever/lever.ts';
import { type JudgedCase, mergeSentences } from '../acting/draw-cases.ts';
import { ACTING_MODEL } from '../acting/judge-candidates.ts';
import { logitOfSigns, type SignModel, sigmoid } from '../acting/signs.ts';
import type { Case } from '../case/case.ts';
import { readPatterns } from '../meaning/lever-signs.ts';
import type { EmbedTexts } from '../meaning/remember-vectors.ts';
import { createSentenceReader, type SentenceModel } from '../meaning/sentence-model.ts';
import type { Span } from '../text/located-text.ts';
import { type DescribedLever, describeLevers } from './describe-levers.ts';
import { createMeaningReader, type MeaningEmbedder } from './lever-meanings.ts';
import model from './lever-model.json' with { type: 'json' };
import { readActs } from './read-acts.ts';
import { bestOfEach, type RuledLever, ruleLevers } from './rule-levers.ts';

/** Lever that the collectivité used, with the passage that proves it. */
export interface FoundLever {
  readonly lever: string;
  /** Sentence, or its part after the speaker: `text.slice(start, end)`. */
  readonly proof: Span;
  /** Probability of the lever, if the case tells an experience. */
  readonly confidence: number;
}

export interface LeverFinder {
  /** Finds the levers that the rules read in a case, surest first. */
  rule(own: Case, embed: EmbedTexts): Promise<readonly RuledLever[]>;
  describe(judged: JudgedCase, embed: EmbedTexts): Promise<readonly DescribedLever[]>;
  /** Finds the levers that the collectivité of a case used, surest first. */
  find(judged: JudgedCase, embed: EmbedTexts): Promise<readonly FoundLever[]>;
}

/** Least probability of a lever that is proposed. */
export const LEAST_PROBABILITY = 0.45;

/**
 * Creates a finder of levers: rules look for their signs in sentences where the collectivité acts, regressions read
 * these sentences and those around, and one more decides on both.
 */
export function createLeverFinder(
  levers: readonly Lever[],
  embedder: MeaningEmbedder,
  model: LeverModel = LEVER_MODEL,
): LeverFinder {
  const patterns = readPatterns(levers);
  const ids = levers.map(({ id }) => id);
  const openReader = createMeaningReader(levers, embedder);
  const readers = { act: createSentenceReader(model.act), lever: createSentenceReader(model.sentence) };

  async function rule(own: Case, embed: EmbedTexts): Promise<readonly RuledLever[]> {
    const acts = readActs(own);
    const vectors = await embed(acts.map(({ text }) => text));
    const readMeanings = await openReader();
    return bestOfEach(acts.flatMap((act, i) => ruleLevers(act, readMeanings(vectors[i]), levers, patterns)));
  }

  async function describe(
    { own, around, acting }: JudgedCase,
    embed: EmbedTexts,
  ): Promise<readonly DescribedLever[]> {
    const acts = readActs({ ...own, sentences: mergeSentences(own.sentences, around) }).map((act) => {
      return { ...act, acting: acting.get(act.sentenceStart) ?? null };
    });
    const vectors = await embed(acts.map(({ text }) => text));
    return describeLevers(ids, acts, vectors, { ruled: await rule(own, embed), readers });
  }

  return {
    rule,
    describe,
    async find(judged, embed) {
      return (await describe(judged, embed))
        .map(({ lever, proof, signs }) => {
          return { lever, proof, confidence: sigmoid(logitOfSigns(model.decision, signs)) };
        })
        .filter(({ confidence }) => confidence >= LEAST_PROBABILITY)
        .sort((a, b) => b.confidence - a.confidence);
    },
  };
}

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
const LEVER_MODEL: LeverModel = {
  act: ACTING_MODEL.sentence,
  sentence: model.sentence,
  decision: { bias: model.decision.bias, weights: model.decision.weights },
};
