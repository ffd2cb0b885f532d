import type { Lever } from '../../domain/lever/lever.ts';
import { askerOf } from '../../domain/matching/asker.ts';
import { decideStatus, type Status } from '../../domain/matching/decide-status.ts';
import { type RankedExperience, rankForNeeds } from '../../domain/matching/rank-needs.ts';
import { type RecommendedLever, recommendLevers } from '../../domain/matching/recommend-levers.ts';
import type { ScoredExperience } from '../../domain/matching/score-experiences.ts';
import { isOwnTerritory } from '../../domain/profile/profile.ts';
import type { MatchDependencies, MatchedQuestion } from './match-question.ts';
import type { SetAsideLever } from './recommendation.ts';

/** Lowest level to show: experiences above the dividing line, or the whole ranking. */
export const MIN_LEVELS = ['close', 'none'] as const;
export type MinLevel = (typeof MIN_LEVELS)[number];

export interface ShownRange {
  /** Experiences wanted besides those of the asker, 1..50. */
  readonly limit: number;
  readonly minLevel: MinLevel;
}

export type ChoiceDependencies = Pick<MatchDependencies, 'taxonomy' | 'weights'>;

const LEVER_LIMIT = 6;
/** Number of the most relevant experiences that may prove a lever. */
const PROVING = 20;

/** Experiences and levers of the answer, before their texts are read. */
export interface Choice {
  readonly status: Status;
  readonly answered: readonly RankedExperience[];
  readonly shown: readonly RankedExperience[];
  /** Experiences of the asker on the subject. */
  readonly own: readonly RankedExperience[];
  /** Nearest experiences of two themes, when nothing is shown: what could be asked instead. */
  readonly nearest: readonly ScoredExperience[];
  readonly levers: readonly RecommendedLever[];
  readonly setAside: readonly SetAsideLever[];
}

function chooseLevers(
  matched: MatchedQuestion,
  { answered, shown, setAside }: Pick<Choice, 'answered' | 'shown' | 'setAside'>,
  { taxonomy, weights }: ChoiceDependencies,
): readonly RecommendedLever[] {
  const { profile, readLevers, needs } = matched;
  const asker = askerOf(profile.kind.value, profile.populationCount.value);
  const advice = taxonomy.levers.flatMap(({ id }) => {
    const given = needs.flatMap(({ recall }) => recall.advice.get(id) ?? []);
    const [best] = given.sort((a, b) => b.text - a.text);
    return best === undefined ? [] : [[id, best] as const];
  });
  const leading = needs.flatMap(({ recall }) => {
    const [first] = [...recall.advice].sort(([, a], [, b]) => b.text - a.text);
    return first === undefined || needs.length === 1 ? [] : [first[0]];
  });
  return recommendLevers(
    { shown, nearest: answered.toSorted((a, b) => b.relevance - a.relevance).slice(0, PROVING) },
    {
      levers: taxonomy.levers.filter(({ id }) => setAside.every(({ lever }) => lever.id !== id)),
      profile,
      asked: profile.levers,
      cues: readLevers.evoked,
      asker,
      advice: new Map(advice),
      leading,
    },
    weights.levers,
    LEVER_LIMIT,
  );
}

/**
 * Chooses what an answer says, without its texts: those close to the request first. The experiences of the asker stand
 * apart, the close ones only. Pure.
 */
export function chooseAnswer(
  matched: MatchedQuestion,
  { limit, minLevel }: ShownRange,
  dependencies: ChoiceDependencies,
): Choice {
  const { taxonomy, weights } = dependencies;
  const needs = matched.needs.map(({ scored }) => scored);
  const ranked = rankForNeeds({ whole: matched.whole.scored, needs }, weights);
  const decided = decideStatus(matched.needs, ranked, weights);
  const isClose = ({ level }: RankedExperience) => level === 'close';
  const answered =
    decided === 'no_match' ? [] : ranked.toSorted((a, b) => Number(isClose(b)) - Number(isClose(a)));
  const isOwn = (entry: RankedExperience) =>
    isClose(entry) &&
    entry.candidate.experience.territories.some((territory) => isOwnTerritory(territory, matched.profile));
  const isShown = (entry: RankedExperience) => (minLevel === 'none' || isClose(entry)) && !isOwn(entry);
  const shown = answered.filter(isShown).slice(0, limit);
  const own = answered.filter(isOwn);
  const status = shown.length + own.length === 0 ? 'no_match' : decided;
  const setAside = leversSetAside(matched, taxonomy.levers);
  const levers = shown.length === 0 ? [] : chooseLevers(matched, { answered, shown, setAside }, dependencies);
  const nearest = status === 'no_match' ? nearestOfTwoThemes(matched.whole.scored) : [];
  return { status, answered, shown, own, nearest, levers, setAside };
}

function nearestOfTwoThemes(scored: readonly ScoredExperience[]): readonly ScoredExperience[] {
  const [first, ...others] = scored;
  if (first === undefined) return [];
  const themes = first.candidate.experience.themes;
  const other = others.find(
    ({ candidate }) => !candidate.experience.themes.some((id) => themes.includes(id)),
  );
  return other === undefined ? [first] : [first, other];
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
