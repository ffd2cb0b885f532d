import type { Level } from '../matching/relevance.ts';
import { formatNumber } from './formats.ts';
import { capitalise, LEVEL_LABELS, STATUS_LABELS } from './labels.ts';
import { countNoun, joinWithAnd, shorten } from './sentences.ts';

/* Sentences about an answer as a whole, for the API, the pages, the component and the command line. */

interface LevelLabels {
  readonly one: string;
  readonly several: string;
}

/** Adjectives of « expérience », the closest level first. */
const LEVEL_ADJECTIVES: Readonly<Record<Level, LevelLabels>> = {
  close: { one: 'proche', several: 'proches' },
  related: { one: 'voisine', several: 'voisines' },
  distant: { one: 'éloignée', several: 'éloignées' },
};

/** Longest quotation of a need, in characters. */
const QUOTED_LENGTH = 120;

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
  const present = (['close', 'related', 'distant'] as const)
    .map((level) => ({ level, count: experiences.filter((entry) => entry.level === level).length }))
    .filter(({ count }) => count > 0);
  const counted = present.map(({ level, count }, position) => {
    const { one, several } = LEVEL_ADJECTIVES[level];
    const noun = position > 0 ? [one, several] : [`expérience ${one}`, `expériences ${several}`];
    return unbroken(count, noun[0] ?? one, noun[1] ?? several);
  });
  return joinWithAnd([
    ...(counted.length === 0 ? ['Aucune expérience'] : counted),
    ...(levers.length === 0 ? [] : [unbroken(levers.length, 'levier', 'leviers')]),
  ]);
}

function unbroken(count: number, singular: string, plural: string): string {
  return `${formatNumber(count)}\u00a0${count < 2 ? singular : plural}`;
}

/** Writes the marks of a result: « Besoin 1 » among several needs, then its level when it is not close, which is the rule. */
export function markResult(
  { level, needs }: { readonly level: Level; readonly needs: readonly number[] },
  needCount: number,
): readonly string[] {
  const numbers = joinWithAnd(needs.toSorted((a, b) => a - b).map(String));
  return [
    ...(needCount < 2 ? [] : [`${needs.length < 2 ? 'Besoin' : 'Besoins'} ${numbers}`]),
    ...(level === 'close' ? [] : [capitalise(LEVEL_LABELS[level])]),
  ];
}

/** Quotes the words of a need, cut when they are long, without the stop that ends them. */
function quoteNeed(text: string): string {
  return `« ${shorten(text.replace(/[\s.,;:]+$/, ''), QUOTED_LENGTH)} »`;
}

/** Writes « « ouvrir une épicerie » : des expériences proches ». */
export function describeNeed({ text, level }: AnsweredNeed): string {
  return `${quoteNeed(text)} : ${describeNeedLevel(level)}`;
}

function describeNeedLevel(level: Level | null): string {
  switch (level) {
    case 'close':
      return 'des expériences proches';
    case 'related':
      return 'des expériences voisines, moins sûres';
    case 'distant':
    case null:
      return 'aucune expérience proche dans la base';
  }
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
