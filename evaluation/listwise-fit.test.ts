import { describe, expect, it } from 'vitest';
import { DEFAULT_FIT, type FitRequest, fitWeights, rankWith } from './listwise-fit.ts';

/** Makes a request whose second criterion finds the relevant experience and whose first one misleads. */
function request(id: string): FitRequest {
  return {
    id,
    candidates: [
      { id: 'relevant', values: [0.4, 0.9] },
      { id: 'decoy', values: [0.6, 0.1] },
      { id: 'unknown', values: [0.5, null] },
    ],
    grades: [3, 0, 0],
  };
}

describe('fitting weights', () => {
  const requests = [request('a'), request('b')];

  it('gives weight to the criterion that finds what the judges wanted', () => {
    const prior = [0.9, 0.1];
    expect(rankWith(request('a'), prior)[0]).toBe('decoy');
    const weights = fitWeights(requests, prior, { ...DEFAULT_FIT, regularisation: 0.01 });
    expect(rankWith(request('a'), weights)[0]).toBe('relevant');
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
  });

  it('stays near the prior when it is pulled strongly to it', () => {
    const weights = fitWeights(requests, [0.5, 0.5], { ...DEFAULT_FIT, regularisation: 40 });
    for (const weight of weights) expect(weight).toBeCloseTo(0.5, 1);
  });

  it('gives the same weights each time', () => {
    expect(fitWeights(requests, [0.5, 0.5], DEFAULT_FIT)).toEqual(
      fitWeights(requests, [0.5, 0.5], DEFAULT_FIT),
    );
  });
});
