import { type BenchResults, ratioOf } from './results.ts';

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

/** The targets that the sizes and engines of a run let be judged. */
export function judgeTargets({ stages, engines, imports }: BenchResults): readonly Target[] {
  const on = (size: number) =>
    stages.find((figures) => figures.backend === 'postgresql' && figures.size === size);
  const [small, middle, large] = [on(1_000), on(10_000), on(100_000)];
  const rivals = engines.find(({ size }) => size === 10_000)?.figures ?? [];
  const lance = rivals.filter(({ name }) => name.startsWith('LanceDB')).map(({ times }) => times.hybrid.p50);
  const ours = rivals.find(({ name }) => name === 'Essaimage')?.times.hybrid.p50;
  const http = (figures: typeof small) => figures?.stages.get('http')?.p50 ?? Number.NaN;
  return [
    ...(middle === undefined ? [] : [atMost('10 000 : HTTP / vecteur nu', ratioOf(middle, 'http'), 1.5)]),
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
      : [atMost('HTTP à 100 000 / HTTP à 1 000', http(large) / http(small), 2)]),
    ...(imports === null
      ? []
      : [
          {
            ...atMost('import / modèle nu (au moins)', imports.imported / imports.embedded, 0.85),
            isMet: imports.imported / imports.embedded >= 0.85,
          },
        ]),
  ];
}
