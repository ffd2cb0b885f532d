import type { Evoked } from '../../domain/explanation/explain.ts';
import type { ReadLevers } from '../../domain/matching/find-cues.ts';
import { buildLexicalQuery } from '../../domain/matching/lexical.ts';
import { leaningsOf } from '../../domain/matching/linear-head.ts';
import type { Question } from '../../domain/matching/question.ts';
import type { IndexSnapshot } from '../../domain/matching/retrieval.ts';
import { type ScoredExperience, scoreExperiences } from '../../domain/matching/score-experiences.ts';
import type { RankingWeights } from '../../domain/matching/weights.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import type { Need } from '../../domain/request/find-needs.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { RunStage } from '../../ports/telemetry.ts';
import { checkModel } from '../common/current-index.ts';
import {
  createUnderstandRequest,
  type MatchRequest,
  type UnderstandDependencies,
  type UnderstoodNeed,
  type UnderstoodRequest,
} from './understand-request.ts';

/** Scored candidates of one need. */
export interface MatchedNeed {
  readonly need: Need;
  readonly evoked: Evoked;
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
  readonly isCut: boolean;
  readonly readLevers: ReadLevers;
  /** Visible experiences searched, without the candidates that the request excludes. */
  readonly total: number;
  /** The whole text; the need itself when there is only one. */
  readonly whole: MatchedNeed;
  /** At least one. */
  readonly needs: readonly MatchedNeed[];
}

export interface MatchDependencies extends UnderstandDependencies {
  readonly store: Pick<ExperienceStore, 'retrieve'>;
  readonly analyse: TextAnalysis;
  readonly weights: RankingWeights;
  readonly run: RunStage;
}

/** Passages retrieved by meaning, and experiences by words. */
const RETRIEVAL_DEPTH = 100;

export function createMatchQuestion(dependencies: MatchDependencies) {
  const { store, embedder, analyse, weights, run } = dependencies;

  async function search(
    understood: UnderstoodNeed,
    { audience, exclude }: MatchRequest,
    index: IndexSnapshot,
    signal?: AbortSignal,
  ) {
    const { need, evoked, embedding, profile, mode, text, cueCount, expressionCount } = understood;
    const { calibration } = embedder;
    const stems = analyse(text).map(({ stem }) => stem);
    const question: Question = {
      profile,
      mode,
      lexical: buildLexicalQuery(stems, index.statistics),
      scale: calibration,
      leanings: leaningsOf(embedding, calibration.heads),
      cueCount,
      expressionCount,
    };
    const { vector: lexical, anchors } = question.lexical;
    const found = { embedding, lexical, anchors, depth: RETRIEVAL_DEPTH };
    const { version, candidates } = await store.retrieve(found, audience, signal);
    const wanted = candidates.filter(({ experience }) => !exclude.includes(experience.id));
    const scored = run('rank', () => scoreExperiences(wanted, question, weights));
    const excludedCount = candidates.length - wanted.length;
    return { version, excludedCount, matched: { need, evoked, embedding, question, scored } };
  }

  return {
    understand: createUnderstandRequest(dependencies),
    /** Retrieves and scores. Throws the errors of the index and the store; see `createRecommend`. */
    async match(
      { request, profile, isCut, whole, needs }: UnderstoodRequest,
      index: IndexSnapshot,
      signal?: AbortSignal,
    ): Promise<MatchedQuestion> {
      checkModel(index.modelId, embedder);
      const first = await search(whole, request, index, signal);
      const searched = [];
      for (const need of needs) {
        searched.push(need === whole ? first : await search(need, request, index, signal));
      }
      // Needs searched on different versions make an answer of none: the caller starts again.
      const other = [first, ...searched].find(({ version }) => version !== index.version);
      return {
        version: other === undefined ? index.version : other.version,
        index,
        profile,
        isCut,
        readLevers: whole.readLevers,
        total:
          index.experienceCount -
          Math.max(first.excludedCount, ...searched.map(({ excludedCount }) => excludedCount)),
        whole: first.matched,
        needs: searched.map(({ matched }) => matched),
      };
    },
  };
}
