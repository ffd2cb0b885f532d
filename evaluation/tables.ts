import { CASES, type Case, nameOf } from './cases.ts';
import type { Engine } from './engines.ts';
import { formatInterval, formatProbability, formatValue } from './figures.ts';
import type { Estimate } from './metrics.ts';
import type { Recorded } from './recorded.ts';
import { GROUP_MEASURES, type Results } from './results.ts';
import { MEASURES, type Measure } from './served.ts';

/** A table to show in a terminal or write in Markdown. */
export interface FigureTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const MEASURE_LABELS: Readonly<Record<Measure, string>> = {
  'ndcg@5': 'nDCG@5',
  useless: 'inutiles parmi les cinq premières',
  falseAbsence: 'fausses absences',
  empty: 'réponses vides à tort',
  nothingClose: '« rien de proche » à tort',
  toldAbsent: '« rien de proche » à raison',
  needs: 'besoins couverts en six',
  usefulClose: 'utiles dites proches',
  closeUseful: 'dites proches et utiles',
  levers: 'leviers, précision@3',
  offTopic: 'hors sujet écartées',
  declined: 'dans le sujet, écartées',
};

const SORT_LABELS: Readonly<Record<string, string>> = {
  normal: 'un besoin',
  keywords: 'mots-clés',
  lever: 'sur un levier',
  long: 'longues',
  typo: 'fautes, dictées',
  multi: 'plusieurs besoins',
  refusal: 'avec un refus',
  vague: 'vagues',
};

const ENGINE_LABELS: Readonly<Record<Engine, string>> = {
  served: 'Essaimage, tel que servi',
  full: 'Essaimage, rien de caché',
  bm25: 'BM25',
  'full-text': 'plein texte de PostgreSQL',
};

const SET_LABELS = { learning: 'evaluation-3', development: 'evaluation-2' } as const;
const CASE_LABELS = {
  typing: 'fautes de frappe',
  capitals: 'capitales',
  'no-accents': 'sans accents',
  dictated: 'ponctuation dictée',
  'half-judged': 'fiches, une sur deux que personne n’a jugée',
  unjudged: 'fiches que personne n’a jugées',
  'new-half': 'celles-là entre elles',
} as const;

/** Names a case in French. */
export function labelOf({ set, part, variant, fiches }: Case): string {
  const changes = [variant, fiches].flatMap((change) => (change === null ? [] : CASE_LABELS[change]));
  const size = part === 'sample' ? ['une requête sur dix'] : [];
  return [SET_LABELS[set], ...size, ...changes].join(', ');
}

const meanOf = (estimate: Estimate | undefined) => formatValue(estimate?.mean ?? Number.NaN);
const whole = (estimate: Estimate | undefined) =>
  estimate === undefined ? '—' : `${meanOf(estimate)} ${formatInterval(estimate)}`;

/** Compares the measures of a set with those of before. */
export function tabulateMeasures(
  name: string,
  now: Results | undefined,
  today: Results | undefined,
): FigureTable {
  const shown = now ?? today;
  return {
    title: `Ce qu’un visiteur reçoit : ${name}`,
    head: ['mesure', 'aujourd’hui', 'après', 'sur', 'rien de caché : aujourd’hui', 'après'],
    rows: MEASURES.filter((name) => shown?.served[name] !== undefined).map((name) => [
      MEASURE_LABELS[name],
      whole(today?.served[name]),
      whole(now?.served[name]),
      String(shown?.served[name]?.count),
      meanOf(today?.full[name]),
      meanOf(now?.full[name]),
    ]),
  };
}

/** Writes «today → now». */
function change(before: Estimate | undefined, now: Estimate | undefined): string {
  return `${meanOf(before)} → ${meanOf(now)}`;
}

/** Breaks the served measures down by sort or by hand. */
export function tabulateGroups(
  by: 'sort' | 'hand',
  now: Results | undefined,
  today: Results | undefined,
): FigureTable {
  const find = (results: Results | undefined, name: string) =>
    results?.groups.find((group) => group.by === by && group.name === name);
  const groups = ((now ?? today)?.groups ?? []).filter((group) => group.by === by);
  return {
    title: by === 'sort' ? 'Par sorte de requête (aujourd’hui → après)' : 'Par main (aujourd’hui → après)',
    head: [
      by === 'sort' ? 'requêtes' : 'main',
      'nombre',
      ...GROUP_MEASURES.map((name) => MEASURE_LABELS[name]),
      'nDCG@5, rien de caché',
    ],
    rows: groups.map(({ name, served }) => {
      const [before, after] = [find(today, name), find(now, name)];
      return [
        SORT_LABELS[name] ?? name,
        String(served['ndcg@5']?.count),
        ...GROUP_MEASURES.map((measure) => change(before?.served[measure], after?.served[measure])),
        change(before?.full['ndcg@5'], after?.full['ndcg@5']),
      ];
    }),
  };
}

const CASE_MEASURES = ['ndcg@5', 'useless', 'falseAbsence', 'empty', 'nothingClose', 'levers'] as const;

/** Compares all the cases that are recorded. */
export function tabulateCases(recorded: Recorded): FigureTable {
  return {
    title: 'Autrement écrites, et sur d’autres fiches (aujourd’hui → après)',
    head: ['requêtes', ...CASE_MEASURES.map((name) => MEASURE_LABELS[name])],
    rows: CASES.flatMap((one) => {
      const times = recorded[nameOf(one)];
      if (times === undefined) return [];
      const { today, after } = times;
      return [
        [labelOf(one), ...CASE_MEASURES.map((name) => change(today?.served[name], after?.served[name]))],
      ];
    }),
  };
}

export function tabulateEngines({ engines }: Results): FigureTable {
  return {
    title: 'Face aux autres moteurs (p : test de randomisation contre la réponse servie)',
    head: ['moteur', 'nDCG@5', 'p'],
    rows: engines.map(({ engine, ndcg, pValue }) => [
      ENGINE_LABELS[engine],
      whole(ndcg),
      engine === 'served' ? '—' : formatProbability(pValue),
    ]),
  };
}
