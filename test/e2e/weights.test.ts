import { afterAll, beforeAll, expect, it } from 'vitest';
import DECLARED from '../../web/page/reference/measured-weights.json' with { type: 'json' };
import { type PageWeight, weighPages } from './page-weights.ts';
import { type Site, startSite } from './site.ts';

/** Largest difference that the declaration allows. */
const TOLERANCE = 0.1;
/** Ceilings of the weights in bytes, fonts included. */
const MOST = { Accueil: 110_000, 'Réponse à une demande': 120_000 };

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

it.each(Object.entries(MOST))('serves « %s » in %i bytes at most, everything included', (label, most) => {
  expect(weights.find((weight) => weight.label === label)?.bytes).toBeLessThanOrEqual(most);
});
