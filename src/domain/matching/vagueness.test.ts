import { describe, expect, it } from 'vitest';
import { profile, question } from '../../../test/fakes/experiences.ts';
import { leaningsOf } from './question-heads.ts';
import { vagueness } from './vagueness.ts';
import { DEFAULT_WEIGHTS } from './weights.ts';

const vague = question({ leanings: { vague: 3, subject: 0 } });
const precise = question({ leanings: { vague: -4, subject: 0 } });

describe('the vagueness of a request', () => {
  it('grows with the leaning of the model, and falls with the expressions of the field', () => {
    const weights = DEFAULT_WEIGHTS.vagueness;
    expect(vagueness(vague, weights)).toBeGreaterThan(0.9);
    expect(vagueness(precise, weights)).toBeLessThan(0.1);
    const between = { leanings: { vague: 0, subject: 0 } };
    expect(vagueness(question({ ...between, cueCount: 1 }), weights)).toBeLessThan(
      vagueness(question(between), weights),
    );
  });

  it('is 0 when a theme or a lever is chosen', () => {
    for (const chosen of [{ themes: ['energie'] }, { levers: ['locaux'] }]) {
      const asked = { ...vague, profile: profile(chosen) };
      expect(vagueness(asked, DEFAULT_WEIGHTS.vagueness)).toBe(0);
    }
  });
});

it('reads the leanings of a question from the heads of its model, each from its own', () => {
  const heads = {
    subject: { bias: 1, weights: [2, 0] },
    vague: { bias: -1, weights: [0, 4] },
    levers: {},
  };
  expect(leaningsOf(Float32Array.of(0.5, 0.25), heads)).toEqual({ subject: 2, vague: 0 });
});
