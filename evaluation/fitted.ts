import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { LogisticModel } from './logistic-fit.ts';
import { readJson } from './read-json.ts';

export const MATCHING_WEIGHTS = new URL('../src/domain/matching/weights.json', import.meta.url);
export const NEED_WEIGHTS = new URL('../src/domain/request/need-weights.json', import.meta.url);
const weightsSchema = z.looseObject({ version: z.string().optional() });

/** Sections of weights; null when they rank worse than those of the service. */
export type Fitted = Readonly<Record<string, object>> | null;

/** Returns the version after another one: its date, then a number. */
function versionAfter(version: string): string {
  const [date, number] = version.split('.');
  const today = new Date().toISOString().slice(0, 10);
  return `${today}.${date === today ? Number(number) + 1 : 1}`;
}

/** Keeps sections in a file of weights, whose other values stay; returns a sentence for the operator. */
export async function keepFitted(file: URL, fitted: Fitted): Promise<string> {
  const path = fileURLToPath(file);
  if (fitted === null) return `Rien n’est écrit : ${path} reste tel quel.`;
  const weights = await readJson(file, weightsSchema);
  for (const [name, section] of Object.entries(fitted))
    weights[name] = { ...Object(weights[name]), ...section };
  if (weights.version !== undefined) weights.version = versionAfter(weights.version);
  await writeFile(file, `${JSON.stringify(weights, null, 2)}\n`);
  return `Écrit dans ${path} ; le prochain « npm start » s’en sert. Pour revenir : git checkout -- ${path}`;
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
