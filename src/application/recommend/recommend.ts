import { type CostRange, findCostRanges } from '../../domain/experience/cost-ranges.ts';
import type { Audience, Experience } from '../../domain/experience/experience.ts';
import {
  explainExperience,
  explainLever,
  quoteEvidence,
  wordsAsTyped,
} from '../../domain/explanation/explain.ts';
import { answerId } from '../../domain/feedback/feedback.ts';
import type { RecommendedLever } from '../../domain/matching/recommend-levers.ts';
import type { IndexSnapshot } from '../../domain/matching/retrieval.ts';
import type { ScoredExperience } from '../../domain/matching/score-experiences.ts';
import type { Theme } from '../../domain/theme/theme.ts';
import type { ChosenContent, ExperienceStore } from '../../ports/experience-store.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { readOneVersion } from '../common/current-index.ts';
import type { PrecedentMemory } from '../common/precedent-memory.ts';
import { type Choice, chooseAnswer, type ShownRange } from './choose-answer.ts';
import { createMatchQuestion, type MatchDependencies, type MatchedQuestion } from './match-question.ts';
import type {
  AnsweredNeed,
  ExperienceResult,
  LeverResult,
  Recommendation,
  Understanding,
} from './recommendation.ts';
import { type MatchRequest, questionText } from './understand-request.ts';

export interface RecommendRequest extends MatchRequest, ShownRange {}

export interface RecommendDependencies extends MatchDependencies {
  readonly store: Pick<ExperienceStore, 'retrieve' | 'readContents'>;
  readonly precedents: PrecedentMemory;
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

const MAX_NARROWING_THEMES = 5;

/** Contents of the experiences of an answer, read for the need that each one was ranked for. */
type Contents = ReadonlyMap<string, ChosenContent>;

function contentOf(contents: Contents, id: string): ChosenContent {
  const content = contents.get(id);
  if (content === undefined) throw new TypeError(`${id} was found but not read in the same version`);
  return content;
}

function fichesOf(scored: readonly ScoredExperience[], contents: Contents): readonly Experience[] {
  return scored.map(({ candidate }) => contentOf(contents, candidate.experience.id).experience);
}

/** Returns the ids of the experiences whose texts the answer shows, by the position of their need. */
function textsOf({ shown, own, nearest, levers }: Choice, needCount: number): readonly (readonly string[])[] {
  const byNeed = Array.from({ length: needCount }, (_, need) =>
    shown.filter(({ needs }) => needs[0] === need).map(({ candidate }) => candidate.experience.id),
  );
  const read = new Set(byNeed.flat());
  const named = [...own, ...nearest].map(({ candidate }) => candidate.experience.id);
  const others = [...named, ...levers.flatMap((lever) => lever.supporting)].filter((id) => !read.has(id));
  return byNeed.map((ids, need) => (need === 0 ? [...new Set([...ids, ...others])] : ids));
}

function unmetThemes({ profile, needs }: MatchedQuestion, answer: Recommendation): readonly string[] {
  const unmet = needs.filter((_, position) => answer.needs[position]?.level !== 'close');
  return [...new Set([...profile.themes, ...unmet.flatMap(({ evoked }) => evoked.themes)])];
}

function presentReading({ reading, readLevers, conditions }: MatchedQuestion): Understanding {
  return {
    ...reading,
    setAside: readLevers.setAside.map(({ words, subject }) => ({ words: words.text, subject: subject.text })),
    conditions: conditions.map(({ words, label }) => ({ words: words.text, label })),
  };
}

/** Says which needs the base has something close for, shown or left out by the limit. */
function presentNeeds({ needs }: MatchedQuestion, { answered }: Choice): readonly AnsweredNeed[] {
  const isMet = (need: number) =>
    answered.some((entry) => entry.level === 'close' && entry.needs.includes(need));
  return needs.map(({ need }, position) => ({ ...need, level: isMet(position) ? 'close' : null }));
}

function presentExperiences(
  { profile, reading, needs, whole }: MatchedQuestion,
  { shown }: Choice,
  contents: Contents,
  { taxonomy, analyse }: RecommendDependencies,
): readonly ExperienceResult[] {
  const asked = needs.map(({ need, evoked, recall, question: { lexical } }) => ({
    evoked,
    vouched: new Set([...recall.vouched, ...whole.recall.vouched]),
    stems: lexical.specificStems,
    marked: wordsAsTyped(questionText(need.text, profile, taxonomy), lexical.stems, analyse),
  }));
  return shown.flatMap((ranked, position) => {
    const { experience, passages } = contentOf(contents, ranked.candidate.experience.id);
    const { breakdown, relevance, level } = ranked;
    const need = asked[ranked.needs[0]];
    if (need === undefined) return [];
    const context = { ...need, profile, text: reading.text, analyse };
    return {
      rank: position + 1,
      experience,
      breakdown,
      relevance,
      level,
      needs: ranked.needs,
      reasons: explainExperience(experience, relevance, context),
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
    if (use === undefined) throw new TypeError(`${id} proves a lever that it does not have`);
    return { experienceId: id, title, what: use.what };
  });
  const costs = findCostRanges(index.costed.filter(({ levers }) => levers.includes(lever.lever.id)));
  return { ...lever, rank: position + 1, reasons: explainLever(lever, shown.length), supporting, costs };
}

function costsOf({ index }: MatchedQuestion, { status, answered }: Choice): readonly CostRange[] {
  if (status === 'broad') return [];
  const near = answered.filter(({ level }) => level === 'close');
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
    .slice(0, MAX_NARROWING_THEMES);
}

/** Themes that would narrow a vague request; the nearest one when nothing is shown. */
function suggestThemes({ whole }: MatchedQuestion, { status }: Choice, taxonomy: Taxonomy): readonly Theme[] {
  if (status === 'broad') return narrowingThemes(whole.scored, taxonomy.themes);
  return status === 'no_match' ? narrowingThemes(whole.scored, taxonomy.themes).slice(0, 1) : [];
}

/** Serialises everything that decides the answer: same text, same answer. */
function requestKey(
  { exclude, limit, minLevel, audience, asTyped = false }: RecommendRequest,
  { profile, index }: MatchedQuestion,
  { taxonomy, thesaurus, precedents, weights }: RecommendDependencies,
  lawHash: string,
): string {
  const asked = [profile, [...exclude].sort(), limit, minLevel, audience, asTyped];
  return JSON.stringify([
    asked,
    index.version,
    weights,
    taxonomy.hash,
    lawHash,
    thesaurus.hash,
    precedents.stamp,
  ]);
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
    return {
      id: answerId(requestKey(request, matched, dependencies, lawHash), hash),
      status: choice.status,
      profile,
      understood: presentReading(matched),
      isCut,
      needs: presentNeeds(matched, choice),
      experiences: presentExperiences(matched, choice, contents, dependencies),
      costs: costsOf(matched, choice),
      levers: choice.levers.map((lever, position) =>
        presentLever(lever, position, choice, { contents, index }),
      ),
      setAside: choice.setAside,
      own: fichesOf(choice.own, contents).map(({ id, title }) => ({ id, title })),
      suggestedThemes: suggestThemes(matched, choice, taxonomy),
      suggestedQuestions: fichesOf(choice.nearest, contents).map(({ title }) => title),
      total: choice.status === 'no_match' ? 0 : total,
      ranking: { version: weights.version, index: index.version, model: embedder.modelId },
    };
  }
}
