import type { StageName } from '../measuring/stages.ts';
import type { Backend, BenchResults, StageFigures } from './results.ts';

export interface Target {
  readonly name: string;
  readonly value: number;
  readonly bound: number;
  readonly isMet: boolean;
}

const atMost = (name: string, value: number, bound: number): Target => ({
  name,
  value,
  bound,
  isMet: value <= bound,
});

const atLeast = (name: string, value: number, bound: number): Target => ({
  ...atMost(`${name} (au moins)`, value, bound),
  isMet: value >= bound,
});

const p50 = (figures: StageFigures, ...stages: readonly StageName[]) =>
  stages.reduce((sum, stage) => sum + (figures.stages.get(stage)?.p50 ?? Number.NaN), 0);

const RETRIEVAL_BOUNDS = [
  { backend: 'postgresql', size: 10_000, bound: 4 },
  { backend: 'postgresql', size: 100_000, bound: 8 },
  { backend: 'embedded', size: 10_000, bound: 20 },
] as const;
const BACKENDS = { postgresql: 'PostgreSQL', embedded: 'base embarquée' } as const;

/** Judges the targets for which the run has the sizes and engines. */
export function judgeTargets({ stages, engines, recalls, imports }: BenchResults): readonly Target[] {
  const on = (backend: Backend, size: number) =>
    stages.find((figures) => figures.backend === backend && figures.size === size);
  const [small, large] = [on('postgresql', 1_000), on('postgresql', 100_000)];
  const rivals = engines.find(({ size }) => size === 10_000)?.figures ?? [];
  const lance = rivals.filter(({ name }) => name.startsWith('LanceDB')).map(({ times }) => times.hybrid.p50);
  const ours = rivals.find(({ name }) => name === 'Essaimage')?.times.hybrid.p50;
  return [
    ...RETRIEVAL_BOUNDS.flatMap(({ backend, size, bound }) => {
      const figures = on(backend, size);
      const name = `${BACKENDS[backend]}, ${size.toLocaleString('fr-FR')} : candidats et textes (ms)`;
      return figures === undefined ? [] : [atMost(name, p50(figures, 'candidates', 'contents'), bound)];
    }),
    ...recalls
      .filter(({ size }) => size === 100_000)
      .map(({ recall }) => atLeast('100 000 : rappel@10 contre le balayage exact', recall, 0.99)),
    ...(ours === undefined || lance.length === 0
      ? []
      : [
          atMost(
            '10 000 : recherche après le vecteur / LanceDB hybride (le plus rapide)',
            ours / Math.min(...lance),
            1,
          ),
        ]),
    ...(small === undefined || large === undefined
      ? []
      : [atMost('HTTP à 100 000 / HTTP à 1 000', p50(large, 'http') / p50(small, 'http'), 1.4)]),
    ...(imports === null ? [] : [atLeast('import / modèle nu', imports.imported / imports.embedded, 0.85)]),
  ];
}
