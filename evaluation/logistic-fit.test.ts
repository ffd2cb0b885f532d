import { describe, expect, it } from 'vitest';
import { fitLogistic, leaveOneOut, predict } from './logistic-fit.ts';

const examples = [-3, -2, -1, -0.5, 0.5, 1, 2, 3].map((value) => ({
  features: [value, 7],
  positive: value > 0,
}));

describe('fitLogistic', () => {
  it('tells apart what one feature tells apart, and gives no weight to one that never varies', () => {
    const model = fitLogistic(examples);
    for (const { features, positive } of examples) expect(predict(model, features) > 0.5).toBe(positive);
    expect(model.weights[1]).toBe(0);
  });

  it('does not depend on the unit of a feature', () => {
    const inMetres = examples.map(({ features: [value = 0, other = 0], positive }) => ({
      features: [value * 1000, other],
      positive,
    }));
    expect(predict(fitLogistic(inMetres), [1000, 7])).toBeCloseTo(predict(fitLogistic(examples), [1, 7]), 10);
  });

  it('gives the frequency of the class when nothing tells it apart', () => {
    const same = [true, true, true, false].map((positive) => ({ features: [1], positive }));
    expect(predict(fitLogistic(same), [1])).toBeCloseTo(0.75, 3);
  });
});

describe('leaveOneOut', () => {
  it('judges an example without having seen it', () => {
    const mislabelled = [...examples, { features: [2.5, 7], positive: false }];
    expect(leaveOneOut(mislabelled).at(-1)).toBeGreaterThan(0.9);
  });
});
