import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { formatValue, MEASURE_LABELS } from './figures.ts';
import type { RankingMeasure } from './measure.ts';
import type { EngineResult } from './results.ts';
import { ENGINE_LABELS } from './tables.ts';

const SHOWN: readonly RankingMeasure[] = ['ndcg@5', 'recall@10', 'mrr'];
const SERVICE_COLOUR = '#0b5d4e';
const OTHER_COLOUR = '#6b7280';

function toRows(engines: readonly EngineResult[]) {
  return engines.flatMap(({ engine, measures }) =>
    SHOWN.map((measure) => {
      const { mean, low, high } = measures[measure];
      return {
        engine: ENGINE_LABELS[engine],
        measure: MEASURE_LABELS[measure],
        isService: engine === 'essaimage',
        mean,
        low,
        high,
        text: formatValue(mean),
      };
    }),
  );
}

function horizontal(field: 'low' | 'mean') {
  return {
    field,
    type: 'quantitative' as const,
    title: null,
    scale: { domain: [0, 1] },
    axis: { tickCount: 5 },
  };
}

function describePlot(engines: readonly EngineResult[]): TopLevelSpec {
  const count = engines[0]?.measures['ndcg@5'].count ?? 0;
  return {
    background: 'white',
    padding: 12,
    title: {
      text: 'Pertinence des moteurs',
      subtitle: `moyenne sur ${count} requêtes et intervalle de confiance à 95 %`,
      anchor: 'start',
      offset: 16,
    },
    data: { values: toRows(engines) },
    facet: {
      column: {
        field: 'measure',
        sort: SHOWN.map((measure) => MEASURE_LABELS[measure]),
        header: { title: null, labelFontSize: 13, labelFontWeight: 'bold' },
      },
    },
    spec: {
      width: 200,
      height: { step: 34 },
      encoding: {
        y: {
          field: 'engine',
          type: 'nominal',
          sort: engines.map(({ engine }) => ENGINE_LABELS[engine]),
          axis: { title: null, labelFontSize: 12, labelLimit: 0, domain: false, ticks: false },
        },
        color: {
          field: 'isService',
          type: 'nominal',
          scale: { domain: [true, false], range: [SERVICE_COLOUR, OTHER_COLOUR] },
          legend: null,
        },
      },
      layer: [
        {
          mark: { type: 'rule', strokeWidth: 2 },
          encoding: { x: horizontal('low'), x2: { field: 'high' } },
        },
        {
          mark: { type: 'point', filled: true, size: 80, opacity: 1 },
          encoding: { x: horizontal('mean') },
        },
        {
          mark: { type: 'text', dy: -11, fontSize: 11 },
          encoding: { x: horizontal('mean'), text: { field: 'text', type: 'nominal' } },
        },
      ],
    },
    config: {
      view: { stroke: null },
      font: 'sans-serif',
      locale: { number: { decimal: ',', thousands: '\u00a0', grouping: [3], currency: ['', ' €'] } },
    },
  };
}

/** Plots the means and intervals of the engines side by side, as SVG. */
export function drawEngines(engines: readonly EngineResult[]): Promise<string> {
  return new View(parse(compile(describePlot(engines)).spec), { renderer: 'none' }).toSVG();
}
