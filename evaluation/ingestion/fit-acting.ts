import type { Candidate, ReadSentence } from '../../src/ingestion/extract/acting/candidate.ts';
import type { Surroundings } from '../../src/ingestion/extract/acting/describe-candidate.ts';
import {
  type ActingModel,
  describeCandidates,
  describePairs,
  type Judged,
  type Pair,
} from '../../src/ingestion/extract/acting/judge-candidates.ts';
import { logitOfSigns, type SignModel, sigmoid } from '../../src/ingestion/extract/acting/signs.ts';
import type { ReadSigns } from '../../src/ingestion/extract/meaning/lever-signs.ts';
import {
  createSentenceReader,
  type SentenceModel,
} from '../../src/ingestion/extract/meaning/sentence-model.ts';
import { type ExtractionExample, KNOWN, keyOf, type ProvedAct } from './extraction-examples.ts';
import { fitSentences, type SentenceExample } from './fit-sentences.ts';
import { calibrate, fitRidge, type SignExample } from './ridge-fit.ts';

/** Example read as the extractor reads it. */
export interface ReadExample extends ExtractionExample {
  readonly surroundings: Surroundings;
  /** Vectors of its sentences. */
  readonly vectors: readonly Float32Array[];
}

/** Chosen by leaving a style out. */
const PENALTY = { pair: 10, candidate: 33 };
/** A proof that shares fewer characters with a sentence only touches it. */
const LEAST_SHARED = 2;

function provesIn({ start, end }: ProvedAct, sentence: ReadSentence): boolean {
  return !sentence.isTitle && start < sentence.end - LEAST_SHARED && end > sentence.start + LEAST_SHARED;
}

function keyOfCandidate({ place }: Candidate): string {
  const { kind, name, territory } = place;
  return keyOf({ kind, name, code: territory?.code ?? null });
}

function actedKeys({ truth }: ExtractionExample): ReadonlySet<string> {
  return new Set(truth.flatMap(({ territories }) => territories.map(keyOf)));
}

/** Lists the sentences of the texts, each once, with the levers that each proves as its classes. */
export function listProved(examples: readonly ReadExample[]): readonly SentenceExample[] {
  return examples.flatMap(({ surroundings, vectors, proofs, isRepeated, weights }) =>
    isRepeated
      ? []
      : surroundings.sentences.flatMap((sentence, i) => {
          const vector = vectors[i];
          if (vector === undefined || sentence.isTitle) return [];
          const proved = proofs.filter((proof) => provesIn(proof, sentence)).map(({ lever }) => lever);
          return [{ text: sentence.text, vector, classes: new Set(proved), weight: weights.sentences }];
        }),
  );
}

/** Fits the regression that says whether a collectivité acts in a sentence. */
export function fitSentence(examples: readonly ReadExample[]): SentenceModel {
  const told = listProved(examples).map((one) => ({
    ...one,
    classes: new Set(one.classes.size > 0 ? ['act'] : []),
  }));
  return fitSentences(told, ['act']);
}

function logitsOf({ surroundings, vectors }: ReadExample, model: SentenceModel): readonly number[] {
  const readSentence = createSentenceReader(model);
  return surroundings.sentences.map(({ text }, i) => readSentence(text, vectors[i]).act ?? 0);
}

interface Described {
  readonly example: ReadExample;
  readonly pairs: readonly Pair[];
}

function pairExamples({ example, pairs }: Described): readonly SignExample[] {
  const { proofs } = example;
  return pairs.map(({ candidate, sentence, signs }) => {
    const key = keyOfCandidate(candidate);
    const positive = proofs.some((proof) => proof.keys.has(key) && provesIn(proof, sentence));
    return { signs, positive, weight: 1 };
  });
}

interface JudgedExample {
  readonly example: ReadExample;
  readonly acts: readonly (Pair & { readonly probability: number })[];
  readonly candidates: readonly SignExample[];
}

