import { explainExperience, wordsAsTyped } from '../../domain/explanation/explain-experience.ts';
import { explainLever } from '../../domain/explanation/explain-lever.ts';
import { quoteEvidence } from '../../domain/explanation/quote-evidence.ts';
import type { Lever } from '../../domain/lever/lever.ts';
import { decideStatus, type Status } from '../../domain/matching/decide-status.ts';
import { diversify } from '../../domain/matching/diversify.ts';
import type { Question } from '../../domain/matching/question.ts';
import { type RecommendedLever, recommendLevers } from '../../domain/matching/recommend-levers.ts';
import type { ScoredExperience } from '../../domain/matching/score-experiences.ts';
import type { Theme } from '../../domain/theme/theme.ts';
import type { ChosenContent, ExperienceStore } from '../../ports/experience-store.ts';
import type { Hasher } from '../../ports/hasher.ts';
import { readOneVersion } from '../common/current-index.ts';
import { questionText } from './ask-question.ts';
import {
  createMatchQuestion,
  type MatchDependencies,
  type MatchedQuestion,
  type MatchRequest,
} from './match-question.ts';
import type { ExperienceResult, LeverResult, Recommendation, SetAsideLever } from './recommendation.ts';

export interface RecommendRequest extends MatchRequest {
  /** Experiences wanted, 1..50. */
  readonly limit: number;
}

export interface RecommendDependencies extends MatchDependencies {
  readonly store: Pick<ExperienceStore, 'retrieve' | 'readContents'>;
  readonly hash: Hasher;
}

export type Recommend = (request: RecommendRequest, signal?: AbortSignal) => Promise<Recommendation>;

const LEVER_LIMIT = 6;
const NARROWING_THEMES = 5;

/** Experiences and levers of the answer, before their texts are read. */
interface Choice {
  readonly status: Status;
  readonly answered: readonly ScoredExperience[];
  readonly shown: readonly ScoredExperience[];
  readonly levers: readonly RecommendedLever[];
  readonly setAside: readonly SetAsideLever[];
}

type Contents = ReadonlyMap<string, ChosenContent>;

function contentOf(contents: Contents, id: string): ChosenContent {
  const content = contents.get(id);
  if (content === undefined) throw new TypeError(`${id} was found but not read in the same version`);
  return content;
}

function choose(
  matched: MatchedQuestion,
  limit: number,
  { taxonomy, weights }: RecommendDependencies,
): Choice {
  const { index, question, readLevers, scored } = matched;
  const candidates = scored.map(({ candidate }) => candidate);
  const status = decideStatus(candidates, question, weights);
  const answered = status === 'no_match' ? [] : scored;
  const rates = [...index.leverCounts].map(([id, count]) => [id, count / index.experienceCount] as const);
  const asked = question.profile.levers;
  const setAside = leversSetAside(matched, taxonomy.levers);
  const levers = taxonomy.levers.filter((lever) =>
    setAside.every((refused) => refused.lever.id !== lever.id),
  );
  return {
    status,
    answered,
    shown: diversify(answered, weights.diversity, limit),
    levers: recommendLevers(
      answered,
      { levers, asked, cues: readLevers.evoked, baseRates: new Map(rates) },
      weights.levers,
      LEVER_LIMIT,
    ),
    setAside,
  };
}

/** Returns the refused levers; those that the request also chooses are wanted. */
function leversSetAside(
  { question, readLevers: { refused } }: MatchedQuestion,
  levers: readonly Lever[],
): readonly SetAsideLever[] {
  return levers.flatMap((lever) => {
    const words = refused.get(lever.id);
    return words === undefined || question.profile.levers.includes(lever.id) ? [] : [{ lever, words }];
  });
}

/** Returns the ids of the experiences whose texts the answer shows. */
function textsOf({ shown, levers }: Choice): readonly string[] {
  return [
    ...new Set([
      ...shown.map(({ candidate }) => candidate.experience.id),
      ...levers.flatMap(({ supporting }) => supporting),
    ]),
  ];
}

