import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { BenchResults } from './results.ts';

function draw(spec: TopLevelSpec): Promise<string> {
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}

function scaling(title: string, values: readonly { size: number; ms: number; what: string }[]): TopLevelSpec {
  return {
    background: 'white',
    padding: 12,
    width: 420,
    height: 280,
    title: { text: title, anchor: 'start' },
    data: { values: [...values] },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'size', type: 'quantitative', scale: { type: 'log' }, title: 'passages' },
      y: { field: 'ms', type: 'quantitative', scale: { type: 'log' }, title: 'p50 (ms)' },
      color: { field: 'what', type: 'nominal', title: null },
    },
    config: { font: 'sans-serif' },
  };
}

/** Plots the medians of the stages on PostgreSQL against the size of the corpus, as SVG. */
export function drawStages({ stages }: BenchResults): Promise<string> {
  const rows = stages
    .filter(({ backend }) => backend === 'postgresql')
    .flatMap(({ size, stages: spreads }) => [...spreads].map(([what, { p50 }]) => ({ size, ms: p50, what })));
  return draw(scaling('Étapes d’une recommandation, PostgreSQL', rows));
}

/** Plots the medians of each engine's hybrid search against the size of the corpus, as SVG. */
export function drawEngines({ engines }: BenchResults): Promise<string> {
  const rows = engines.flatMap(({ size, figures }) =>
    figures.map(({ name, times }) => ({ size, ms: times.hybrid.p50, what: name })),
  );
  return draw(scaling('Recherche hybride, une fois le vecteur connu', rows));
}
