import { type CostRange, ENOUGH_FOR_RANGE } from '../experience/cost-ranges.ts';
import type { Experience } from '../experience/experience.ts';
import { yearOfStory } from '../experience/source-facts.ts';
import type { KindPermission, LeverLaw } from '../lever/lever-law.ts';
import { LEVELS, type Level } from '../matching/level.ts';
import { countNoun, formatDate, formatNumber, joinWithAnd, shorten } from './formats.ts';
import {
  capitalise,
  FIGURE_ROLE_LABELS,
  KINDS_WITH_ARTICLE,
  LEVEL_LABELS,
  PERIOD_LABELS,
  STATE_LABELS,
  STATUS_LABELS,
} from './labels.ts';

/* Sentences about an answer and each of its results, for the API, the pages, the component and the command line. */

/** Longest quotation of a need, in characters. */
const QUOTED_LENGTH = 120;
/** Length of the quotation that ends a cut request, in characters. */
const CUT_LENGTH = 60;

interface AnsweredNeed {
  readonly text: string;
  /** Null when no experience is close to it. */
  readonly level: Level | null;
}

/** Writes « 5 expériences sur votre sujet, 3 pour élargir et 6 leviers », or « Aucune expérience » and the levers. */
export function countResults({
  experiences,
  levers,
}: {
  readonly experiences: readonly { readonly level: Level }[];
  readonly levers: readonly unknown[];
}): string {
  const counted: string[] = [];
  for (const level of LEVELS) {
    const count = experiences.filter((entry) => entry.level === level).length;
    const noun = counted.length > 0 ? '' : count < 2 ? 'expérience ' : 'expériences ';
    if (count > 0) counted.push(`${count}\u00a0${noun}${LEVEL_LABELS[level]}`);
  }
  if (counted.length === 0) counted.push('Aucune expérience');
  if (levers.length > 0) counted.push(countNoun(levers.length, 'levier', 'leviers').replace(' ', '\u00a0'));
  return joinWithAnd(counted);
}

/** Writes « Sur votre sujet » or « Pour élargir », the title of a group. */
export function nameLevel(level: Level): string {
  return capitalise(LEVEL_LABELS[level]);
}

/** Groups results, the closest first, under the names of their levels. */
export function groupByLevel<T extends { readonly level: Level }>(results: readonly T[]) {
  return [...new Set(results.map(({ level }) => level))].map((level) => ({
    name: nameLevel(level),
    group: results.filter((result) => result.level === level),
  }));
}

/** Writes « Besoins 1 et 2 », those that a result meets among several; nothing for a single need. */
export function markNeeds(needs: readonly number[], needCount: number): string {
  const numbers = joinWithAnd(needs.toSorted((a, b) => a - b).map(String));
  return needCount < 2 ? '' : `Besoin${needs.length < 2 ? '' : 's'} ${numbers}`;
}

/** Says, in a sentence, where the reading of a long request ended. @param read beginning that was read */
export function describeCut(read: string): string {
  const last = read.slice(-CUT_LENGTH).replace(/^\S+\s+/, '');
  return `Votre demande est trop longue pour être lue en entier : la lecture s’est arrêtée à « … ${last} ». Gardez l’essentiel, ou posez deux questions.`;
}

interface Understood {
  readonly corrections: readonly { readonly typed: string; readonly understood: string }[];
  readonly setAside: readonly { readonly subject: string }[];
  readonly conditions: readonly { readonly label: string }[];
}

/** Says how a request was read where that is not plain, a sentence for each part. */
export function describeReading({ corrections, setAside, conditions }: Understood): readonly string[] {
  const parts = [
    ['Compris', corrections.map(({ typed, understood }) => `« ${understood} » pour « ${typed} »`)],
    ['Mis de côté', setAside.map(({ subject }) => `« ${subject} »`)],
    ['Conditions lues', conditions.map(({ label }) => label)],
  ] as const;
  return parts.flatMap(([title, read]) => (read.length === 0 ? [] : [`${title} : ${joinWithAnd(read)}.`]));
}

/** Quotes the words of a need, cut when they are long, without the stop that ends them. */
export function quoteNeed(text: string): string {
  return `« ${shorten(text.replace(/[\s.,;:]+$/, ''), QUOTED_LENGTH)} »`;
}

/** Writes « « ouvrir une épicerie » : des expériences sur ce sujet ». */
export function describeNeed({ text, level }: AnsweredNeed): string {
  return `${quoteNeed(text)} : ${level === null ? 'aucune' : 'des'} expérience${level === null ? '' : 's'} sur ce sujet`;
}

