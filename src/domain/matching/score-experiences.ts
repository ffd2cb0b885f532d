import type { Profile } from '../profile/profile.ts';
import type { Setting, TerritoryKind } from '../territory/territory.ts';
import type { Question } from './question.ts';
import { relevanceOf, share } from './relevance.ts';
import type { Candidate, ExperienceTraits } from './retrieval.ts';
import {
  type Breakdown,
  EXPERIENCE_CRITERIA,
  type ExperienceCriterion,
  type RankingWeights,
  weighCriteria,
} from './weights.ts';

/** Transferability of an experience of one setting (row) to another: 1 the same, 0 nothing alike. */
const SETTING_AFFINITY: Readonly<Record<Setting, Readonly<Record<Setting, number>>>> = {
  rural: { rural: 1, periurban: 0.6, mixed: 0.6, urban: 0.1 },
  periurban: { rural: 0.6, periurban: 1, mixed: 0.7, urban: 0.6 },
  mixed: { rural: 0.6, periurban: 0.7, mixed: 1, urban: 0.6 },
  urban: { rural: 0.1, periurban: 0.6, mixed: 0.6, urban: 1 },
};

/** Reads the table: symmetric, in [0, 1]. */
export function settingAffinity(a: Setting, b: Setting): number {
  return SETTING_AFFINITY[a][b];
}

/** Level of powers of each kind: the communal block, départements, régions. */
const KIND_LEVEL: Readonly<Record<TerritoryKind, number>> = {
  commune: 0,
  pays: 1,
  epci: 1,
  ept: 1,
  departement: 2,
  region: 3,
};

/** Compares the powers of two kinds of territory: symmetric, in [0, 1]. */
export function kindAffinity(a: TerritoryKind, b: TerritoryKind): number {
  if (a === b) return 1;
  const distance = Math.abs(KIND_LEVEL[a] - KIND_LEVEL[b]);
  return [0.8, 0.6, 0.3, 0.1][distance] ?? 0;
}

/** Width of the kernel: a population three times larger (half a decade) keeps about 0.6. */
const SIZE_SIGMA_DECADES = 0.5;

/** Computes exp(−(log₁₀(a/b))² / 2σ²): symmetric, 1 for equal populations; both > 0. */
export function sizeAffinity(populationA: number, populationB: number): number {
  const decades = Math.log10(populationA / populationB);
  return Math.exp(-(decades ** 2) / (2 * SIZE_SIGMA_DECADES ** 2));
}

/**
 * Criteria of an experience, each in [0, 1] or null when it does not apply:
 *   semantic   clamp((c − c0) / (c1 − c0)), c the cosine of its best passage
 *   lexical    BM25F over the maximum of the question
 *   themes     share of the chosen themes that the experience has; levers likewise
 *   setting    table of affinities
 *   kind       nearness of the powers of the two kinds of territory
 *   size       kernel on |log₁₀ of the ratio of populations|
 *   proximity  1 in the same département, 0.6 in the same région, 0 elsewhere
 * None depends on the other candidates. A criterion does not apply when the profile or the experience lacks the fact.
 */

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Maps the cosine to the scale of the model, in [0, 1]; null without passage. */
export function semanticValue({ cosine }: Candidate, { scale }: Question): number | null {
  if (cosine === null) return null;
  return clamp((cosine - scale.background) / (scale.strong - scale.background));
}

function lexical(candidate: Candidate, { lexical: query }: Question): number | null {
  return query.maximum === 0 ? null : clamp(candidate.lexical / query.maximum);
}

function bestOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}

function setting(experience: ExperienceTraits, profile: Profile): number | null {
  if (profile.setting.value === null || experience.setting === null) return null;
  return settingAffinity(experience.setting, profile.setting.value);
}

function kind(experience: ExperienceTraits, profile: Profile): number | null {
  const asked = profile.kind.value;
  if (asked === null) return null;
  return bestOf(experience.territories.map((territory) => kindAffinity(territory.kind, asked)));
}

function size(experience: ExperienceTraits, profile: Profile): number | null {
  const asked = profile.populationCount.value;
  if (asked === null || asked <= 0) return null;
  return bestOf(
    experience.territories.flatMap(({ populationCount }) =>
      populationCount === null || populationCount <= 0 ? [] : [sizeAffinity(populationCount, asked)],
    ),
  );
}

function proximity(experience: ExperienceTraits, profile: Profile): number | null {
  const { department, region } = profile;
  if (region.value === null) return null;
  return bestOf(
    experience.territories.flatMap((territory) => {
      if (territory.region === null) return [];
      const near = territory.region.code === region.value.code ? 0.6 : 0;
      const sameDepartment =
        department.value !== null && territory.department?.code === department.value.code;
      return [sameDepartment ? 1 : near];
    }),
  );
}

/** Computes every criterion for one candidate. */
export function experienceCriteria(
  candidate: Candidate,
  question: Question,
): Readonly<Record<ExperienceCriterion, number | null>> {
  const { experience } = candidate;
  const { profile, mode } = question;
  const fit = mode === 'hybrid';
  return {
    semantic: mode === 'lexical' ? null : semanticValue(candidate, question),
    lexical: mode === 'semantic' ? null : lexical(candidate, question),
    themes: fit ? share(profile.themes, experience.themes) : null,
    levers: fit ? share(profile.levers, experience.levers) : null,
    setting: fit ? setting(experience, profile) : null,
    kind: fit ? kind(experience, profile) : null,
    size: fit ? size(experience, profile) : null,
    proximity: fit ? proximity(experience, profile) : null,
  };
}

/** Experience with its score for one need. */
export interface ScoredExperience {
  readonly candidate: Candidate;
  readonly breakdown: Breakdown<ExperienceCriterion>;
  /** Probability that a judge would call it useful, in (0, 1). */
  readonly relevance: number;
}

/** Orders by code units, ascending: the same on every machine. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Scores every candidate; best first, ties by id. */
export function scoreExperiences(
  candidates: readonly Candidate[],
  question: Question,
  weights: RankingWeights,
): readonly ScoredExperience[] {
  return candidates
    .map((candidate) => ({
      candidate,
      breakdown: weighCriteria(
        EXPERIENCE_CRITERIA,
        experienceCriteria(candidate, question),
        weights.experiences,
      ),
      relevance: relevanceOf(candidate, question, weights),
    }))
    .sort(
      (a, b) =>
        b.breakdown.score - a.breakdown.score ||
        compareIds(a.candidate.experience.id, b.candidate.experience.id),
    );
}
