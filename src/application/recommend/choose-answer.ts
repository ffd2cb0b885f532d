import type { Lever } from '../../domain/lever/lever.ts';
import { decideStatus, type Status } from '../../domain/matching/decide-status.ts';
import { logitOf } from '../../domain/matching/linear-head.ts';
import { type RankedExperience, rankForNeeds } from '../../domain/matching/rank-needs.ts';
import { type RecommendedLever, recommendLevers } from '../../domain/matching/recommend-levers.ts';
import { chooseShown, type ShownRange } from './choose-shown.ts';
import type { MatchDependencies, MatchedQuestion } from './match-question.ts';
import type { SetAsideLever } from './recommendation.ts';

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
