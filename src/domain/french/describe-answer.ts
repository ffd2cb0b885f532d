import type { Level } from '../matching/relevance.ts';
import { capitalise, LEVEL_LABELS, STATUS_LABELS } from './labels.ts';
import { countNoun, joinWithAnd, shorten } from './sentences.ts';

/* Sentences about an answer as a whole, for the API, the pages, the component and the command line. */

/** Longest quotation of a need, in characters. */
const QUOTED_LENGTH = 120;
/** Length of the quotation that ends a cut request, in characters. */
const CUT_LENGTH = 60;

interface Shown {
  readonly experiences: readonly { readonly level: Level }[];
}

interface AnsweredNeed {
  readonly text: string;
  /** Level of the best experience for it; null without any. */
  readonly level: Level | null;
}

/** Writes « 5 expériences proches, 3 voisines et 6 leviers », or « Aucune expérience » and the levers. */
export function countResults({
  experiences,
  levers,
}: Shown & { readonly levers: readonly unknown[] }): string {
  const counted: string[] = [];
  for (const level of ['close', 'related', 'distant'] as const) {
    const count = experiences.filter((entry) => entry.level === level).length;
    const plural = count < 2 ? '' : 's';
    const noun = counted.length === 0 ? `expérience${plural} ` : '';
    if (count > 0) counted.push(`${count}\u00a0${noun}${LEVEL_LABELS[level]}${plural}`);
  }
  if (counted.length === 0) counted.push('Aucune expérience');
  if (levers.length > 0) counted.push(countNoun(levers.length, 'levier', 'leviers').replace(' ', '\u00a0'));
  return joinWithAnd(counted);
}

/** Writes « Proche », « Voisine, moins sûre » or « Éloignée ». */
export function nameLevel(level: Level): string {
  return `${capitalise(LEVEL_LABELS[level])}${level === 'related' ? ', moins sûre' : ''}`;
}

/**
 * Writes the marks of a result: « Besoin 1 » among several needs, then its level when it is not close, which is the
 * rule.
 */
export function markResult(
  { level, needs }: { readonly level: Level; readonly needs: readonly number[] },
  needCount: number,
): readonly string[] {
  const numbers = joinWithAnd(needs.toSorted((a, b) => a - b).map(String));
  return [
    ...(needCount < 2 ? [] : [`Besoin${needs.length < 2 ? '' : 's'} ${numbers}`]),
    ...(level === 'close' ? [] : [nameLevel(level)]),
  ];
}

/** Says, in a sentence, where the reading of a long request ended. @param read beginning that was read */
export function describeCut(read: string): string {
  const last = read.slice(-CUT_LENGTH).replace(/^\S+\s+/, '');
  return `Votre demande est trop longue pour être lue en entier : la lecture s’est arrêtée à « … ${last} ». Gardez l’essentiel, ou posez deux questions.`;
}

/** Quotes the words of a need, cut when they are long, without the stop that ends them. */
export function quoteNeed(text: string): string {
  return `« ${shorten(text.replace(/[\s.,;:]+$/, ''), QUOTED_LENGTH)} »`;
}

/** Writes « « ouvrir une épicerie » : des expériences proches ». */
export function describeNeed({ text, level }: AnsweredNeed): string {
  return `${quoteNeed(text)} : ${describeNeedLevel(level)}`;
}

function describeNeedLevel(level: Level | null): string {
  if (level === 'close') return 'des expériences proches';
  return level === 'related'
    ? 'des expériences voisines, moins sûres'
    : 'aucune expérience proche dans la base';
}

/** Says what a partial answer lacks, a sentence for each gap, final stops included. */
export function describeGaps({
  experiences,
  needs,
}: Shown & { readonly needs: readonly AnsweredNeed[] }): readonly string[] {
  const related = experiences.filter(({ level }) => level === 'related').length;
  const isAnyClose = experiences.some(({ level }) => level === 'close');
  if (!isAnyClose && related === 0)
    return ['Aucune expérience de la base n’est assez proche de votre demande.'];
  const unmet = needs.filter(({ level }) => level === null || level === 'distant');
  const quoted = joinWithAnd(unmet.map(({ text }) => quoteNeed(text)));
  return [
    ...(isAnyClose
      ? []
      : [
          `${STATUS_LABELS.partial} : voici ${countNoun(related, 'expérience voisine, moins sûre', 'expériences voisines, moins sûres')}.`,
        ]),
    ...(unmet.length === 0 ? [] : [`Aucune expérience de la base n’est assez proche de ${quoted}.`]),
  ];
}
