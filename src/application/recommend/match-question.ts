import type { Audience } from '../../domain/experience/experience.ts';
import { createRequestExpansion } from '../../domain/matching/expand-request.ts';
import { createCueFinder } from '../../domain/matching/find-cues.ts';
import type { Mode, Question } from '../../domain/matching/question.ts';
import { createLeverReader, type ReadLevers } from '../../domain/matching/read-levers.ts';
import type { IndexSnapshot } from '../../domain/matching/retrieval.ts';
import { type ScoredExperience, scoreExperiences } from '../../domain/matching/score-experiences.ts';
import type { RankingWeights } from '../../domain/matching/weights.ts';
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

/** A resolved request, before retrieval. */
export interface UnderstoodRequest extends AskedText {
  readonly request: MatchRequest;
  readonly readLevers: ReadLevers;
}

/** Scored candidates of a request, from one version of the index. */
export interface MatchedQuestion {
  /** Version searched; null when nothing is published. */
  readonly version: string | null;
  readonly index: IndexSnapshot;
  readonly question: Question;
  readonly readLevers: ReadLevers;
  /** Visible experiences searched, without the candidates that the request excludes. */
  readonly total: number;
  /** Every candidate, best first. */
  readonly scored: readonly ScoredExperience[];
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

export function createMatchQuestion(dependencies: MatchDependencies): MatchQuestion {
  const { store, embedder, gazetteer, taxonomy, thesaurus, analyse, currentIndex, weights, run } =
    dependencies;
  const expand = createRequestExpansion(thesaurus.groups);
  const findThemeCues = createCueFinder(taxonomy.themes);
  const readLeversOf = createLeverReader(taxonomy.levers);
  return {
    async understand(request, signal) {
      checkTaxonomy(taxonomy, request);
      const { audience, mode } = request;
      checkModel((await currentIndex.known(audience, signal)).modelId, embedder);
      const profile = resolveProfile(request, gazetteer);
      const readLevers = readLeversOf(profile.priorities);
      const cueCount = countCues(findThemeCues(profile.priorities), readLevers.evoked);
      // A single leg is the baseline of a plain search engine, without knowledge of the field.
      const priorities = mode === 'hybrid' ? readLevers.wanted : profile.priorities;
      const expressions = mode === 'hybrid' ? expand(priorities) : [];
      const text = questionText({ ...profile, priorities }, taxonomy);
      const embedding = await embedder.embedQuery(semanticText(text, expressions), signal);
      return { request, profile, mode, text, embedding, cueCount, readLevers };
    },
    async match(understood, index, signal) {
      checkModel(index.modelId, embedder);
      const { request, embedding, readLevers } = understood;
      const question = buildQuestion(understood, index, analyse, embedder);
      const { vector: lexical, anchors } = question.lexical;
      const { version, candidates } = await store.retrieve(
        { embedding, lexical, anchors, depth: RETRIEVAL_DEPTH },
        request.audience,
        signal,
      );
      const wanted = candidates.filter(({ experience }) => !request.exclude.includes(experience.id));
      const scored = run('rank', () => scoreExperiences(wanted, question, weights));
      const total = index.experienceCount - (candidates.length - wanted.length);
      return { version, index, question, readLevers, total, scored };
    },
  };
}
