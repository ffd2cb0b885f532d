import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Case, nameOf } from './cases.ts';
import { readJson } from './read-json.ts';
import { type Results, resultsSchema } from './results.ts';

const FILE = new URL('recorded.json', import.meta.url);
const PAGE_FILE = new URL('../web/page/reference/measured-relevance.json', import.meta.url);

/** When a case was measured: `today` is before issue 27, the answer that it describes; `after` is the last time. */
export const TIMES = ['today', 'after'] as const;
export type Time = (typeof TIMES)[number];

const recordedSchema = z.record(z.string(), z.partialRecord(z.enum(TIMES), resultsSchema));
/** Results by the name of their case. */
export type Recorded = z.infer<typeof recordedSchema>;

export function readRecorded(): Promise<Recorded> {
  return readJson(FILE, recordedSchema);
}

/** Decimals kept; further ones differ between machines. */
const DECIMALS = 6;

const round = (_: string, value: unknown) =>
  typeof value === 'number' ? Number(value.toFixed(DECIMALS)) : value;

/** Writes the figures that « À propos » tells, from the results of all the requests. */
export async function publish({ weights, requestCount, served, groups, engines }: Results): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  const meanOf = (sort: string) => groups.find(({ name }) => name === sort)?.served['ndcg@5']?.mean ?? null;
  const bm25 = engines.find(({ engine }) => engine === 'bm25')?.ndcg.mean ?? null;
  const sorts = { long: meanOf('long'), vague: meanOf('vague'), refusal: meanOf('refusal') };
  const figures = { date, weights, requestCount, served, sorts, bm25 };
  await writeFile(PAGE_FILE, `${JSON.stringify(figures, round, 2)}\n`);
}

/** Keeps the results of a case, and returns all that are kept. */
export async function record(one: Case, time: Time, results: Results): Promise<Recorded> {
  const recorded = await readRecorded();
  const name = nameOf(one);
  const all = { ...recorded, [name]: { ...recorded[name], [time]: results } };
  await writeFile(FILE, `${JSON.stringify(all, round, 1)}\n`);
  return readRecorded();
}
