import type { Experience, ExperienceTerritory } from '../experience/experience.ts';
import { yearOfStory } from '../experience/source-facts.ts';
import { sizeAffinity } from '../matching/affinities.ts';
import type { Contribution } from '../matching/breakdown.ts';
import type { ExperienceCriterion } from '../matching/weights.ts';
import { isOwnTerritory, type Profile } from '../profile/profile.ts';
import { isSameWord } from '../text/same-word.ts';
import type { TextAnalysis } from '../text/terms.ts';
import type { ExperienceReason } from './reason.ts';

const MAX_REASONS = 4;
const MAX_SUBJECT_REASONS = 3;
const MAX_WORDS = 4;
const MIN_LETTERS = 3;
/** Value of the semantic criterion from which the meaning is called close. */
const CLOSE_MEANING = 0.65;
/** Affinity from which two populations are called similar: a factor of about 1.8 between them. */
const SIMILAR_SIZE = 0.88;

/** Ids that the words of a need evoke. */
export interface Evoked {
  readonly themes: readonly string[];
  readonly levers: readonly string[];
}

/** Values shared by all the explanations of one answer. */
export interface ExplanationContext {
  readonly profile: Profile;
  readonly evoked: Evoked;
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

/** Returns the reasons about the subject, at least one. */
function subjectReasons(
  experience: Experience,
  value: ReadonlyMap<ExperienceCriterion, number>,
  context: ExplanationContext,
): readonly ExperienceReason[] {
  const { profile, evoked } = context;
  const used = experience.levers.map(({ lever }) => lever);
  const themes = profile.themes.filter((id) => experience.themes.includes(id));
  const levers = profile.levers.filter((id) => used.includes(id));
  const evokedThemes = evoked.themes.filter((id) => experience.themes.includes(id) && !themes.includes(id));
  const evokedLevers = evoked.levers.filter((id) => used.includes(id) && !levers.includes(id));
  const words = sharedWords(experience, context);
  const reasons: ExperienceReason[] = [];
  if ((value.get('semantic') ?? 0) >= CLOSE_MEANING) reasons.push({ code: 'close-meaning' });
  if (words.length > 0) reasons.push({ code: 'same-words', words });
  if (themes.length > 0) reasons.push({ code: 'same-theme', themes });
  if (levers.length > 0) reasons.push({ code: 'same-lever', levers });
  if (evokedThemes.length > 0) reasons.push({ code: 'evoked-theme', themes: evokedThemes });
  if (evokedLevers.length > 0) reasons.push({ code: 'evoked-lever', levers: evokedLevers });
  return reasons.length === 0 ? [{ code: 'near-meaning' }] : reasons;
}

function placeReason(territories: readonly ExperienceTerritory[], profile: Profile): ExperienceReason | null {
  if (territories.some((territory) => isOwnTerritory(territory, profile))) return { code: 'own-territory' };
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

/** Says what a reader must know before trusting the fiche: how the experience ended, how old the story is. */
function lifeReasons({
  state,
  difficulties,
  year,
  source,
  checkedOn,
}: Experience): readonly ExperienceReason[] {
  const age = { code: 'age', year: yearOfStory({ year, source }), checkedOn } as const;
  if (state === 'unknown') return [age];
  return [{ code: 'state', state, hasDifficulties: difficulties.length > 0 }, age];
}

/**
 * Returns one to four reasons that are true of the experience, its subject first, then the resemblance of its territory
 * to the asking one; then its state, when the fiche tells it, and its age.
 */
export function explainExperience(
  experience: Experience,
  contributions: readonly Contribution<ExperienceCriterion>[],
  context: ExplanationContext,
): readonly ExperienceReason[] {
  const values = new Map(contributions.map(({ criterion, value }) => [criterion, value]));
  const subject = subjectReasons(experience, values, context).slice(0, MAX_SUBJECT_REASONS);
  const fit = fitReasons(experience, context.profile);
  return [...[...subject, ...fit].slice(0, MAX_REASONS), ...lifeReasons(experience)];
}
