import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readDevelopmentRequests } from '../../evaluation/requests.ts';
import type { RecommendRequest } from '../../src/application/recommend/recommend.ts';
import { TERRITORY_KINDS } from '../../src/domain/territory/territory.ts';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const paraphrasesSchema = z.strictObject({
  development: z.record(z.string(), z.string()),
  own: z.array(
    z.strictObject({
      id: z.string(),
      territory: z.strictObject({ kind: z.enum(TERRITORY_KINDS), code: z.string() }),
      priorities: z.string(),
      themes: z.array(z.string()),
      levers: z.array(z.string()),
      paraphrase: z.string(),
    }),
  ),
});

/** A request on the subject, with its paraphrase if there is one. */
export interface AskedRequest {
  readonly id: string;
  readonly request: RecommendRequest;
  readonly paraphrase: string | null;
}

/** Reads the on-topic requests of `evaluation/` and those of `paraphrases.json`; five results each. */
export async function readAskedRequests(): Promise<readonly AskedRequest[]> {
  const { development, own } = paraphrasesSchema.parse(
    JSON.parse(await readFile(fileOf('./paraphrases.json'), 'utf8')),
  );
  const judged = await readDevelopmentRequests();
  const asked = judged
    .filter(({ kind }) => kind !== 'off-topic')
    .map(({ id, request }) => ({
      id,
      request: { ...request, limit: 5 },
      paraphrase: development[id] ?? null,
    }));
  return [
    ...asked,
    ...own.map(({ id, territory, paraphrase, ...said }) => ({
      id,
      paraphrase,
      request: {
        ...said,
        territory: { ...territory, name: null, populationCount: null, setting: null },
        exclude: [],
        limit: 5,
        minLevel: 'none' as const,
        audience: 'members' as const,
      },
    })),
  ];
}
