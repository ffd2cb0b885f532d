import { type CostRange, findCostRanges } from '../../domain/experience/cost-ranges.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import {
  explainExperience,
  explainLever,
  quoteEvidence,
  wordsAsTyped,
} from '../../domain/explanation/explain.ts';
import { answerId } from '../../domain/feedback/feedback.ts';
import type { RecommendedLever } from '../../domain/matching/recommend-levers.ts';
import { LEVELS } from '../../domain/matching/relevance.ts';
import type { IndexSnapshot } from '../../domain/matching/retrieval.ts';
import type { ScoredExperience } from '../../domain/matching/score-experiences.ts';
import type { Theme } from '../../domain/theme/theme.ts';
import type { ChosenContent, ExperienceStore } from '../../ports/experience-store.ts';
import type { Hasher } from '../../ports/hasher.ts';
import { readOneVersion } from '../common/current-index.ts';
import { type Choice, chooseAnswer, type ShownRange } from './choose-answer.ts';
import { createMatchQuestion, type MatchDependencies, type MatchedQuestion } from './match-question.ts';
import type { AnsweredNeed, ExperienceResult, LeverResult, Recommendation } from './recommendation.ts';
import { type MatchRequest, questionText } from './understand-request.ts';

export interface RecommendRequest extends MatchRequest, ShownRange {}

export interface RecommendDependencies extends MatchDependencies {
  readonly store: Pick<ExperienceStore, 'retrieve' | 'readContents'>;
  readonly hash: Hasher;
}

export type Recommend = (request: RecommendRequest, signal?: AbortSignal) => Promise<Recommendation>;

/**
 * Answer, when each of its experiences last changed, and what it found nothing close about: apart, since one index
 * gives one answer wherever it was built.
 */
export interface DatedRecommendation {
  readonly answer: Recommendation;
  /** ISO 8601, by the id of an experience. */
  readonly changedAt: ReadonlyMap<string, string>;
  /** Ids of the themes chosen, and of those that a need without a close experience evokes. */
  readonly unmetThemes: readonly string[];
}

const NARROWING_THEMES = 5;

/** Contents of the experiences of an answer, read for the need that each one was ranked for. */
type Contents = ReadonlyMap<string, ChosenContent>;

function contentOf(contents: Contents, id: string): ChosenContent {
  const content = contents.get(id);
  if (content === undefined) throw new TypeError(`${id} was found but not read in the same version`);
  return content;
}

/** Returns the ids of the experiences whose texts the answer shows, by the position of their need. */
function textsOf({ shown, levers }: Choice, needCount: number): readonly (readonly string[])[] {
  const byNeed = Array.from({ length: needCount }, (_, need) =>
    shown.filter(({ needs }) => needs[0] === need).map(({ candidate }) => candidate.experience.id),
  );
  const read = new Set(byNeed.flat());
  const supporting = levers.flatMap((lever) => lever.supporting).filter((id) => !read.has(id));
  return byNeed.map((ids, need) => (need === 0 ? [...new Set([...ids, ...supporting])] : ids));
}

function unmetThemes({ profile, needs }: MatchedQuestion, answer: Recommendation): readonly string[] {
  const unmet = needs.filter((_, position) => answer.needs[position]?.level !== 'close');
  return [...new Set([...profile.themes, ...unmet.flatMap(({ evoked }) => evoked.themes)])];
}

/** Says what the base has for each need, shown or left out by the limit. */
function presentNeeds({ needs }: MatchedQuestion, { answered }: Choice): readonly AnsweredNeed[] {
  const best = (need: number) =>
    LEVELS.find(
      (level) =>
        level !== 'distant' && answered.some((entry) => entry.level === level && entry.needs.includes(need)),
    );
  return needs.map(({ need }, position) => ({ ...need, level: best(position) ?? null }));
}

function presentExperiences(
  { profile, needs }: MatchedQuestion,
  { shown }: Choice,
  contents: Contents,
  { taxonomy, analyse }: RecommendDependencies,
): readonly ExperienceResult[] {
  const asked = needs.map(({ need, evoked, question: { lexical } }) => ({
    evoked,
    words: wordsAsTyped(profile.priorities, lexical.specificStems, analyse),
    marked: wordsAsTyped(questionText(need.text, profile, taxonomy), lexical.stems, analyse),
  }));
  return shown.flatMap((ranked, position) => {
    const { experience, passages } = contentOf(contents, ranked.candidate.experience.id);
    const { breakdown, relevance, level } = ranked;
    const need = asked[ranked.needs[0]];
    if (need === undefined) return [];
    const context = { profile, evoked: need.evoked, words: need.words, analyse };
    return {
      rank: position + 1,
      experience,
      breakdown,
      relevance,
      level,
      needs: ranked.needs,
      reasons: explainExperience(experience, breakdown.contributions, context),
      evidence: quoteEvidence(passages, need.marked, analyse),
    };
  });
}

