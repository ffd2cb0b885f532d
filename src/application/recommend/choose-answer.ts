import type { Lever } from '../../domain/lever/lever.ts';
import { decideStatus, type Status } from '../../domain/matching/decide-status.ts';
import { logitOf } from '../../domain/matching/linear-head.ts';
import { type RankedExperience, rankForNeeds } from '../../domain/matching/rank-needs.ts';
import { type RecommendedLever, recommendLevers } from '../../domain/matching/recommend-levers.ts';
import { isOwnTerritory, type Profile } from '../../domain/profile/profile.ts';
import type { MatchDependencies, MatchedQuestion } from './match-question.ts';
import type { SetAsideLever } from './recommendation.ts';

/** Lowest level to show; `none` shows the whole ranking. */
export const MIN_LEVELS = ['close', 'related', 'none'] as const;
export type MinLevel = (typeof MIN_LEVELS)[number];

/** Related experiences shown when none is close. */
const FEW = 3;

export interface ShownRange {
  /** Experiences wanted, 1..50. */
  readonly limit: number;
  readonly minLevel: MinLevel;
}

/** Facts about the whole answer. */
export interface AnswerForm {
  readonly profile: Profile;
  readonly needCount: number;
  /** A vague request gets varied experiences, none of them close. */
  readonly isBroad: boolean;
}

/** Moves what the asking territory did itself after what others did. */
function ownLast(entries: readonly RankedExperience[], profile: Profile): readonly RankedExperience[] {
  const isOwn = ({ candidate }: RankedExperience) =>
    candidate.experience.territories.some((territory) => isOwnTerritory(territory, profile));
  return [...entries.filter((entry) => !isOwn(entry)), ...entries.filter(isOwn)];
}

/** INSEE codes of the overseas régions, whose distance and law no other experience shares. */
const OVERSEAS_REGIONS: readonly string[] = ['01', '02', '03', '04', '06'];
/** Width within which relevances are equal: the reliability table has steps of 0.1. */
const EQUAL_RELEVANCE = 0.1;

/** Moves first the experiences of the asking région, or overseas région, about as relevant as the best. */
function ownRegionFirst(entries: readonly RankedExperience[], profile: Profile): readonly RankedExperience[] {
  const region = profile.region.value?.code;
  if (region === undefined) return entries;
  if (profile.kind.value !== 'region' && !OVERSEAS_REGIONS.includes(region)) return entries;
  const best = Math.max(...entries.map(({ relevance }) => relevance));
  const isFirst = ({ candidate, relevance }: RankedExperience) =>
    relevance >= best - EQUAL_RELEVANCE &&
    candidate.experience.territories.some((territory) => territory.region?.code === region);
  return [...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))];
}

/**
 * Chooses what an answer shows: no filler, and few experiences when none is close. Close ones come first, unless
 * several needs take turns.
 */
export function chooseShown(
  ranked: readonly RankedExperience[],
  { limit, minLevel }: ShownRange,
  { profile, needCount, isBroad }: AnswerForm,
): readonly RankedExperience[] {
  if (minLevel === 'none') return ranked.slice(0, limit);
  const shown = ranked.filter(({ level }) => level !== 'distant');
  const near = ownLast(needCount === 1 ? ownRegionFirst(shown, profile) : shown, profile);
  const close = near.filter(({ level }) => level === 'close');
  if (minLevel === 'close') return close.slice(0, limit);
  if (close.length === 0 && !isBroad) return near.slice(0, Math.min(FEW, limit));
  const byLevel = [...close, ...near.filter(({ level }) => level === 'related')];
  return (needCount === 1 ? byLevel : near).slice(0, limit);
}

export type ChoiceDependencies = Pick<MatchDependencies, 'taxonomy' | 'weights' | 'embedder'>;

const LEVER_LIMIT = 6;

/** Experiences and levers of the answer, before their texts are read. */
export interface Choice {
  readonly status: Status;
  readonly answered: readonly RankedExperience[];
  readonly shown: readonly RankedExperience[];
  readonly levers: readonly RecommendedLever[];
  readonly setAside: readonly SetAsideLever[];
}

/** Returns the `count` most relevant experiences. */
function votersOf(answered: readonly RankedExperience[], count: number): readonly RankedExperience[] {
  return answered.toSorted((a, b) => b.relevance - a.relevance).slice(0, count);
}

function chooseLevers(
  matched: MatchedQuestion,
  { answered, shown, setAside }: Pick<Choice, 'answered' | 'shown' | 'setAside'>,
  { taxonomy, weights, embedder }: ChoiceDependencies,
): readonly RecommendedLever[] {
  const { index, profile, readLevers, needs } = matched;
  const rates = [...index.leverCounts].map(([id, count]) => [id, count / index.experienceCount] as const);
  const logits = Object.entries(embedder.calibration.heads.levers).map(
    ([id, head]) => [id, Math.max(...needs.map(({ embedding }) => logitOf(embedding, head)))] as const,
  );
  return recommendLevers(
    { shown, voters: votersOf(answered, weights.levers.voters) },
    {
      levers: taxonomy.levers.filter(({ id }) => setAside.every(({ lever }) => lever.id !== id)),
      kind: profile.kind.value,
      asked: profile.levers,
      cues: readLevers.evoked,
      logits: new Map(logits),
      baseRates: new Map(rates),
    },
    weights.levers,
    LEVER_LIMIT,
  );
}

/**
 * Nothing is close to a vague request: judges found half of such experiences useful, against four in five otherwise.
 */
function answeredFor(status: Status, ranked: readonly RankedExperience[]): readonly RankedExperience[] {
  if (status === 'no_match') return [];
  if (status !== 'broad') return ranked;
  return ranked.map((entry) => (entry.level === 'close' ? { ...entry, level: 'related' } : entry));
}

/** Chooses what an answer says, without its texts. Pure. */
export function chooseAnswer(
  matched: MatchedQuestion,
  range: ShownRange,
  dependencies: ChoiceDependencies,
): Choice {
  const { taxonomy, weights } = dependencies;
  const needs = matched.needs.map(({ scored }) => scored);
  const ranked = rankForNeeds({ whole: matched.whole.scored, needs }, weights);
  const status = decideStatus(matched.needs, ranked, weights);
  const answered = answeredFor(status, ranked);
  const shown = chooseShown(answered, range, {
    profile: matched.profile,
    needCount: matched.needs.length,
    isBroad: status === 'broad',
  });
  const setAside = leversSetAside(matched, taxonomy.levers);
  const levers = shown.length === 0 ? [] : chooseLevers(matched, { answered, shown, setAside }, dependencies);
  return { status, answered, shown, levers, setAside };
}

/** Returns the refused levers; those that the request also chooses are wanted. */
function leversSetAside(
  { profile, readLevers: { refused } }: MatchedQuestion,
  levers: readonly Lever[],
): readonly SetAsideLever[] {
  return levers.flatMap((lever) => {
    const words = refused.get(lever.id);
    return words === undefined || profile.levers.includes(lever.id) ? [] : [{ lever, words }];
  });
}
