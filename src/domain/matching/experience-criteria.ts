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
import type { Profile } from '../profile/profile.ts';
import { kindAffinity, settingAffinity, sizeAffinity } from './affinities.ts';
import type { Question } from './question.ts';
import type { Candidate } from './retrieval.ts';
import type { ExperienceTraits } from './traits.ts';
import type { ExperienceCriterion } from './weights.ts';

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

function share(asked: readonly string[], owned: readonly string[]): number | null {
  if (asked.length === 0) return null;
  return asked.filter((id) => owned.includes(id)).length / asked.length;
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