function presentLever(
  lever: RecommendedLever,
  position: number,
  { shown }: Choice,
  { contents, index }: { readonly contents: Contents; readonly index: IndexSnapshot },
): LeverResult {
  const supporting = lever.supporting.map((id) => {
    const { title, levers } = contentOf(contents, id).experience;
    const use = levers.find((candidate) => candidate.lever === lever.lever.id);
    if (use === undefined) throw new TypeError(`${id} votes for a lever that it does not have`);
    return { experienceId: id, title, what: use.what };
  });
  const costs = findCostRanges(index.costed.filter(({ levers }) => levers.includes(lever.lever.id)));
  return { ...lever, rank: position + 1, reasons: explainLever(lever, shown.length), supporting, costs };
}

function costsOf({ index }: MatchedQuestion, { status, answered }: Choice): readonly CostRange[] {
  if (status === 'broad') return [];
  const near = answered.filter(({ level }) => level !== 'distant');
  const ids = new Set(near.map(({ candidate }) => candidate.experience.id));
  return findCostRanges(index.costed.filter(({ id }) => ids.has(id)));
}

/** Most frequent themes of the 20 nearest experiences, in taxonomy order on ties. */
function narrowingThemes(scored: readonly ScoredExperience[], themes: readonly Theme[]): readonly Theme[] {
  const nearest = scored.slice(0, 20).map(({ candidate }) => candidate.experience.themes);
  const count = (theme: Theme) => nearest.filter((owned) => owned.includes(theme.id)).length;
  return themes
    .filter((theme) => count(theme) > 0)
    .sort((a, b) => count(b) - count(a))
    .slice(0, NARROWING_THEMES);
}

/** Serialises everything that decides the answer: same text, same answer. */
function requestKey(
  { exclude, limit, minLevel, mode, audience }: RecommendRequest,
  { profile, index }: MatchedQuestion,
  { taxonomy, thesaurus, weights }: RecommendDependencies,
  lawHash: string,
): string {
  const asked = [profile, [...exclude].sort(), limit, minLevel, mode, audience];
  return JSON.stringify([asked, index.version, weights, taxonomy.hash, lawHash, thesaurus.hash]);
}

export type OnAnswer = (answer: DatedRecommendation, request: RecommendRequest) => void;

/** Leaves the dates out. @param onAnswer receives each answer, with them */
export function answerOnly(
  recommend: ReturnType<typeof createRecommend>,
  onAnswer: OnAnswer = () => {},
): Recommend {
  return async (request, signal) => {
    const dated = await recommend(request, signal);
    onAnswer(dated, request);
    return dated.answer;
  };
}

/**
 * Recommends experiences and levers for a territory and its priorities, each with its score, reasons and evidence; and
 * dates the experiences.
 * Throws the reason of `signal` when it aborts.
 * Throws DomainError `territory-unknown`, `territory-ambiguous`, `theme-unknown`, `lever-unknown`,
 * `index-not-ready`, `model-mismatch`, `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`.
 */
export function createRecommend(dependencies: RecommendDependencies) {
  const { store, embedder, taxonomy, hash, weights, currentIndex, run } = dependencies;
  const { understand, match } = createMatchQuestion(dependencies);
  const lawHash = hash(JSON.stringify(taxonomy.levers.map(({ law }) => law)));

  /** Reads the texts of an answer. The version is null when a text was read on another one than the search. */
  async function readContents(
    matched: MatchedQuestion,
    choice: Choice,
    audience: Audience,
    signal?: AbortSignal,
  ) {
    const contents = new Map<string, ChosenContent>();
    let { version } = matched;
    for (const [position, ids] of textsOf(choice, matched.needs.length).entries()) {
      const need = matched.needs[position];
      if (need === undefined || ids.length === 0 || version !== matched.index.version) continue;
      const read = await store.readContents(ids, need.embedding, audience, signal);
      version = read.version;
      for (const [id, content] of read.contents) contents.set(id, content);
    }
    return { version, contents };
  }

  return async (request: RecommendRequest, signal?: AbortSignal): Promise<DatedRecommendation> => {
    const understood = await understand(request, signal);
    const { result } = await readOneVersion(
      currentIndex,
      request.audience,
      async (index) => {
        const matched = await match(understood, index, signal);
        const choice = run('choose', () => chooseAnswer(matched, request, dependencies));
        return { matched, choice, ...(await readContents(matched, choice, request.audience, signal)) };
      },
      signal,
    );
    const answer = run('explain', () => explain(result, request));
    return {
      answer,
      unmetThemes: unmetThemes(result.matched, answer),
      changedAt: new Map([...result.contents].map(([id, { changedAt }]) => [id, changedAt])),
    };
  };

  function explain(
    { matched, choice, contents }: { matched: MatchedQuestion; choice: Choice; contents: Contents },
    request: RecommendRequest,
  ): Recommendation {
    const { profile, isCut, index, total } = matched;
    const { status, answered } = choice;
    return {
      id: answerId(requestKey(request, matched, dependencies, lawHash), hash),
      status,
      profile,
      isCut,
      needs: presentNeeds(matched, choice),
      experiences: presentExperiences(matched, choice, contents, dependencies),
      costs: costsOf(matched, choice),
      levers: choice.levers.map((lever, position) =>
        presentLever(lever, position, choice, { contents, index }),
      ),
      setAside: choice.setAside,
      narrowingThemes: status === 'broad' ? narrowingThemes(answered, taxonomy.themes) : [],
      total: status === 'no_match' ? 0 : total,
      ranking: { version: weights.version, index: index.version, model: embedder.modelId },
    };
  }
}
