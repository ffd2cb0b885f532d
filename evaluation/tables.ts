import type { Engine } from './engines.ts';
import {
  formatDifference,
  formatInterval,
  formatProbability,
  formatValue,
  MEASURE_LABELS,
} from './figures.ts';
import { LEVER_MEASURES, type Measures, RANKING_MEASURES, type RankingMeasure } from './measure.ts';
import type { Estimate } from './metrics.ts';
import type { RequestGroup } from './request-groups.ts';
import type { EngineResult, EvaluationResults, LegRatio } from './results.ts';
import type { Comparison } from './significance.ts';

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
  plain: 'simples',
  'several-needs': 'à plusieurs besoins',
  lever: 'sur un levier',
  long: 'longues',
  vague: 'vagues',
  refusal: 'avec un refus',
  keywords: 'mots-clés',
  typos: 'fautes de frappe, accents oubliés',
  'nothing-chosen': 'sans thème ni levier choisi',
};

const CLOSE_LABEL = 'expériences dites proches que les juges trouvent utiles';
const NEEDS_LABEL = 'besoins couverts par les six premières expériences';

/** Measures compared between engines; P@1 is too coarse, it moves by whole requests. */
const COMPARED: readonly RankingMeasure[] = ['ndcg@5', 'ndcg@10', 'recall@10', 'mrr'];

function withInterval(estimate: Estimate): string {
  return `${formatValue(estimate.mean)} ${formatInterval(estimate)}`;
}

export function tabulateMeasures({
  experiences,
  levers,
  needs,
  closeUseful,
  abstention,
  crossValidated,
}: Pick<EvaluationResults, keyof Measures | 'crossValidated'>): FigureTable {
  const row = (label: string, estimate: Estimate) => [
    label,
    formatValue(estimate.mean),
    formatInterval(estimate),
    String(estimate.count),
  ];
  return {
    title: 'Le service',
    head: ['mesure', 'moyenne', 'intervalle à 95 %', 'nombre'],
    rows: [
      ...RANKING_MEASURES.map((measure) =>
        row(`expériences, ${MEASURE_LABELS[measure]}`, experiences[measure]),
      ),
      ...LEVER_MEASURES.map((measure) => row(`leviers, ${MEASURE_LABELS[measure]}`, levers[measure])),
      row(NEEDS_LABEL, needs),
      row(CLOSE_LABEL, closeUseful),
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

export function tabulateGroups({
  groups,
  experiences,
}: Pick<EvaluationResults, 'groups' | 'experiences'>): FigureTable {
  const row = (label: string, measures: Measures['experiences']) => [
    label,
    String(measures['ndcg@5'].count),
    withInterval(measures['ndcg@5']),
    withInterval(measures['recall@10']),
    withInterval(measures.mrr),
  ];
  return {
    title: 'Par sorte de requête',
    head: ['requêtes', 'nombre', 'nDCG@5', 'rappel@10', 'MRR'],
    rows: [
      row('toutes', experiences),
      ...groups.map(({ group, measures }) => row(GROUP_LABELS[group], measures)),
    ],
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
  const row = (label: string, { difference, pValue }: Comparison) => [
    label,
    formatDifference(difference),
    formatProbability(pValue),
  ];
  return {
    title: `Écart à la référence (poids « ${weights} »)`,
    head: ['mesure', 'écart', 'p'],
    rows: [
      ...RANKING_MEASURES.map((measure) =>
        row(`expériences, ${MEASURE_LABELS[measure]}`, comparison.experiences[measure]),
      ),
      ...LEVER_MEASURES.map((measure) =>
        row(`leviers, ${MEASURE_LABELS[measure]}`, comparison.levers[measure]),
      ),
      row(NEEDS_LABEL, comparison.needs),
    ],
  };
}

export function describeBestLeg({ leg, ratio }: LegRatio): string {
  return `Le nDCG@5 du service est ${ratio.toFixed(2).replace('.', ',')} fois celui de sa meilleure jambe seule (${ENGINE_LABELS[leg]}, qui ne lit pas les sigles et synonymes du domaine).`;
}
