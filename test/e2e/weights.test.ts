import { afterAll, beforeAll, expect, it } from 'vitest';
import DECLARED from '../../web/page/reference/measured-weights.json' with { type: 'json' };
import { type PageWeight, weighPages } from './page-weights.ts';
import { type Site, startSite } from './site.ts';

/** Largest difference that the declaration allows. */
const TOLERANCE = 0.1;
/** Ceiling of the weight of an answer, fonts included. */
const MAX_ANSWER_BYTES = 140_000;

let site: Site;
let weights: readonly PageWeight[];
beforeAll(async () => {
  site = await startSite();
  weights = await weighPages(site);
});
afterAll(() => site.close());

it('serves pages as light as the ecodesign declaration says: else `npm run measure-weights -- --write`', () => {
  expect(weights.map(({ label }) => label)).toEqual(DECLARED.pages.map(({ label }) => label));
  const stale = weights.flatMap((weight, index) =>
    (['bytes', 'requests', 'elements'] as const).flatMap((measure) => {
      const declared = DECLARED.pages[index]?.[measure] ?? 0;
      const isStale = Math.abs(weight[measure] - declared) > declared * TOLERANCE;
      return isStale ? [`${weight.label}: ${declared} ${measure} declared, ${weight[measure]} served`] : [];
    }),
  );
  expect(stale).toEqual([]);
});

it('serves an answer of 140 kB at most, everything included', () => {
  const answer = weights.find(({ label }) => label === 'Réponse à une demande');
  expect(answer?.bytes).toBeLessThanOrEqual(MAX_ANSWER_BYTES);
});
