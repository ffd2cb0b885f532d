import { isActing } from '../case/find-openings.ts';
import type { ReadSigns } from '../meaning/lever-signs.ts';
import type { EmbedTexts } from '../meaning/remember-vectors.ts';
import { createSentenceReader, type SentenceModel } from '../meaning/sentence-model.ts';
import { findSpeaker, isInvitation, isMetaSentence } from '../text/classify-line.ts';
import type { Candidate, ReadSentence } from './candidate.ts';
import {
  describeCandidate,
  describePage,
  poolNamings,
  type Surroundings,
  type Told,
} from './describe-candidate.ts';
import { describePair, isInReach, type Standing } from './describe-pair.ts';
import { describeSentence } from './describe-sentence.ts';
import { followCandidates } from './follow-candidates.ts';
import model from './model.json' with { type: 'json' };
import { type Outcome, outcomeOf } from './outcome.ts';
import { logitOfSigns, type SignModel, type Signs, sigmoid } from './signs.ts';

/** Three regressions, each on the answers of the one before; fitted by `npm run fit-extraction`. */
export interface ActingModel {
  /** A collectivité acts in the sentence: the class `act`. */
  readonly sentence: SentenceModel;
  /** The candidate acts in the sentence. */
  readonly pair: SignModel;
  readonly candidate: SignModel;
}

export interface Act {
  readonly sentence: ReadSentence;
  readonly signs: Signs;
  readonly probability: number;
}

export interface Judged {
  readonly candidate: Candidate;
  readonly probability: number;
  /** In reading order. */
  readonly acts: readonly Act[];
}

/** Signs of a sentence and a candidate in its reach. */
export interface Pair {
  readonly candidate: Candidate;
  readonly sentence: ReadSentence;
  readonly signs: Signs;
}

/** Highest probability of a candidate that did nothing, by the text: an editor may still look at it. */
const MOST_UNDONE = 0.3;
/** Least probability that a candidate acts in a sentence for it to tell what became of the act. */
const LEAST_TOLD = 0.3;

/** Logits are bounded, so that one sentence does not decide alone. */
const MOST_LOGIT = 8;

function bounded(logit: number): number {
  return Math.max(-MOST_LOGIT, Math.min(MOST_LOGIT, logit));
}

function standingOf(candidate: Candidate, { candidates, cases }: Surroundings): Standing {
  const { place, namings } = candidate;
  const others = candidates.filter((other) => other !== candidate);
  const inTitle = namings.filter(({ sentence }) => sentence.isTitle);
  return {
    inTitle: inTitle.length > 0,
    leadsTitle: inTitle.some(({ sentence, located }) => located.mention.start - sentence.start <= 4),
    named: poolNamings(candidate),
    isFirst: candidates[0] === candidate,
    isOnly: others.length === 0,
    isOnlyOfKind: others.every((other) => other.place.kind !== place.kind),
    isMost: others.every((other) => other.namings.length <= namings.length),
    leadsCase: cases.some(
      ({
        own: {
          places: [first],
        },
      }) => first?.place.key === place.key,
    ),
  };
}

/** Recognises a sentence about the page, a speaker's line, and an invitation that tells no act. */
function tellsNothing(sentence: ReadSentence): boolean {
  const { text, places } = sentence;
  if (isMetaSentence(text) || findSpeaker(text)?.isLineOfSpeaker === true) return true;
  return isInvitation(text) && !places.some((located) => isActing(sentence, located));
}

/** Describes the sentences of the text with each candidate in their reach. */
export function describePairs(
  surroundings: Surroundings,
  logits: readonly number[],
  readSigns: ReadSigns,
): readonly Pair[] {
  const { sentences, candidates } = surroundings;
  const standings = new Map(candidates.map((one) => [one, standingOf(one, surroundings)]));
  const pairs: Pair[] = [];
  for (const moment of followCandidates(sentences, candidates)) {
    const { sentence } = moment;
    if (sentence.isTitle || tellsNothing(sentence)) continue;
    const told = {
      signs: describeSentence(sentence, readSigns),
      logit: bounded(logits[sentence.rank] ?? 0),
    };
    for (const [candidate, standing] of standings) {
      if (!isInReach(moment, candidate)) continue;
      pairs.push({ candidate, sentence, signs: describePair(moment, candidate, standing, told) });
    }
  }
  return pairs;
}

/** Describes the candidates of a resource, with the probabilities of `pairs`. */
export function describeCandidates(
  surroundings: Surroundings,
  pairs: readonly (Told & { readonly candidate: Candidate })[],
): readonly Signs[] {
  const page = describePage(surroundings);
  return surroundings.candidates.map((candidate) => {
    const acts = pairs.filter((pair) => pair.candidate === candidate);
    return { ...page, ...describeCandidate(candidate, acts, surroundings) };
  });
}

/** Tells whether the sentences about a candidate tell as much given up as done, or nothing done. */
function didNothing({ namings }: Candidate, acts: readonly Act[]): boolean {
  const told = acts.filter(({ probability }) => probability >= LEAST_TOLD).map(({ sentence }) => sentence);
  const sentences = [...new Set([...namings.map(({ sentence }) => sentence), ...told])];
  const count = (wanted: Outcome, among: readonly ReadSentence[]) =>
    among.filter(({ text }) => outcomeOf(text) === wanted).length;
  // « Habitat participatif abandonné » reads as done: the title counts so where no other sentence is read.
  const inText = sentences.filter(({ isTitle }) => !isTitle);
  return count('dropped', sentences) >= count('done', inText.length > 0 ? inText : sentences);
}

/** Judges which of the territories that a resource names acted there. */
export async function judgeCandidates(
  surroundings: Surroundings,
  model: ActingModel,
  { embed, readSigns }: { readonly embed: EmbedTexts; readonly readSigns: ReadSigns },
): Promise<readonly Judged[]> {
  const { sentences, candidates } = surroundings;
  if (candidates.length === 0) return [];
  const vectors = await embed(sentences.map(({ text }) => text));
  const readSentence = createSentenceReader(model.sentence);
  const logits = sentences.map(({ text }, i) => readSentence(text, vectors[i]).act ?? 0);
  const pairs = describePairs(surroundings, logits, readSigns).map(({ candidate, sentence, signs }) => ({
    candidate,
    sentence,
    signs,
    probability: sigmoid(logitOfSigns(model.pair, signs)),
  }));
  return describeCandidates(surroundings, pairs).map((signs, i) => {
    const candidate = candidates[i];
    if (candidate === undefined) throw new Error('a candidate was not described');
    const acts = pairs.filter((pair) => pair.candidate === candidate);
    const probability = sigmoid(logitOfSigns(model.candidate, signs));
    return {
      candidate,
      probability: probability > MOST_UNDONE && didNothing(candidate, acts) ? MOST_UNDONE : probability,
      acts,
    };
  });
}

/** Regressions fitted by `npm run fit-extraction -- --write`, on vectors of the model that the service ships. */
export const ACTING_MODEL: ActingModel = {
  sentence: model.sentence,
  pair: { bias: model.pair.bias, weights: model.pair.weights },
  candidate: { bias: model.candidate.bias, weights: model.candidate.weights },
};
