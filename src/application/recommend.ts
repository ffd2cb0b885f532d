import type { Audience } from '../domain/experience/experience.ts';
import { explainExperience } from '../domain/explanation/explain-experience.ts';
import { explainLever } from '../domain/explanation/explain-lever.ts';
import { quoteEvidence } from '../domain/explanation/quote-evidence.ts';
import { decideStatus } from '../domain/matching/decide-status.ts';
import { diversify } from '../domain/matching/diversify.ts';
import { createRequestExpansion, type ExpandRequest } from '../domain/matching/expand-request.ts';
import { createCueFinder, type FindCues } from '../domain/matching/find-cues.ts';
import type { Mode, Question } from '../domain/matching/question.ts';
import { recommendLevers } from '../domain/matching/recommend-levers.ts';
import type { IndexSnapshot } from '../domain/matching/retrieval.ts';
import { type ScoredExperience, scoreExperiences } from '../domain/matching/score-experiences.ts';
import type { RankingWeights } from '../domain/matching/weights.ts';
import type { TextAnalysis } from '../domain/text/terms.ts';
import type { Theme } from '../domain/theme/theme.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { ExperienceStore } from '../ports/experience-store.ts';
import type { Gazetteer } from '../ports/gazetteer.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { Taxonomy } from '../ports/taxonomy.ts';
import type { Thesaurus } from '../ports/thesaurus.ts';
import { buildQuestion, questionText, semanticText } from './ask-question.ts';
import { checkModel } from './check-model.ts';
import { checkTaxonomy } from './check-taxonomy.ts';
import { type CurrentIndex, readOneVersion } from './current-index.ts';
import type { ExperienceResult, LeverResult, Recommendation } from './recommendation.ts';
import { type AskedProfile, resolveProfile } from './resolve-profile.ts';

export interface RecommendRequest extends AskedProfile {
  /** Ids of experiences that must not come back. */
  readonly exclude: readonly string[];
  /** Experiences wanted, 1..50. */
  readonly limit: number;
  readonly mode: Mode;
  readonly audience: Audience;
}

export interface RecommendDependencies {
  readonly store: ExperienceStore;
  readonly embedder: Embedder;
  readonly gazetteer: Gazetteer;
  readonly taxonomy: Taxonomy;
  readonly analyse: TextAnalysis;
  readonly hash: Hasher;
  readonly thesaurus: Thesaurus;
  readonly currentIndex: CurrentIndex;
  readonly weights: RankingWeights;
}

export type Recommend = (request: RecommendRequest) => Promise<Recommendation>;

/** Candidates taken of each leg. */
const RETRIEVAL_DEPTH = 200;
const LEVER_LIMIT = 6;
const NARROWING_THEMES = 5;

function presentExperiences(
  ranked: readonly ScoredExperience[],
  question: Question,
  analyse: TextAnalysis,
): readonly ExperienceResult[] {
  const { profile, lexical } = question;
  return ranked.map(({ candidate, breakdown }, index) => ({
    rank: index + 1,
    experience: candidate.experience,
    breakdown,
    reasons: explainExperience(candidate.experience, breakdown.contributions, {
      profile,
      stems: lexical.specificStems,
      analyse,
    }),
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

function countCues(...found: readonly ReturnType<FindCues>[]): number {
  return found.flatMap((cues) => [...cues.values()].flat()).length;
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

/** The question, and what the index gives for it: statistics, counts and candidates of one version. */
async function scoreQuestion(
  request: RecommendRequest,
  expand: ExpandRequest,
  dependencies: RecommendDependencies,
): Promise<{ index: IndexSnapshot; question: Question; scored: readonly ScoredExperience[] }> {
  const { store, embedder, gazetteer, taxonomy, analyse, weights, currentIndex } = dependencies;
  const { audience, mode, exclude } = request;
  checkModel((await currentIndex(audience)).modelId, embedder);
  const profile = resolveProfile(request, gazetteer);
  const text = questionText(profile, taxonomy);
  const embedding = await embedder.embedQuery(semanticText(profile, text, expand));
  const { index, result } = await readOneVersion(currentIndex, audience, async (snapshot) => {
    checkModel(snapshot.modelId, embedder);
    const question = buildQuestion(profile, mode, text, snapshot, analyse, embedder);
    const { vector } = question.lexical;
    const retrieved = await store.retrieve({ embedding, lexical: vector, depth: RETRIEVAL_DEPTH }, audience);
    return { ...retrieved, question };
  });
  const { question, candidates } = result;
  const wanted = candidates.filter(({ experience }) => !exclude.includes(experience.id));
  return { index, question, scored: scoreExperiences(wanted, question, weights) };
}

/**
 * The main job: from a territory and its priorities to experiences and levers, each with its
 * account, its reasons and its proof.
 * Throws DomainError `territory-unknown`, `territory-ambiguous`, `theme-unknown`, `lever-unknown`,
 * `index-not-ready`, `model-mismatch`, `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`.
 */
export function createRecommend(dependencies: RecommendDependencies): Recommend {
  const { embedder, taxonomy, thesaurus, analyse, hash, weights } = dependencies;
  const expand = createRequestExpansion(thesaurus.groups);
  const findThemeCues = createCueFinder(taxonomy.themes);
  const findLeverCues = createCueFinder(taxonomy.levers);
  return async (request) => {
    checkTaxonomy(taxonomy, request);
    const { index, question, scored } = await scoreQuestion(request, expand, dependencies);
    const { profile } = question;
    const leverCues = findLeverCues(profile.priorities);
    const status = decideStatus(
      scored.map(({ candidate }) => candidate),
      question,
      countCues(findThemeCues(profile.priorities), leverCues),
      weights.abstention,
    );
    const answered = status === 'no_match' ? [] : scored;
    const shown = diversify(answered, weights.diversity).slice(0, request.limit);
    return {
      id: `rec_${hash(requestKey(request, question, index, dependencies)).slice(0, 20)}`,
      status,
      profile,
      experiences: presentExperiences(shown, question, analyse),
      levers: presentLevers(answered, profile.levers, leverCues, index, dependencies),
      narrowingThemes: status === 'broad' ? narrowingThemes(answered, taxonomy.themes) : [],
      total: answered.length,
      ranking: { version: weights.version, index: index.version, model: embedder.modelId },
    };
  };
}
