import type { Audience } from '../../domain/experience/experience.ts';
import { buildLexicalQuery } from '../../domain/matching/lexical.ts';
import { leaningsOf } from '../../domain/matching/linear-head.ts';
import type { Recall } from '../../domain/matching/precedents.ts';
import type { Question, SemanticScale } from '../../domain/matching/question.ts';
import type { IndexSnapshot } from '../../domain/matching/retrieval.ts';
import { type ScoredExperience, scoreExperiences } from '../../domain/matching/score-experiences.ts';
import { nearnessOf, type SetBackRules, setBack } from '../../domain/matching/set-back.ts';
import type { RankingWeights } from '../../domain/matching/weights.ts';
import { factsOf } from '../../domain/request/conditions.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { RunStage } from '../../ports/telemetry.ts';
import { checkModel } from '../common/current-index.ts';
import type { PrecedentMemory } from '../common/precedent-memory.ts';
import {
  createUnderstandRequest,
  type MatchRequest,
  type SoughtText,
  type UnderstandDependencies,
  type UnderstoodNeed,
  type UnderstoodRequest,
} from './understand-request.ts';

/** Scored candidates of one need. */
export interface MatchedNeed extends Pick<UnderstoodNeed, 'need' | 'evoked' | 'embedding'> {
  readonly question: Question;
  readonly recall: Recall;
  /** Every candidate, best first. */
  readonly scored: readonly ScoredExperience[];
}

/** Scored candidates of a request, from one version of the index. */
export interface MatchedQuestion
  extends Pick<UnderstoodRequest, 'profile' | 'reading' | 'isCut' | 'readLevers' | 'conditions'> {
  /** Version searched; null when nothing is published. */
  readonly version: string | null;
  readonly index: IndexSnapshot;
  /** Visible experiences searched, without the candidates that the request excludes. */
  readonly total: number;
  /** The whole text; the need itself when there is only one. */
  readonly whole: MatchedNeed;
  /** At least one. */
  readonly needs: readonly MatchedNeed[];
}

export interface MatchDependencies extends UnderstandDependencies {
  readonly store: Pick<ExperienceStore, 'retrieve'>;
  readonly precedents: Pick<PrecedentMemory, 'at'>;
  readonly weights: RankingWeights;
  readonly run: RunStage;
}

/** Passages retrieved by meaning, and experiences by words. */
const RETRIEVAL_DEPTH = 100;

function createRetrieve({ store, precedents }: MatchDependencies) {
  return async (
    { stems, embedding, asker }: SoughtText,
    audience: Audience,
    index: IndexSnapshot,
    signal?: AbortSignal,
  ) => {
    const lexical = buildLexicalQuery(stems, index.statistics);
    const { vector, anchors } = lexical;
    const memory = await precedents.at(index.version);
    const recall = memory.recall({ vector: embedding, stems, asker });
    const sought = {
      embedding,
      lexical: vector,
      anchors,
      precedents: recall.weights,
      depth: RETRIEVAL_DEPTH,
    };
    return { lexical, recall, ...(await store.retrieve(sought, audience, signal)) };
  };
}

/** Finds what a request sets back, among it the experiences about what it refuses. */
async function findSetBack(
  { request, profile, readLevers, refusals, conditions }: UnderstoodRequest,
  retrieve: ReturnType<typeof createRetrieve>,
  scale: SemanticScale,
  index: IndexSnapshot,
  signal?: AbortSignal,
) {
  const experiences = new Map<string, number>();
  const versions: (string | null)[] = [];
  for (const refusal of refusals) {
    const { lexical, version, candidates } = await retrieve(refusal, request.audience, index, signal);
    const question = { lexical, scale };
    for (const candidate of candidates) {
      const { id } = candidate.experience;
      experiences.set(id, Math.max(experiences.get(id) ?? 0, nearnessOf(candidate, question)));
    }
    versions.push(version);
  }
  const levers = [...readLevers.refused.keys()].filter((id) => !profile.levers.includes(id));
  const rules: SetBackRules = { experiences, levers: new Set(levers), wanted: factsOf(conditions) };
  return { rules, versions };
}

export function createMatchQuestion(dependencies: MatchDependencies) {
  const { embedder, weights, run } = dependencies;
  const retrieve = createRetrieve(dependencies);

  async function search(
    understood: UnderstoodNeed,
    { audience, exclude }: MatchRequest,
    index: IndexSnapshot,
    rules: SetBackRules,
    signal?: AbortSignal,
  ) {
    const { need, evoked, embedding, profile, cueCount } = understood;
    const { calibration } = embedder;
    const { lexical, recall, version, candidates } = await retrieve(understood, audience, index, signal);
    const question: Question = {
      profile,
      lexical,
      scale: calibration,
      leanings: leaningsOf(profile.priorities, embedding, calibration.heads),
      familiarity: recall.familiarity,
      unanswered: recall.unanswered,
      cueCount,
    };
    const wanted = candidates.filter(({ experience }) => !exclude.includes(experience.id));
    const scored = run('rank', () => setBack(scoreExperiences(wanted, question, weights), rules, question));
    const excludedCount = candidates.length - wanted.length;
    return { version, excludedCount, matched: { need, evoked, embedding, recall, question, scored } };
  }

  return {
    understand: createUnderstandRequest(dependencies),
    /** Retrieves and scores. Throws the errors of the index and the store; see `createRecommend`. */
    async match(
      understood: UnderstoodRequest,
      index: IndexSnapshot,
      signal?: AbortSignal,
    ): Promise<MatchedQuestion> {
      checkModel(index.modelId, embedder);
      const { request, refusals: _, whole, needs, ...rest } = understood;
      const scale = embedder.calibration;
      const { rules, versions } = await findSetBack(understood, retrieve, scale, index, signal);
      const first = await search(whole, request, index, rules, signal);
      const searched = [];
      for (const need of needs)
        searched.push(need === whole ? first : await search(need, request, index, rules, signal));
      // Needs searched on different versions make an answer of none: the caller starts again.
      versions.push(...[first, ...searched].map(({ version }) => version));
      const other = versions.find((version) => version !== index.version);
      const excludedCount = Math.max(first.excludedCount, ...searched.map((one) => one.excludedCount));
      return {
        ...rest,
        version: other === undefined ? index.version : other,
        index,
        total: index.experienceCount - excludedCount,
        whole: first.matched,
        needs: searched.map(({ matched }) => matched),
      };
    },
  };
}
