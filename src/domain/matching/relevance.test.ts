import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, profile, question } from '../../../test/fakes/experiences.ts';
import { leaningsOf, WORDING_DIMENSIONS, wordingOf } from './linear-head.ts';
import { levelOf, vagueness } from './relevance.ts';
import { scoreExperiences } from './score-experiences.ts';
import { DEFAULT_WEIGHTS } from './weights.ts';

const vague = question({ leanings: { vague: 3, subject: 0, wording: 0 } });
const precise = question({ leanings: { vague: -4, subject: 0, wording: 0 } });

describe('the vagueness of a request', () => {
  it('grows with the leaning of the model, and falls with the expressions of the field', () => {
    const weights = DEFAULT_WEIGHTS.vagueness;
    expect(vagueness(vague, weights)).toBeGreaterThan(0.9);
    expect(vagueness(precise, weights)).toBeLessThan(0.1);
    const between = { leanings: { vague: 0, subject: 0, wording: 0 } };
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
  const weights = Array.from({ length: WORDING_DIMENSIONS }, () => 0);
  const [[piece = 0, share = 0] = []] = wordingOf('eau');
  weights[piece] = 3 / share;
  const heads = {
    subject: { bias: 1, weights: [2, 0] },
    wording: { bias: 1, weights },
    vague: { bias: -1, weights: [0, 4] },
  };
  expect(leaningsOf('Eau', Float32Array.of(0.5, 0.25), heads)).toEqual({ subject: 2, wording: 4, vague: 0 });
});

function asking(maximum: number, themes: readonly string[] = []) {
  const { lexical, ...rest } = question({ profile: profile({ themes }) });
  return { ...rest, lexical: { ...lexical, maximum } };
}

const relevance = (...[found, asked]: [ReturnType<typeof candidate>, ReturnType<typeof asking>]) =>
  scoreExperiences([found], asked, DEFAULT_WEIGHTS)[0]?.relevance ?? Number.NaN;

describe('the level of an experience', () => {
  it.each([
    [0.2, 'close'],
    [0.199, 'related'],
  ] as const)('is the side of the line on which its relevance stands: %d is %s', (value, level) => {
    expect(levelOf(value, { line: 0.2 })).toBe(level);
  });
});

describe('the relevance of an experience', () => {
  it('never falls when it is nearer in meaning or in words', () => {
    const cosineArb = fc.double({ min: -1, max: 1, noNaN: true });
    const shareArb = fc.double({ min: 0, max: 1, noNaN: true });
    const maximumArb = fc.double({ min: 2, max: 200, noNaN: true });
    fc.assert(
      fc.property(cosineArb, cosineArb, shareArb, shareArb, maximumArb, (c1, c2, w1, w2, maximum) => {
        const at = (cosine: number, words: number) =>
          relevance(candidate({}, { cosine, lexical: words * maximum }), asking(maximum));
        const lowest = at(Math.min(c1, c2), Math.min(w1, w2));
        expect(at(Math.max(c1, c2), Math.max(w1, w2))).toBeGreaterThanOrEqual(lowest);
        expect(lowest).toBeGreaterThan(0);
        expect(lowest).toBeLessThan(1);
      }),
    );
  });

  it('is higher for an experience of the chosen theme', () => {
    const asked = asking(20, ['energie']);
    const of = (theme: string) => relevance(candidate({ themes: [theme] }), asked);
    expect(of('energie')).toBeGreaterThan(of('culture'));
  });

  it('does not make close an experience that neither the model nor a word finds', () => {
    const nothing = candidate({}, { cosine: null, lexical: 0 });
    expect(levelOf(relevance(nothing, asking(0)), DEFAULT_WEIGHTS.relevance)).toBe('related');
  });
});
