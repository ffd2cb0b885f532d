import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  type Answered,
  coveredNeeds,
  eachLeverMeasure,
  eachRankingMeasure,
  experienceIds,
  isRanked,
  LEVER_MEASURES,
  type LeverMeasure,
  leverValues,
  RANKING_MEASURES,
  type RankingMeasure,
  rankingValues,
} from './measure.ts';
import type { JudgedRequest } from './requests.ts';
import { type Comparison, comparePaired } from './significance.ts';

const value = z.number().min(0).max(1);
const valuesSchema = z.strictObject({
  id: z.string(),
  experiences: z.record(z.enum(RANKING_MEASURES), value).nullable(),
  levers: z.record(z.enum(LEVER_MEASURES), value).nullable(),
  needs: z.array(z.union([z.literal(0), z.literal(1)])).readonly(),
});
const referenceSchema = z.strictObject({
  /** Version of the weights. */
  weights: z.string(),
  model: z.string(),
  /** Digest of the requests and of their judgments. */
  requestSet: z.string(),
  requests: z.array(valuesSchema),
});

/** Run that later ones are compared with: the values of each request, null where it does not count. */
export type Reference = z.infer<typeof referenceSchema>;

/** Decimals kept; further ones differ between machines. */
const DECIMALS = 6;

function round(value: number): number {
  return Number(value.toFixed(DECIMALS));
}

function digest(requests: readonly JudgedRequest[]): string {
  const set = requests.map(({ id, request, grades, levers, needs }) => [
    id,
    request,
    [...grades],
    [...levers],
    needs,
  ]);
  return createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 16);
}

function valuesOf(entry: Answered): Reference['requests'][number] {
  const { judged } = entry;
  const ranking = isRanked(judged) ? rankingValues(experienceIds(entry), judged.grades) : null;
  const levers = judged.levers.size > 0 ? leverValues(entry) : null;
  return {
    id: judged.id,
    experiences: ranking && eachRankingMeasure((measure) => round(ranking[measure])),
    levers: levers && eachLeverMeasure((measure) => round(levers[measure])),
    needs: coveredNeeds(entry),
  };
}

export function makeReference(answered: readonly Answered[]): Reference {
  const ranking = answered[0]?.answer.ranking;
  return {
    weights: ranking?.version ?? '',
    model: ranking?.model ?? '',
    requestSet: digest(answered.map(({ judged }) => judged)),
    requests: answered.map(valuesOf),
  };
}

export async function writeReference(file: string, reference: Reference): Promise<void> {
  await writeFile(file, `${JSON.stringify(reference, null, 1)}\n`);
}

export async function readReference(file: string): Promise<Reference> {
  return referenceSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

export interface ReferenceComparison {
  readonly experiences: Readonly<Record<RankingMeasure, Comparison>>;
  readonly levers: Readonly<Record<LeverMeasure, Comparison>>;
  readonly needs: Comparison;
}

type RequestValues = Reference['requests'][number];

/** Compares a run with the reference, measure by measure; null when their requests or judgments differ. */
export function compareWithReference(current: Reference, reference: Reference): ReferenceComparison | null {
  if (current.requestSet !== reference.requestSet) return null;
  const before = new Map(reference.requests.map((entry) => [entry.id, entry]));
  const compare = (pick: (entry: RequestValues) => readonly (number | undefined)[]) =>
    comparePaired(
      current.requests.flatMap((entry) => {
        const known = before.get(entry.id);
        const then = known === undefined ? [] : pick(known);
        return pick(entry).flatMap((now, index) => {
          const earlier = then[index];
          return now === undefined || earlier === undefined ? [] : [[now, earlier] as const];
        });
      }),
    );
  return {
    experiences: eachRankingMeasure((measure) => compare(({ experiences }) => [experiences?.[measure]])),
    levers: eachLeverMeasure((measure) => compare(({ levers }) => [levers?.[measure]])),
    needs: compare(({ needs }) => needs),
  };
}
