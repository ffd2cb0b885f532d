import { describe, expect, it } from 'vitest';
import { logitOf } from '../src/domain/matching/linear-head.ts';
import { fitHead } from './fit-head.ts';
import { seededRandom } from './randomness.ts';

const RIDGE = 1e-3;

/** Makes unit vectors: the first dimension tells the class, the others are noise. */
function examplesOf(count: number) {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, index) => {
    const positive = index % 4 === 0;
    const vector = [positive ? 0.5 : -0.5, ...Array.from({ length: 5 }, () => random() - 0.5)];
    const norm = Math.hypot(...vector);
    return { vector: Float32Array.from(vector, (value) => value / norm), positive };
  });
}

const examples = examplesOf(80);
const head = fitHead(examples, 6, RIDGE);

describe('fitHead', () => {
  it('tells apart what one dimension tells apart, on vectors that it has not seen', () => {
    for (const { vector, positive } of examplesOf(200).slice(80)) {
      expect(logitOf(vector, head) > 0).toBe(positive);
    }
  });

  it('gives the same head for vectors without their zeros', () => {
    const sparse = examples.map(({ vector, positive }) => ({ vector: new Map(vector.entries()), positive }));
    expect(fitHead(sparse, 6, RIDGE)).toEqual(head);
  });

  it('gives the same head for the same examples', () => {
    expect(fitHead(examples, 6, RIDGE)).toEqual(head);
  });

  it('gives the frequency of the class when nothing tells it apart', () => {
    const same = examples.map(({ positive }) => ({ vector: Float32Array.of(1, 0), positive }));
    const logit = logitOf(Float32Array.of(1, 0), fitHead(same, 2, RIDGE));
    expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(0.25, 3);
  });

  it('takes a share of truth as so many true among examples alike', () => {
    const half = fitHead(
      examples.map(({ vector }) => ({ vector, positive: 0.25 })),
      6,
      RIDGE,
    );
    for (const { vector } of examples)
      expect(1 / (1 + Math.exp(-logitOf(vector, half)))).toBeCloseTo(0.25, 3);
  });
});