function presentExperiences(
  { shown }: Choice,
  contents: Contents,
  { profile, lexical }: Question,
  { taxonomy, analyse }: RecommendDependencies,
): readonly ExperienceResult[] {
  const words = wordsAsTyped(profile.priorities, lexical.specificStems, analyse);
  const marked = wordsAsTyped(questionText(profile, taxonomy), lexical.stems, analyse);
  return shown.map(({ candidate, breakdown }, position) => {
    const { experience, passages } = contentOf(contents, candidate.experience.id);
    return {
      rank: position + 1,
      experience,
      breakdown,
      reasons: explainExperience(experience, breakdown.contributions, { profile, words, analyse }),
      evidence: quoteEvidence(passages, marked, analyse),
    };
  });
}

function presentLever(lever: RecommendedLever, position: number, contents: Contents): LeverResult {
  const supporting = lever.supporting.map((id) => {
    const { title, levers } = contentOf(contents, id).experience;
    const use = levers.find((candidate) => candidate.lever === lever.lever.id);
    if (use === undefined) throw new TypeError(`${id} votes for a lever that it does not have`);
    return { experienceId: id, title, what: use.what };
  });
  return { ...lever, rank: position + 1, reasons: explainLever(lever), supporting };
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
  { exclude, limit, mode, audience }: RecommendRequest,
  { question: { profile }, index }: MatchedQuestion,
  { taxonomy, thesaurus, weights }: RecommendDependencies,
): string {
  const asked = [profile, [...exclude].sort(), limit, mode, audience];
  return JSON.stringify([asked, index.version, weights, taxonomy.hash, thesaurus.hash]);
}

/**
 * Recommends experiences and levers for a territory and its priorities, each with its score, reasons and
 * evidence.
 * Throws the reason of `signal` when it aborts.
 * Throws DomainError `territory-unknown`, `territory-ambiguous`, `theme-unknown`, `lever-unknown`,
 * `index-not-ready`, `model-mismatch`, `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`.
 */
export function createRecommend(dependencies: RecommendDependencies): Recommend {
  const { store, embedder, taxonomy, hash, weights, currentIndex, run } = dependencies;
  const { understand, match } = createMatchQuestion(dependencies);
  return async (request, signal) => {
    const understood = await understand(request, signal);
    const { result } = await readOneVersion(
      currentIndex,
      request.audience,
      async (index) => {
        const matched = await match(understood, index, signal);
        const choice = run('choose', () => choose(matched, request.limit, dependencies));
        const ids = textsOf(choice);
        // The search ran on another version: readOneVersion starts again.
        if (matched.version !== index.version || ids.length === 0)
          return { version: matched.version, matched, choice, contents: new Map<string, ChosenContent>() };
        const read = await store.readContents(ids, understood.embedding, request.audience, signal);
        return { version: read.version, matched, choice, contents: read.contents };
      },
      signal,
    );
    return run('explain', () => explain(result, request));
  };

  function explain(
    { matched, choice, contents }: { matched: MatchedQuestion; choice: Choice; contents: Contents },
    request: RecommendRequest,
  ): Recommendation {
    const { question, index, total } = matched;
    const { status, answered } = choice;
    return {
      id: `rec_${hash(requestKey(request, matched, dependencies)).slice(0, 20)}`,
      status,
      profile: question.profile,
      experiences: presentExperiences(choice, contents, question, dependencies),
      levers: choice.levers.map((lever, position) => presentLever(lever, position, contents)),
      setAside: choice.setAside,
      narrowingThemes: status === 'broad' ? narrowingThemes(answered, taxonomy.themes) : [],
      total: status === 'no_match' ? 0 : total,
      ranking: { version: weights.version, index: index.version, model: embedder.modelId },
    };
  }
}
