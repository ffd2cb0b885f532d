import { describe, expect, it } from 'vitest';
import { logitOfSigns, sigmoid } from '../../src/ingestion/extract/acting/signs.ts';
import { calibrate, fitRidge, type SignExample } from './ridge-fit.ts';

/** Examples of one sign, right in `right` cases out of `count`. */
function examples(value: number, count: number, right: number): readonly SignExample[] {
  return Array.from({ length: count }, (_, i) => ({ signs: { one: value }, positive: i < right, weight: 1 }));
}

describe('fitRidge', () => {
  it('gives the shares of the examples as probabilities', () => {
    const model = fitRidge([...examples(0, 100, 20), ...examples(1, 100, 70)], 0.001);
    expect(sigmoid(logitOfSigns(model, {}))).toBeCloseTo(0.2, 2);
    expect(sigmoid(logitOfSigns(model, { one: 1 }))).toBeCloseTo(0.7, 2);
  });

  it('counts an example by its weight, and leaves out signs of too few', () => {
    const heavy = examples(1, 10, 5).map((one) => ({ ...one, weight: one.positive ? 3 : 1 }));
    const rare: SignExample = { signs: { rare: 1 }, positive: true, weight: 1 };
    const model = fitRidge([...heavy, ...examples(0, 40, 20), rare], 0.001);
    expect(sigmoid(logitOfSigns(model, { one: 1 }))).toBeCloseTo(0.75, 1);
    expect(model.weights).not.toHaveProperty('rare');
  });
});

describe('calibrate', () => {
  it('turns logits that are too sure into the shares that are right', () => {
    const model = { bias: 0, weights: { one: 4 } };
    const unseen = [
      ...examples(1, 100, 70).map(({ positive }) => ({ logit: 4, positive, weight: 1 })),
      ...examples(-1, 100, 30).map(({ positive }) => ({ logit: -4, positive, weight: 1 })),
    ];
    expect(sigmoid(logitOfSigns(calibrate(model, unseen), { one: 1 }))).toBeCloseTo(0.7, 1);
  });
});
