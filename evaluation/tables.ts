import type { Engine } from './engines.ts';
import {
  formatDifference,
  formatInterval,
  formatProbability,
  formatValue,
  MEASURE_LABELS,
} from './figures.ts';
import type { Measures, RankingMeasure } from './measure.ts';
import type { Estimate } from './metrics.ts';
import type { RequestGroup } from './request-groups.ts';
import type { EngineResult, EvaluationResults, LegRatio } from './results.ts';

/** A table to show in a terminal or write in Markdown. */
export interface FigureTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const ENGINE_LABELS: Readonly<Record<Engine, string>> = {
  essaimage: 'Essaimage',
  hybrid: 'hybride sans profil',
  semantic: 'sémantique seul',
  lexical: 'lexical seul (BM25F)',
  'full-text': 'plein texte de PostgreSQL',
  random: 'hasard',
};

const GROUP_LABELS: Readonly<Record<RequestGroup, string>> = {
  keywords: 'mots-clés',
  long: 'longues',
  typos: 'fautes de frappe, accents oubliés',
  'with-themes': 'avec thèmes choisis',
  'without-themes': 'sans thème choisi',
  'nothing-chosen': 'sans thème ni levier choisi',
  vague: 'vagues',
};

/** Measures compared between engines; P@1 is too coarse, it moves by whole requests. */
const COMPARED: readonly RankingMeasure[] = ['ndcg@5', 'ndcg@10', 'recall@10', 'mrr'];

/** Measures of the service, in the order of the tables. */
const SERVICE_MEASURES = [
  ['ndcg@5', 'expériences, nDCG@5'],
  ['ndcg@10', 'expériences, nDCG@10'],
  ['recall@10', 'expériences, rappel@10'],
  ['mrr', 'expériences, MRR'],
  ['p@1', 'expériences, P@1'],
  ['precision@3', 'leviers, précision@3'],
  ['recall@5', 'leviers, rappel@5'],
] as const;

function withInterval(estimate: Estimate): string {
  return `${formatValue(estimate.mean)} ${formatInterval(estimate)}`;
}

export function tabulateMeasures({
  experiences,
  levers,
  abstention,
  crossValidated,
}: Pick<EvaluationResults, keyof Measures | 'crossValidated'>): FigureTable {
  const row = (label: string, estimate: Estimate) => [
    label,
    formatValue(estimate.mean),
    formatInterval(estimate),
    String(estimate.count),
  ];
  const measured = { ...experiences, ...levers };
  return {
    title: 'Le service',
    head: ['mesure', 'moyenne', 'intervalle à 95 %', 'requêtes'],
    rows: [
      ...SERVICE_MEASURES.map(([measure, label]) => row(label, measured[measure])),
      ...(crossValidated === null
        ? []
        : COMPARED.map((measure) =>
            row(`${MEASURE_LABELS[measure]}, validation croisée`, crossValidated[measure]),
          )),
      row('hors sujet écartées', abstention.offTopicCaughtRate),
      row('écartées à tort', abstention.falseAbstentionRate),
    ],
  };
}

export function tabulateGroups(groups: EvaluationResults['groups']): FigureTable {
  return {
    title: 'Par sorte de requête',
    head: ['requêtes', 'nombre', 'nDCG@5', 'rappel@10', 'MRR'],
    rows: groups.map(({ group, measures }) => [
      GROUP_LABELS[group],
      String(measures['ndcg@5'].count),
      withInterval(measures['ndcg@5']),
      withInterval(measures['recall@10']),
      withInterval(measures.mrr),
    ]),
  };
}

export function tabulateEngines(engines: readonly EngineResult[]): FigureTable {
  return {
    title: 'Face aux autres moteurs (p : test de randomisation contre Essaimage)',
    head: ['moteur', ...COMPARED.flatMap((measure) => [MEASURE_LABELS[measure], 'p'])],
    rows: engines.map(({ engine, measures, comparison }) => [
      ENGINE_LABELS[engine],
      ...COMPARED.flatMap((measure) => [
        withInterval(measures[measure]),
        comparison === null ? '—' : formatProbability(comparison[measure].pValue),
      ]),
    ]),
  };
}

export function tabulateReference({
  weights,
  comparison,
}: NonNullable<EvaluationResults['reference']>): FigureTable {
  const row = (label: string, { difference, pValue }: (typeof comparison)[keyof typeof comparison]) => [
    label,
    formatDifference(difference),
    formatProbability(pValue),
  ];
  return {
    title: `Écart à la référence (poids « ${weights} »)`,
    head: ['mesure', 'écart', 'p'],
    rows: [...SERVICE_MEASURES.map(([measure, label]) => row(label, comparison[measure]))],
  };
}

export function describeBestLeg({ leg, ratio }: LegRatio): string {
  return `Le nDCG@5 du service est ${ratio.toFixed(2).replace('.', ',')} fois celui de sa meilleure jambe seule (${ENGINE_LABELS[leg]}, qui ne lit pas les sigles et synonymes du domaine).`;
}
