import type { Experience, ExperienceTerritory } from '../experience/experience.ts';
import { yearOfStory } from '../experience/source-facts.ts';
import { likenessTo, standingLikeness } from '../matching/likeness.ts';
import type { RecommendedLever } from '../matching/recommend-levers.ts';
import { type PassageHit, traitsOf, WHOLE_FICHE } from '../matching/retrieval.ts';
import { isOwnTerritory, type Profile } from '../profile/profile.ts';
import { isSameWord, type TextAnalysis } from '../text/terms.ts';
import type { ExperienceReason, LeverReason } from './reason.ts';
import { isHollow, sharedWords } from './shared-words.ts';

const MAX_REASONS = 4;
const MAX_SUBJECT_REASONS = 3;
const MIN_LETTERS = 3;
/** Relevance from which the subject is called very close: one judge in two would call it useful. */
const VERY_CLOSE = 0.5;
/** Likeness of standings from which a kind is worth telling: a factor of about 6 between two populations. */
const SAME_STANDING = 0.5;
/** The same from which two populations are called similar: a factor of about 1.8 between them. */
const SIMILAR_SIZE = 0.91;

/** Ids that the words of a need evoke. */
export interface Evoked {
  readonly themes: readonly string[];
  readonly levers: readonly string[];
}

/** Values shared by all the explanations of one answer. */
export interface ExplanationContext {
  readonly profile: Profile;
  readonly evoked: Evoked;
  /** Priorities, as they were read. */
  readonly text: string;
  /** Stems of the need that single experiences out, rarest first. */
  readonly stems: readonly string[];
  /** Ids of the experiences that the newsroom found useful for a request much like it. */
  readonly vouched: ReadonlySet<string>;
  readonly analyse: TextAnalysis;
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
  const terms = analyse(text).filter(({ start, end }) => end - start >= MIN_LETTERS);
  const typed = (wanted: string) =>
    terms.flatMap(({ stem, start, end }) => (stem === wanted ? [text.slice(start, end)] : []));
  return new Map(stems.map((stem) => [stem, typed(stem)] as const).filter(([, words]) => words.length > 0));
}

/** Returns the reasons about the subject, at least one. */
function subjectReasons(
  experience: Experience,
  relevance: number,
  context: ExplanationContext,
): readonly ExperienceReason[] {
  const { profile, text, evoked, stems, vouched, analyse } = context;
  const used = experience.levers.map(({ lever }) => lever);
  const themes = profile.themes.filter((id) => experience.themes.includes(id));
  const levers = profile.levers.filter((id) => used.includes(id));
  const evokedThemes = evoked.themes.filter((id) => experience.themes.includes(id) && !themes.includes(id));
  const evokedLevers = evoked.levers.filter((id) => used.includes(id) && !levers.includes(id));
  const words = sharedWords(text, stems, experience, analyse);
  const reasons: ExperienceReason[] = [];
  if (vouched.has(experience.id)) reasons.push({ code: 'vouched' });
  if (relevance >= VERY_CLOSE) reasons.push({ code: 'close-meaning' });
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
  const territory = likenessTo(traitsOf(experience), profile)?.territory ?? null;
  const { value: kind } = profile.kind;
  const standing =
    territory === null || territory.kind !== kind ? null : standingLikeness(territory, profile);
  if (territory === null || kind === null || standing === null || standing < SAME_STANDING) return reasons;
  const { populationCount } = territory;
  if (populationCount && profile.populationCount.value && standing >= SIMILAR_SIZE) {
    reasons.push({ code: 'similar-size', kind, populationCount });
  } else reasons.push({ code: 'same-kind', kind });
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
  relevance: number,
  context: ExplanationContext,
): readonly ExperienceReason[] {
  const subject = subjectReasons(experience, relevance, context).slice(0, MAX_SUBJECT_REASONS);
  const fit = fitReasons(experience, context.profile);
  return [...[...subject, ...fit].slice(0, MAX_REASONS), ...lifeReasons(experience)];
}

/**
 * Returns one to five reasons that are true of the lever, and are the causes of its place: the request first, then who
 * asks, then the experiences.
 * @param shownCount experiences of the answer
 */
export function explainLever(
  { asked, caseCount, cues, advised, usualFor }: RecommendedLever,
  shownCount: number,
): readonly LeverReason[] {
  const reasons: LeverReason[] = [];
  if (asked) reasons.push({ code: 'asked' });
  if (cues.length > 0) reasons.push({ code: 'evoked', cues });
  if (advised !== null) reasons.push({ code: 'advised', howOften: advised });
  if (usualFor !== null) reasons.push({ code: 'usual', asker: usualFor });
  if (caseCount > 0) reasons.push({ code: 'used-by-cases', caseCount, shownCount });
  if (reasons.length === 0) reasons.push({ code: 'used-further' });
  return reasons;
}

/** Quoted passage; `passage.slice(start, end)` of each highlight is a word that the question also has. */
export interface Evidence {
  readonly passage: string;
  /** [start, end) in UTF-16 units, ascending, disjoint. */
  readonly highlights: readonly (readonly [number, number])[];
}

/**
 * Quotes the sentence nearest to the question in meaning, with the telling words that are forms of words of the
 * question; a paraphrase has none. The other passages are only the fallback.
 * @param passages best first
 * @param words result of `wordsAsTyped`
 */
export function quoteEvidence(
  passages: readonly PassageHit[],
  words: ReadonlyMap<string, readonly string[]>,
  analyse: TextAnalysis,
): Evidence | null {
  const best = passages.find((passage) => passage.ordinal > WHOLE_FICHE) ?? passages[0];
  if (best === undefined) return null;
  const highlights = analyse(best.quote).flatMap(({ stem, start, end }) => {
    const told = best.quote.slice(start, end);
    const isShared = words.get(stem)?.some((word) => isSameWord(word, told, stem)) ?? false;
    return isShared && !isHollow(told) ? [[start, end] as const] : [];
  });
  return { passage: best.quote, highlights };
}
