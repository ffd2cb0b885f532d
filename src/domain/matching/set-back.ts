import { OVERSEAS_REGIONS } from '../territory/territory.ts';
import type { Question } from './question.ts';
import type { Candidate, ExperienceTraits } from './retrieval.ts';
import { byRelevance, type ScoredExperience, semanticValue } from './score-experiences.ts';

/**
 * Experiences that a request refuses: one that is about a refused subject, or relies on a refused lever (its first or
 * its second), or misses a condition keeps a part of its relevance. The scores stay: they say how far an experience has
 * the wanted things. Chosen on the judged refusals.
 */

/** Nearness from which an experience is about a subject. */
const ABOUT = 1.18;
/** Share of its relevance that an experience keeps. */
const KEPT = { subject: 0.2, lever: 0.6, condition: 0.75, unlike: 0.5 };
const PRIORITY_DISTRICT_THEME = 'politique-de-la-ville';

/** Nearness of an experience to what a question seeks, wanted or refused; in [0, 3], but for a regression's excess. */
export function nearnessOf(candidate: Candidate, question: Pick<Question, 'lexical' | 'scale'>): number {
  const { maximum } = question.lexical;
  const words = maximum === 0 ? 0 : candidate.lexical / maximum;
  return (semanticValue(candidate, question) ?? 0) + words + candidate.precedents;
}

/** Région or département. */
export interface Area {
  readonly level: 'region' | 'department';
  /** Official. */
  readonly code: string;
  readonly name: string;
}

/** Conditions on the experiences wanted. */
export interface Wanted {
  /** First year. */
  readonly since?: number;
  readonly place?: 'overseas' | 'priority-district';
  /** One of them. */
  readonly areas?: readonly Area[];
  /** Inhabitants of its territory. */
  readonly under?: number;
  readonly over?: number;
  /** Whether the likeness to the asker counts more than usual: «des collectivités comparables à nous». */
  readonly isAlike?: true;
  /** Whether the others are refused: «en outre-mer uniquement». */
  readonly isOnly?: true;
}

export interface SetBackRules {
  /** Nearness to the refused subjects, the greatest one, by the id of an experience. */
  readonly experiences: ReadonlyMap<string, number>;
  readonly levers: ReadonlySet<string>;
  readonly wanted: Wanted;
}

/** Says whether an experience misses a condition, as far as its fiche tells. */
function isUnfit({ year, themes, territories }: ExperienceTraits, wanted: Wanted): boolean {
  const { since, place, areas, under = Number.POSITIVE_INFINITY, over = Number.NEGATIVE_INFINITY } = wanted;
  if (since !== undefined && year !== null && year < since) return true;
  const isBeyond = (count: number | null) => count !== null && (count >= under || count <= over);
  if (territories.length > 0 && territories.every(({ populationCount }) => isBeyond(populationCount)))
    return true;
  const isIn = ({ level, code }: Area) => territories.some((territory) => territory[level]?.code === code);
  if (areas !== undefined && !areas.some(isIn)) return true;
  if (place === 'priority-district') return !themes.includes(PRIORITY_DISTRICT_THEME);
  if (place !== 'overseas') return false;
  return !territories.some(({ region }) => region !== null && OVERSEAS_REGIONS.includes(region.code));
}

/** Share kept when comparable territories are wanted: all where they are alike or nothing is known. */
function keptByLikeness({ breakdown }: ScoredExperience): number {
  const likeness = breakdown.contributions.find(({ criterion }) => criterion === 'likeness')?.value ?? 1;
  return KEPT.unlike + (1 - KEPT.unlike) * likeness;
}

/**
 * Sets back the experiences that are refused or miss a condition; most relevant first, ties by id. One nearer to the
 * wanted subject stays: «une épicerie de village, pas une épicerie sociale».
 */
export function setBack(
  scored: readonly ScoredExperience[],
  rules: SetBackRules,
  question: Pick<Question, 'lexical' | 'scale'>,
): readonly ScoredExperience[] {
  const unfit = rules.wanted.isOnly === true ? KEPT.subject : KEPT.condition;
  return scored
    .map((entry) => {
      const { experience } = entry.candidate;
      const refused = rules.experiences.get(experience.id) ?? 0;
      const isAbout = refused >= ABOUT && refused >= nearnessOf(entry.candidate, question);
      const relies = experience.levers.slice(0, 2).some((lever) => rules.levers.has(lever));
      const kept =
        (isAbout ? KEPT.subject : 1) *
        (relies ? KEPT.lever : 1) *
        (isUnfit(experience, rules.wanted) ? unfit : 1) *
        (rules.wanted.isAlike ? keptByLikeness(entry) : 1);
      return { ...entry, relevance: entry.relevance * kept };
    })
    .sort(byRelevance);
}