function describeWith(model: SignModel, { example, pairs }: Described): JudgedExample {
  const told = pairs.map((pair) => ({ ...pair, probability: sigmoid(logitOfSigns(model, pair.signs)) }));
  const acted = actedKeys(example);
  const { candidates } = example.surroundings;
  return {
    example,
    acts: told,
    candidates: describeCandidates(example.surroundings, told).map((signs, i) => {
      const candidate = candidates[i];
      const isTolerated = example.tolerated.has(candidate?.place.territory?.code ?? '');
      const positive = candidate !== undefined && acted.has(keyOfCandidate(candidate));
      return { signs, positive, weight: isTolerated ? 0 : example.weights.candidates };
    }),
  };
}

function fitCandidates(judged: readonly JudgedExample[]): SignModel {
  const told = judged.flatMap(({ candidates }) => candidates).filter(({ weight }) => weight > 0);
  return fitRidge(told, PENALTY.candidate);
}

/** Parts in which groups are left out. */
const PART_COUNT = 8;

/** Splits the groups of the examples into parts that are left out one after another. */
export function splitGroups(examples: readonly ReadExample[]): readonly ReadonlySet<string>[] {
  const groups = [...new Set(examples.map(({ group }) => group))];
  return Array.from(
    { length: Math.min(PART_COUNT, groups.length) },
    (_, part) => new Set(groups.filter((_group, i) => i % PART_COUNT === part)),
  );
}

/** Maps the examples of each part of the groups by a model fitted on all the others. */
function acrossGroups<T extends { readonly example: ReadExample }, Fitted, Out>(
  items: readonly T[],
  learn: (others: readonly T[]) => Fitted,
  map: (fitted: Fitted, item: T) => Out,
): readonly Out[] {
  const byItem = new Map<T, Out>();
  for (const groups of splitGroups(items.map(({ example }) => example))) {
    const fitted = learn(items.filter(({ example }) => !groups.has(example.group)));
    for (const item of items) if (groups.has(item.example.group)) byItem.set(item, map(fitted, item));
  }
  return items.flatMap((item) => byItem.get(item) ?? []);
}

export interface UnseenExample {
  readonly example: ReadExample;
  readonly judged: readonly Judged[];
}

export interface FittedActing {
  readonly model: ActingModel;
  /** Judgements of candidates by models that saw no page of their group. */
  readonly unseen: readonly UnseenExample[];
}

/**
 * Fits the three regressions, each on what the one before says of groups that it has not seen, and calibrates the last
 * one the same way.
 */
export function fitActing(examples: readonly ReadExample[], readSigns: ReadSigns): FittedActing {
  const items = examples.map((example) => ({ example }));
  const described = acrossGroups(
    items,
    (others) => fitSentence(others.map(({ example }) => example)),
    (head, { example }): Described => ({
      example,
      pairs: describePairs(example.surroundings, logitsOf(example, head), readSigns),
    }),
  );
  const fitPairs = (others: readonly Described[]) => fitRidge(others.flatMap(pairExamples), PENALTY.pair);
  const judged = acrossGroups(described, fitPairs, describeWith);
  const scored = acrossGroups(judged, fitCandidates, (model, { example, acts, candidates }) => ({
    example,
    acts,
    candidates: candidates.map((one) => ({ ...one, logit: logitOfSigns(model, one.signs) })),
  }));
  const unseen = scored.filter(({ example }) => example.group !== KNOWN);
  const points = unseen.flatMap(({ candidates }) => candidates);
  const candidate = calibrate(fitCandidates(judged), points);
  const line = calibrate({ bias: 0, weights: { logit: 1 } }, points);
  return {
    model: { sentence: fitSentence(examples), pair: fitPairs(described), candidate },
    unseen: scored.map(({ example, acts, candidates }) => ({
      example,
      judged: example.surroundings.candidates.map((candidate, i) => ({
        candidate,
        probability: sigmoid(logitOfSigns(line, { logit: candidates[i]?.logit ?? line.bias })),
        acts: acts.filter((act) => act.candidate === candidate),
      })),
    })),
  };
}
