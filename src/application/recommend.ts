import {
  createStemsReader,
  explainExperience,
  type ReadStems,
  wordsAsTyped,
} from '../domain/explanation/explain-experience.ts';
import { explainLever } from '../domain/explanation/explain-lever.ts';
import { quoteEvidence } from '../domain/explanation/quote-evidence.ts';
import { decideStatus } from '../domain/matching/decide-status.ts';
import { diversify } from '../domain/matching/diversify.ts';
import type { FindCues } from '../domain/matching/find-cues.ts';
import type { Question } from '../domain/matching/question.ts';
import { recommendLevers } from '../domain/matching/recommend-levers.ts';
import type { IndexSnapshot } from '../domain/matching/retrieval.ts';
import type { ScoredExperience } from '../domain/matching/score-experiences.ts';
import type { TextAnalysis } from '../domain/text/terms.ts';
import type { Theme } from '../domain/theme/theme.ts';
import type { Hasher } from '../ports/hasher.ts';
import {
  createMatchQuestion,
  type MatchDependencies,
  type MatchedQuestion,
  type MatchRequest,
} from './match-question.ts';
import type { ExperienceResult, LeverResult, Recommendation } from './recommendation.ts';

export interface RecommendRequest extends MatchRequest {
  /** Experiences wanted, 1..50. */
  readonly limit: number;
}

export interface RecommendDependencies extends MatchDependencies {
  readonly hash: Hasher;
}

export type Recommend = (request: RecommendRequest, signal?: AbortSignal) => Promise<Recommendation>;

const LEVER_LIMIT = 6;
const NARROWING_THEMES = 5;

function presentExperiences(
  ranked: readonly ScoredExperience[],
  { profile, lexical }: Question,
  analyse: TextAnalysis,
  stemsOf: ReadStems,
): readonly ExperienceResult[] {
  const words = wordsAsTyped(profile.priorities, lexical.specificStems, analyse);
  return ranked.map(({ candidate, breakdown }, index) => ({
    rank: index + 1,
    experience: candidate.experience,
    breakdown,
    reasons: explainExperience(candidate.experience, breakdown.contributions, { profile, words, stemsOf }),
    evidence: quoteEvidence(candidate.passages, lexical.stems, analyse),
  }));
}

function presentLevers(
  scored: readonly ScoredExperience[],
  asked: readonly string[],
  cues: ReturnType<FindCues>,
  index: IndexSnapshot,
  { taxonomy, weights }: RecommendDependencies,
): readonly LeverResult[] {
  const rates = [...index.leverCounts].map(([id, count]) => [id, count / index.experienceCount] as const);
  const levers = recommendLevers(
    scored,
    { levers: taxonomy.levers, asked, cues, baseRates: new Map(rates) },
    weights.levers,
    LEVER_LIMIT,
  );
  return levers.map((lever, position) => ({ ...lever, rank: position + 1, reasons: explainLever(lever) }));
}

/** The themes that the nearest experiences carry most, most frequent first, taxonomy order on ties. */
function narrowingThemes(scored: readonly ScoredExperience[], themes: readonly Theme[]): readonly Theme[] {
  const nearest = scored.slice(0, 20).map(({ candidate }) => candidate.experience.themes);
  const count = (theme: Theme) => nearest.filter((owned) => owned.includes(theme.id)).length;
  return themes
    .filter((theme) => count(theme) > 0)
    .sort((a, b) => count(b) - count(a))
    .slice(0, NARROWING_THEMES);
}

/** Everything that decides the answer, in one text: same text, same answer. */
function requestKey(
  { exclude, limit, mode, audience }: RecommendRequest,
  { profile }: Question,
  index: IndexSnapshot,
  { taxonomy, thesaurus, weights }: RecommendDependencies,
): string {
  const asked = [profile, [...exclude].sort(), limit, mode, audience];
  return JSON.stringify([asked, index.version, weights, taxonomy.hash, thesaurus.hash]);
}

/**
 * The main job: from a territory and its priorities to experiences and levers, each with its
 * account, its reasons and its proof.
 * Stops once `signal` aborts, and throws its reason.
 * Throws DomainError `territory-unknown`, `territory-ambiguous`, `theme-unknown`, `lever-unknown`,
 * `index-not-ready`, `model-mismatch`, `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`.
 */
export function createRecommend(dependencies: RecommendDependencies): Recommend {
  const { embedder, taxonomy, analyse, hash, weights, run } = dependencies;
  const matchQuestion = createMatchQuestion(dependencies);
  const stemsOf = createStemsReader(analyse);
  return async (request, signal) => {
    const matched = await matchQuestion(request, signal);
    return run('explain', () => explain(matched, request));
  };

  function explain(
    { index, question, leverCues, scored }: MatchedQuestion,
    request: RecommendRequest,
  ): Recommendation {
    const { profile } = question;
    const candidates = scored.map(({ candidate }) => candidate);
    const status = decideStatus(candidates, question, weights);
    const answered = status === 'no_match' ? [] : scored;
    const shown = diversify(answered, weights.diversity, request.limit);
    return {
      id: `rec_${hash(requestKey(request, question, index, dependencies)).slice(0, 20)}`,
      status,
      profile,
      experiences: presentExperiences(shown, question, analyse, stemsOf),
      levers: presentLevers(answered, profile.levers, leverCues, index, dependencies),
      narrowingThemes: status === 'broad' ? narrowingThemes(answered, taxonomy.themes) : [],
      total: answered.length,
      ranking: { version: weights.version, index: index.version, model: embedder.modelId },
    };
  }
}
