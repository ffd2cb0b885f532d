import type { NeighbourCosines } from '../corpus/compare-neighbours.ts';
import type { ImportFigures } from '../measuring/import-throughput.ts';
import type { EngineFigures } from '../measuring/side-by-side.ts';
import type { StageName } from '../measuring/stages.ts';
import type { Spread } from '../measuring/statistics.ts';

export type Backend = 'postgresql' | 'embedded';

export interface StageFigures {
  readonly backend: Backend;
  readonly size: number;
  readonly loadSeconds: number;
  readonly stages: ReadonlyMap<StageName, Spread>;
}

/** All measures of a run. */
export interface BenchResults {
  readonly seed: number;
  readonly rounds: number;
  readonly questionCount: number;
  readonly machine: string;
  readonly neighbours: readonly NeighbourCosines[];
  readonly stages: readonly StageFigures[];
  readonly engines: readonly { readonly size: number; readonly figures: readonly EngineFigures[] }[];
  /** Share of the ten experiences nearest by an exact scan that the service finds by meaning, by size. */
  readonly recalls: readonly { readonly size: number; readonly recall: number }[];
  readonly imports: ImportFigures | null;
}

/** Returns the median of a stage over that of the bare vector, in the same run. */
export function ratioOf({ stages }: StageFigures, stage: StageName): number {
  return (stages.get(stage)?.p50 ?? Number.NaN) / (stages.get('embedding')?.p50 ?? Number.NaN);
}
