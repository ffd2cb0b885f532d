import type { Experience, ExperienceTerritory } from '../experience/experience.ts';
import { sizeAffinity } from '../matching/affinities.ts';
import type { Contribution } from '../matching/breakdown.ts';
import type { ExperienceCriterion } from '../matching/weights.ts';
import type { Profile } from '../profile/profile.ts';
import { isSameWord } from '../text/same-word.ts';
import type { TextAnalysis } from '../text/terms.ts';
import type { ExperienceReason } from './reason.ts';

const MAX_REASONS = 4;
const MIN_REASONS = 2;
const MAX_WORDS = 4;
const MIN_LETTERS = 3;
/** Value of the semantic criterion from which the meaning is called close. */
const CLOSE_MEANING = 0.65;
/** Affinity from which two populations are called similar: a factor of about 1.8 between them. */
const SIMILAR_SIZE = 0.88;

/** Values shared by all the explanations of one answer. */
export interface ExplanationContext {
  readonly profile: Profile;
  /** Result of `wordsAsTyped` for the priorities, with the stems that single experiences out, rarest first. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly analyse: TextAnalysis;
}

function wordsByStem(text: string, analyse: TextAnalysis): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  for (const { stem, start, end } of analyse(text)) {
    const forms = words.get(stem) ?? [];
    words.set(stem, [...forms, text.slice(start, end)]);
  }
  return words;
}

/**
 * Maps each stem to its words in a text, as typed, in order. Words of less than three letters are skipped.
 * @param stems stems to keep: the order of the result
 */
export function wordsAsTyped(
  text: string,
  stems: readonly string[],
  analyse: TextAnalysis,
): ReadonlyMap<string, readonly string[]> {
  const typed = wordsByStem(text, analyse);
  return new Map(
    stems.flatMap((stem) => {
      const words = (typed.get(stem) ?? []).filter((word) => word.length >= MIN_LETTERS);
      return words.length === 0 ? [] : [[stem, words] as const];
    }),
  );
}

function sharedWords(
  { title, summary, levers }: Experience,
  { words, analyse }: ExplanationContext,
): readonly string[] {
  const owned = wordsByStem([title, summary, ...levers.map((use) => use.what)].join(' '), analyse);
  return [...words]
    .flatMap(([stem, typed]) => {
      const forms = owned.get(stem) ?? [];
      return typed.find((word) => forms.some((form) => isSameWord(word, form, stem))) ?? [];
    })
    .slice(0, MAX_WORDS);
}

function contentReasons(
  experience: Experience,
  value: ReadonlyMap<ExperienceCriterion, number>,
  context: ExplanationContext,
): readonly ExperienceReason[] {
  const { profile } = context;
  const themes = profile.themes.filter((id) => experience.themes.includes(id));
  const levers = profile.levers.filter((id) => experience.levers.some((use) => use.lever === id));
  const words = sharedWords(experience, context);
  const reasons: ExperienceReason[] = [];
  if ((value.get('semantic') ?? 0) >= CLOSE_MEANING) reasons.push({ code: 'close-meaning' });
  if (words.length > 0) reasons.push({ code: 'same-words', words });
  if (themes.length > 0) reasons.push({ code: 'same-theme', themes });
  if (levers.length > 0) reasons.push({ code: 'same-lever', levers });
  return reasons;
}

function placeReason(territories: readonly ExperienceTerritory[], profile: Profile): ExperienceReason | null {
  const [department, region] = [profile.department.value, profile.region.value];
  if (department !== null && territories.some((place) => place.department?.code === department.code)) {
    return { code: 'same-department', name: department.name };
  }
  if (region !== null && territories.some((place) => place.region?.code === region.code)) {
    return { code: 'same-region', name: region.name };
  }
  return null;
}

function fitReasons(experience: Experience, profile: Profile): readonly ExperienceReason[] {
  const reasons: ExperienceReason[] = [];
  const place = placeReason(experience.territories, profile);
  if (place !== null) reasons.push(place);
  if (profile.setting.value !== null && experience.setting === profile.setting.value) {
    reasons.push({ code: 'same-setting', setting: profile.setting.value });
  }
  const asked = profile.populationCount.value;
  const alike = experience.territories.find(
    ({ populationCount }) =>
      asked !== null &&
      asked > 0 &&
      populationCount !== null &&
      populationCount > 0 &&
      sizeAffinity(populationCount, asked) >= SIMILAR_SIZE,
  );
  if (alike?.populationCount) {
    reasons.push({ code: 'similar-size', populationCount: alike.populationCount });
  }
  const { value: kind } = profile.kind;
  if (kind !== null && experience.territories.some((territory) => territory.kind === kind)) {
    reasons.push({ code: 'same-kind', kind });
  }
  return reasons;
}

function documentReasons(experience: Experience): readonly ExperienceReason[] {
  const reasons: ExperienceReason[] = [];
  if (experience.levers.length > 0) {
    reasons.push({ code: 'documented-levers', count: experience.levers.length });
  }
  if (experience.year !== null) reasons.push({ code: 'documented-year', year: experience.year });
  reasons.push({ code: 'documented-source', publisher: experience.source.publisher });
  reasons.push({ code: 'documented-title', title: experience.source.title });
  return reasons;
}

/**
 * Returns two to four reasons that are true of the experience: its content first, then the resemblance of its
 * territory to the asking one. The documentation of the fiche only completes them up to two.
 */
export function explainExperience(
  experience: Experience,
  contributions: readonly Contribution<ExperienceCriterion>[],
  context: ExplanationContext,
): readonly ExperienceReason[] {
  const values = new Map(contributions.map(({ criterion, value }) => [criterion, value]));
  const content = contentReasons(experience, values, context).slice(0, 3);
  const reasons = [...content, ...fitReasons(experience, context.profile)].slice(0, MAX_REASONS);
  const missing = Math.max(0, MIN_REASONS - reasons.length);
  return [...reasons, ...documentReasons(experience).slice(0, missing)];
}
