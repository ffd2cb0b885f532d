import type { Experience, ExperienceTerritory } from '../experience/experience.ts';
import { yearOfStory } from '../experience/source-facts.ts';
import type { RecommendedLever } from '../matching/recommend-levers.ts';
import { NEEDS_MET, type PassageHit } from '../matching/retrieval.ts';
import { sizeAffinity } from '../matching/score-experiences.ts';
import type { Contribution, ExperienceCriterion } from '../matching/weights.ts';
import { isOwnTerritory, type Profile } from '../profile/profile.ts';
import { isSameWord, type TextAnalysis } from '../text/terms.ts';
import type { ExperienceReason, LeverReason } from './reason.ts';

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

/**
 * Returns one to four reasons that are true of the lever.
 * @param shownCount experiences of the answer
 */
export function explainLever(
  { asked, caseCount, cues, permission }: RecommendedLever,
  shownCount: number,
): readonly LeverReason[] {
  const reasons: LeverReason[] = [];
  if (asked) reasons.push({ code: 'asked' });
  reasons.push(caseCount === 0 ? { code: 'used-further' } : { code: 'used-by-cases', caseCount, shownCount });
  if (cues.length > 0) reasons.push({ code: 'evoked', cues });
  if (permission !== null && permission.may !== 'yes') {
    reasons.push({ code: 'limited', kind: permission.kind, may: permission.may });
  }
  return reasons;
}

/** Quoted passage; `passage.slice(start, end)` of each highlight is a word that the question also has. */
export interface Evidence {
  readonly passage: string;
  /** [start, end) in UTF-16 units, ascending, disjoint. */
  readonly highlights: readonly (readonly [number, number])[];
}

/**
 * Quotes the sentence nearest to the question in meaning, with the words that are forms of words of the question; a
 * paraphrase has none. The other passages are only the fallback.
 * @param passages best first
 * @param words result of `wordsAsTyped`
 */
export function quoteEvidence(
  passages: readonly PassageHit[],
  words: ReadonlyMap<string, readonly string[]>,
  analyse: TextAnalysis,
): Evidence | null {
  const best = passages.find((passage) => passage.ordinal > NEEDS_MET) ?? passages[0];
  if (best === undefined) return null;
  const highlights = analyse(best.quote)
    .filter(({ stem, start, end }) =>
      words.get(stem)?.some((word) => isSameWord(word, best.quote.slice(start, end), stem)),
    )
    .map((term) => [term.start, term.end] as const);
  return { passage: best.quote, highlights };
}
