import type { Audience } from '../../domain/experience/experience.ts';
import { createRequestExpansion } from '../../domain/matching/expand-request.ts';
import { createCueFinder } from '../../domain/matching/find-cues.ts';
import { logitOf } from '../../domain/matching/linear-head.ts';
import type { Mode, Question } from '../../domain/matching/question.ts';
import { createLeverReader, type ReadLevers } from '../../domain/matching/read-levers.ts';
import type { IndexSnapshot } from '../../domain/matching/retrieval.ts';
import { type ScoredExperience, scoreExperiences } from '../../domain/matching/score-experiences.ts';
import type { RankingWeights } from '../../domain/matching/weights.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import { findNeeds, type Need, type ReadSegment } from '../../domain/request/find-needs.ts';
import { splitSegments } from '../../domain/request/segments.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import type { RunStage } from '../../ports/telemetry.ts';
import type { Thesaurus } from '../../ports/thesaurus.ts';
import { checkModel } from '../common/check-model.ts';
import { checkTaxonomy } from '../common/check-taxonomy.ts';
import type { CurrentIndex } from '../common/current-index.ts';
import { type AskedText, buildQuestion, questionText, semanticText } from './ask-question.ts';
import { type AskedProfile, resolveProfile } from './resolve-profile.ts';

export interface MatchRequest extends AskedProfile {
  /** Ids of experiences to leave out. */
  readonly exclude: readonly string[];
  readonly mode: Mode;
  readonly audience: Audience;
}

/** Need of a request, as the model reads it. */
export interface UnderstoodNeed extends AskedText {
  readonly need: Need;
}

/** A resolved request, before retrieval. */
export interface UnderstoodRequest {
  readonly request: MatchRequest;
  readonly profile: Profile;
  readonly readLevers: ReadLevers;
  /** In the order of the priorities; at least one. */
  readonly needs: readonly UnderstoodNeed[];
}

/** Scored candidates of one need. */
export interface MatchedNeed {
  readonly need: Need;
  readonly embedding: Float32Array;
  readonly question: Question;
  /** Every candidate, best first. */
  readonly scored: readonly ScoredExperience[];
}

/** Scored candidates of a request, from one version of the index. */
export interface MatchedQuestion {
  /** Version searched; null when nothing is published. */
  readonly version: string | null;
  readonly index: IndexSnapshot;
  readonly profile: Profile;
  readonly readLevers: ReadLevers;
  /** Visible experiences searched, without the candidates that the request excludes. */
  readonly total: number;
  /** At least one. */
  readonly needs: readonly MatchedNeed[];
}

export interface MatchQuestion {
  /** Resolves and embeds a request. Throws the errors of the request and the model; see `createRecommend`. */
  understand(request: MatchRequest, signal?: AbortSignal): Promise<UnderstoodRequest>;
  /** Retrieves and scores. Throws the errors of the index and the store; see `createRecommend`. */
  match(understood: UnderstoodRequest, index: IndexSnapshot, signal?: AbortSignal): Promise<MatchedQuestion>;
}

export interface MatchDependencies {
  readonly store: Pick<ExperienceStore, 'retrieve'>;
  readonly embedder: Embedder;
  readonly gazetteer: Gazetteer;
  readonly taxonomy: Taxonomy;
  readonly thesaurus: Thesaurus;
  readonly analyse: TextAnalysis;
  readonly currentIndex: CurrentIndex;
  readonly weights: RankingWeights;
  readonly run: RunStage;
}

/** Passages retrieved by meaning, and experiences by words. */
const RETRIEVAL_DEPTH = 100;

function countCues(...found: readonly ReadonlyMap<string, readonly unknown[]>[]): number {
  return found.flatMap((cues) => [...cues.values()].flat()).length;
}

function wholeNeed(priorities: string): Need {
  return { text: priorities, start: 0, end: priorities.length };
}

export function createMatchQuestion(dependencies: MatchDependencies): MatchQuestion {
  const { store, embedder, gazetteer, taxonomy, thesaurus, analyse, currentIndex, weights, run } =
    dependencies;
  const expand = createRequestExpansion(thesaurus.groups);
  const findThemeCues = createCueFinder(taxonomy.themes);
  const readLeversOf = createLeverReader(taxonomy.levers);

  /** The model reads every place where another need may begin: nothing more for a request of one segment. */
  async function splitNeeds(priorities: string, signal?: AbortSignal): Promise<readonly Need[]> {
    const whole = wholeNeed(priorities);
    const segments = splitSegments(priorities);
    if (segments.length < 2) return [whole];
    const read: ReadSegment[] = [];
    for (const segment of segments) {
      const embedding = await embedder.embedQuery(semanticText(segment.text, expand(segment.text)), signal);
      read.push({ ...segment, embedding, subject: logitOf(embedding, embedder.calibration.heads.subject) });
    }
    const needs = findNeeds(priorities, read);
    return needs.length === 1 ? [whole] : needs;
  }

  async function readNeed(
    need: Need,
    profile: Profile,
    mode: Mode,
    signal?: AbortSignal,
  ): Promise<UnderstoodNeed> {
    const { evoked, wanted } = readLeversOf(need.text);
    const cueCount = countCues(findThemeCues(need.text), evoked);
    // A single leg is the baseline of a plain search engine, without knowledge of the field.
    const words = mode === 'hybrid' ? wanted : need.text;
    const expressions = mode === 'hybrid' ? expand(words) : [];
    const text = questionText(words, profile, taxonomy);
    const embedding = await embedder.embedQuery(semanticText(text, expressions), signal);
    return { need, profile, mode, text, embedding, cueCount };
  }

  async function search(
    understood: UnderstoodNeed,
    { audience, exclude }: MatchRequest,
    index: IndexSnapshot,
    signal?: AbortSignal,
  ) {
    const { need, embedding } = understood;
    const question = buildQuestion(understood, index, analyse, embedder);
    const { vector: lexical, anchors } = question.lexical;
    const found = { embedding, lexical, anchors, depth: RETRIEVAL_DEPTH };
    const { version, candidates } = await store.retrieve(found, audience, signal);
    const wanted = candidates.filter(({ experience }) => !exclude.includes(experience.id));
    const scored = run('rank', () => scoreExperiences(wanted, question, weights));
    const excludedCount = candidates.length - wanted.length;
    return { version, excludedCount, matched: { need, embedding, question, scored } };
  }

  return {
    async understand(request, signal) {
      checkTaxonomy(taxonomy, request);
      const { audience, mode } = request;
      checkModel((await currentIndex.known(audience, signal)).modelId, embedder);
      const profile = resolveProfile(request, gazetteer);
      const readLevers = readLeversOf(profile.priorities);
      const told =
        mode === 'hybrid' ? await splitNeeds(profile.priorities, signal) : [wholeNeed(profile.priorities)];
      const needs: UnderstoodNeed[] = [];
      for (const need of told) needs.push(await readNeed(need, profile, mode, signal));
      return { request, profile, readLevers, needs };
    },
    async match({ request, profile, readLevers, needs }, index, signal) {
      checkModel(index.modelId, embedder);
      const matched: MatchedNeed[] = [];
      let version: string | null = index.version;
      let excludedCount = 0;
      for (const need of needs) {
        const found = await search(need, request, index, signal);
        // Needs searched on different versions make an answer of none: the caller starts again.
        if (found.version !== index.version) version = found.version;
        excludedCount = Math.max(excludedCount, found.excludedCount);
        matched.push(found.matched);
      }
      const total = index.experienceCount - excludedCount;
      return { version, index, profile, readLevers, total, needs: matched };
    },
  };
}