/** Says what a partial answer lacks, in a sentence. @param needs one at least without a close experience */
export function describeGaps(needs: readonly AnsweredNeed[]): string {
  const unmet = needs.filter(({ level }) => level === null);
  if (unmet.length === needs.length)
    return `${STATUS_LABELS.partial} : les expériences qui suivent élargissent le sujet.`;
  return `Aucune expérience de la base n’est assez proche de ${joinWithAnd(unmet.map(({ text }) => quoteNeed(text)))}.`;
}

function describeYear(year: number | null): string {
  return year === null ? 'récit sans date' : `récit de ${year}`;
}

/** Writes « récit de 2013 », « 2012, récit de 2013 » when the year of the fiche is another, or « récit sans date ». */
export function describeStory(experience: Parameters<typeof yearOfStory>[0]): string {
  const [{ year }, told] = [experience, yearOfStory(experience)];
  return `${year === null || year === told ? '' : `${year}, `}${describeYear(told)}`;
}

/** Writes « jamais revérifié » or « revérifié en mars 2026 ». */
export function describeCheck(checkedOn: string | null): string {
  const isDay = checkedOn?.length === 'YYYY-MM-DD'.length;
  return checkedOn === null
    ? 'jamais revérifié'
    : `revérifié ${isDay ? 'le' : 'en'} ${formatDate(checkedOn)}`;
}

/** Writes « récit de 2013, jamais revérifié » or « récit sans date, revérifié en mars 2026 ». */
export function describeAge({
  year,
  checkedOn,
}: {
  readonly year: number | null;
  readonly checkedOn: string | null;
}): string {
  return `${describeYear(year)}, ${describeCheck(checkedOn)}`;
}

type Life = Pick<Experience, 'year' | 'checkedOn' | 'state'> & {
  readonly source: Pick<Experience['source'], 'date'>;
};

/** Writes « expérience arrêtée ; récit de 2013, jamais revérifié », the state only when the fiche tells it. */
export function describeLife(experience: Life): string {
  const { state, checkedOn } = experience;
  const age = describeAge({ year: yearOfStory(experience), checkedOn });
  return state === 'unknown' ? age : `expérience ${STATE_LABELS[state]} ; ${age}`;
}

/** Shown in place of orders of magnitude; a sentence. */
export const TOO_FEW_FIGURES = 'Trop peu de chiffres comparables pour donner un ordre de grandeur.';

/**
 * Writes « Part payée par la collectivité : de 6 000 à 55 000 € par an, selon 5 expériences », or each sum of a few
 * experiences: « 5 000, 8 000 et 30 000 €, selon 3 expériences ».
 */
export function describeCostRange({ role, period, lowest, highest, experiences }: CostRange): string {
  const sums = experiences.flatMap(({ amounts }) => amounts).sort((a, b) => a - b);
  const amount =
    experiences.length < ENOUGH_FOR_RANGE || lowest === highest
      ? joinWithAnd([...new Set(sums)].map(formatNumber))
      : `de ${formatNumber(lowest)} à ${formatNumber(highest)}`;
  const measure = `${amount}\u00a0€${period === null ? '' : ` ${PERIOD_LABELS[period]}`}`;
  return `${FIGURE_ROLE_LABELS[role]} : ${measure}, selon ${experiences.length} expériences`;
}

function uncapitalise(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Says whether a kind of collectivité may use a lever, and under which condition. */
export function describePermission(permission: KindPermission): string {
  if (permission.may === 'unknown') return permission.reason;
  const said = `${capitalise(KINDS_WITH_ARTICLE[permission.kind])} peut l’utiliser`;
  return permission.may === 'yes'
    ? `${said}.`
    : `${said} sous condition : ${uncapitalise(permission.reason)}`;
}

/** Says when the texts of a lever were read, and whether a lawyer has read them again. */
export function describeReview({ reviewedBy, texts }: Pick<LeverLaw, 'reviewedBy' | 'texts'>): string {
  if (reviewedBy !== null) return `Relu par ${reviewedBy.name} le ${formatDate(reviewedBy.on)}.`;
  if (texts.length === 0) return 'Non relu par un juriste.';
  const days = texts.map(({ checkedOn }) => checkedOn).sort();
  const [first = '', last = first] = [days[0], days.at(-1)];
  const read = first === last ? `le ${formatDate(first)}` : `du ${formatDate(first)} au ${formatDate(last)}`;
  return `Textes lus ${read}, non relus par un juriste.`;
}
