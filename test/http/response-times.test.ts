import type { InjectOptions } from 'fastify';
import { beforeAll, expect, it } from 'vitest';
import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import { useApplication } from './use-application.ts';

const ROUNDS = 300;
/** Standard deviations; by chance, one trial in 100,000 goes beyond. */
const MAX_DEVIATION = 4.5;

interface Target {
  readonly id: string;
  /** Word of its text alone. */
  readonly word: string;
}
const MEMBERS: Target = { id: 'reserve-aux-membres-1', word: 'zyxomil' };
const NONE: Target = { id: 'absente-de-la-base-01', word: 'wyxomil' };

/** Long, so that reading it takes visibly longer than reading nothing. */
const FICHE = {
  id: MEMBERS.id,
  title: 'Une recyclerie dans un local prêté par la commune',
  summary: `La commune prête un ${MEMBERS.word} à une recyclerie, que des habitants font vivre. `.repeat(200),
  territories: [{ name: 'Redon', kind: 'commune', code: '35236', population: null }],
  setting: 'rural',
  year: 2020,
  themes: ['economie-circulaire'],
  levers: [{ lever: 'locaux', what: 'Prête un local.' }],
  actors: [],
  figures: Array.from({ length: 1000 }, (_, index) => ({
    label: `Chiffre ${index}`,
    value: index,
    unit: 'kg',
  })),
  source: { title: 'Source', url: 'https://membres.example/1', publisher: 'Éditeur', date: '2020-01' },
  access: 'members',
};

const application = await useApplication();
/** Headers of a key that may import and correct, but not read what is for members. */
let headers: { readonly authorization: string };
beforeAll(async () => {
  const bytes = new TextEncoder().encode(JSON.stringify([FICHE]));
  const { changes } = await application.importDocuments(
    { kind: 'content', name: 'membres.json', isNamed: true, mediaType: null, bytes },
    {
      dryRun: false,
      policy: STRICT_POLICY,
      actor: 'test',
      signal: new AbortController().signal,
      onProgress: () => {},
    },
  );
  expect(changes).toMatchObject([{ id: MEMBERS.id, access: 'members' }]);
  const { token } = await application.essaimage.keys.create({ label: 'Import seul', scopes: ['import'] });
  headers = { authorization: `Bearer ${token}` };
});

/** Injected: the time that a connection takes would hide a difference. */
async function measure(request: InjectOptions, status: number): Promise<number> {
  const start = performance.now();
  const { statusCode } = await application.app.inject(request);
  const elapsedMs = performance.now() - start;
  expect(statusCode).toBe(status);
  return elapsedMs;
}

/** Difference between two samples of the same size, in standard deviations of their rank sum (Mann-Whitney). */
function deviationOf(times: readonly number[], others: readonly number[]): number {
  const size = times.length;
  const all = [...times.map((ms) => ({ ms, rank: 1 })), ...others.map((ms) => ({ ms, rank: 0 }))];
  const rankSum = all
    .sort((a, b) => a.ms - b.ms)
    .reduce((sum, { rank }, index) => sum + rank * (index + 1), 0);
  return (rankSum - (size * (2 * size + 1)) / 2) / Math.sqrt((size * size * (2 * size + 1)) / 12);
}

it.each<[string, (target: Target) => InjectOptions, number]>([
  ['GET without key', ({ id }) => ({ method: 'GET', url: `/v1/experiences/${id}` }), 404],
  ['GET', ({ id }) => ({ method: 'GET', url: `/v1/experiences/${id}`, headers }), 404],
  ['GET similar', ({ id }) => ({ method: 'GET', url: `/v1/experiences/${id}/similar`, headers }), 404],
  ['search', ({ word }) => ({ method: 'GET', url: `/v1/experiences?q=${word}`, headers }), 200],
  [
    'PATCH',
    ({ id }) => ({ method: 'PATCH', url: `/v1/experiences/${id}`, headers, payload: { year: 2021 } }),
    404,
  ],
  ['DELETE', ({ id }) => ({ method: 'DELETE', url: `/v1/experiences/${id}?erase=true`, headers }), 404],
])(
  '%s takes as long for a members’ fiche as for none',
  async (_, ask, status) => {
    const times: number[] = [];
    const others: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const measureMembers = async () => times.push(await measure(ask(MEMBERS), status));
      const measureNone = async () => others.push(await measure(ask(NONE), status));
      // Each is first in turn: what the previous call leaves behind weighs on both.
      for (const next of round % 2 === 0 ? [measureMembers, measureNone] : [measureNone, measureMembers])
        await next();
    }
    expect(Math.abs(deviationOf(times, others))).toBeLessThan(MAX_DEVIATION);
  },
  120_000,
);
