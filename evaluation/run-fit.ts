import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import type { LogisticModel } from './logistic-fit.ts';
import { openService } from './open-service.ts';
import { readJson } from './read-json.ts';

const MATCHING_WEIGHTS = new URL('../src/domain/matching/weights.json', import.meta.url);
const weightsSchema = z.record(z.string(), z.unknown());

/**
 * Runs a fit on the service, with the corpus indexed, and prints the sections of weights that it returns. With
 * `--write`, keeps them in a file of weights, whose other values stay.
 */
export async function runFit(
  fitWeights: (dependencies: RecommendDependencies) => Promise<Readonly<Record<string, object>>>,
  file = MATCHING_WEIGHTS,
): Promise<void> {
  const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  const service = await openService('evaluation');
  try {
    const fitted = await fitWeights(service.recommendDependencies);
    console.log(fitted);
    if (!options.write) return;
    const weights = await readJson(file, weightsSchema);
    for (const [name, section] of Object.entries(fitted))
      weights[name] = { ...Object(weights[name]), ...section };
    await writeFile(file, `${JSON.stringify(weights, null, 2)}\n`);
  } finally {
    await service.close();
  }
}

/** Names the weights of a model, rounded. */
export function present<F extends string>(
  names: readonly F[],
  { bias, weights }: LogisticModel,
  round = (value: number) => Number(value.toFixed(3)),
) {
  const named = Object.fromEntries(names.map((name, index) => [name, round(weights[index] ?? 0)]));
  return { bias: round(bias), ...(named as Record<F, number>) };
}
