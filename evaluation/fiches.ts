import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadJudgedRequests } from '../src/adapters/corpus/load-judged-requests.ts';
import { VECTORS_FILE } from '../src/adapters/embedding/known-vectors.ts';
import type { Composition } from '../src/composition/compose.ts';
import { parseConfig } from '../src/config.ts';
import type { JudgedRequest } from '../src/ports/judged-requests.ts';
import { dataFolderOf, openService } from './open-service.ts';
import { seededRandom } from './randomness.ts';
import type { JudgedRequest as MeasuredRequest } from './requests.ts';

/** Share of the fiches that the judges are taken to have read. */
const READ = { unjudged: 0, 'half-judged': 1 / 2, 'new-half': 1 / 2 } as const;
export type Fiches = keyof typeof READ;
export const FICHES = ['half-judged', 'unjudged', 'new-half'] as const satisfies Fiches[];

const SEED = 20_240_605;

/** Takes all that was judged of some fiches, always the same ones. */
export function forgetFiches<R extends Pick<JudgedRequest, 'experiences'>>(
  requests: readonly R[],
  kind: Fiches,
): readonly R[] {
  const random = seededRandom(SEED);
  const ids = [...new Set(requests.flatMap(({ experiences }) => Object.keys(experiences)))].sort();
  const read = new Set(ids.filter(() => random() < READ[kind]));
  return requests.map((request) => ({
    ...request,
    experiences: Object.fromEntries(Object.entries(request.experiences).filter(([id]) => read.has(id))),
  }));
}

/** Asks for the fiches that are new to the judges, and judges the answers by these alone. */
export async function askForNew(requests: readonly MeasuredRequest[]): Promise<readonly MeasuredRequest[]> {
  const kept = forgetFiches(await loadJudgedRequests(parseConfig({}).judgedDirectory), 'new-half');
  const read = new Set(kept.flatMap(({ experiences }) => Object.keys(experiences)));
  return requests.map((judged) => ({
    ...judged,
    request: { ...judged.request, exclude: [...read] },
    grades: new Map([...judged.grades].filter(([id]) => !read.has(id))),
  }));
}

/** Opens the service with judges who read a part of the fiches: those that are imported have no judge. */
export async function openServiceOver(kind: Fiches): Promise<Composition> {
  const { judgedDirectory } = parseConfig({});
  const folder = dataFolderOf(`judged-${kind}`);
  await cp(join(judgedDirectory, VECTORS_FILE), join(folder, VECTORS_FILE));
  const requests = forgetFiches(await loadJudgedRequests(judgedDirectory), kind);
  await writeFile(join(folder, 'all.json'), JSON.stringify(requests));
  return openService(`evaluation-${kind}`, {}, { judgedDirectory: folder });
}
