import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, experienceTerritory, profile, question } from '../../../test/fakes/experiences.ts';
import { SETTINGS, type Setting, TERRITORY_KINDS, type TerritoryKind } from '../territory/territory.ts';
import { experienceCriteria, scoreExperiences } from './score-experiences.ts';
import { DEFAULT_WEIGHTS, weighCriteria } from './weights.ts';

const settingArb = fc.option(fc.constantFrom<Setting>(...SETTINGS), { nil: null });
const kindArb = fc.constantFrom<TerritoryKind>(...TERRITORY_KINDS);
const idsArb = fc.uniqueArray(fc.constantFrom('alimentation', 'energie', 'reemploi', 'culture'));

const candidateArb = fc.record({
  experience: fc.record({
    setting: settingArb,
    themes: idsArb,
    levers: idsArb.map((ids) => ids.map((lever) => ({ lever, what: 'Agit.' }))),
    territories: fc.array(
      fc
        .record({
          kind: kindArb,
          populationCount: fc.option(fc.integer({ min: 0, max: 5e6 }), { nil: null }),
        })
        .map(experienceTerritory),
      { maxLength: 2 },
    ),
  }),
  cosine: fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: null }),
  lexical: fc.double({ min: 0, max: 50, noNaN: true }),
  precedents: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
});

const candidatesArb = fc.array(candidateArb, { maxLength: 12 }).map((list) =>
  list.map((entry, index) => ({
    ...entry,
    experience: candidate({ id: `cas-${String(index).padStart(2, '0')}`, ...entry.experience }).experience,
  })),
);

const questionArb = fc
  .record({
    setting: settingArb,
    kind: fc.option(kindArb, { nil: null }),
    themes: idsArb,
    levers: idsArb,
    population: fc.option(fc.nat(3e6), { nil: null }),
  })
  .map(({ setting, kind, themes, levers, population }) => {
    const given = <T>(value: T | null) =>
      value === null ? ({ origin: 'unknown', value: null } as const) : ({ origin: 'given', value } as const);
    return question({
      profile: profile({
        setting: given(setting),
        kind: given(kind),
        populationCount: given(population),
        themes,
        levers,
      }),
      lexical: {
        vector: new Map(),
        anchors: [],
        maximum: 40,
        stems: [],
        specificStems: [],
        information: 20,
        coverage: 1,
      },
    });
  });

describe('scores', () => {
  it('lie in [0, 1] and are the sum of their contributions, whose weights sum to 1', () => {
    fc.assert(
      fc.property(candidatesArb, questionArb, (candidates, asked) => {
        for (const { breakdown } of scoreExperiences(candidates, asked, DEFAULT_WEIGHTS)) {
          const { score, contributions } = breakdown;
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(contributions.reduce((sum, entry) => sum + entry.contribution, 0)).toBeCloseTo(score, 12);
          const weights = contributions.reduce((sum, entry) => sum + entry.weight, 0);
          if (contributions.length > 0) expect(weights).toBeCloseTo(1, 12);
          for (const { value } of contributions) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('do not depend on the other candidates nor on their order', () => {
    fc.assert(
      fc.property(candidatesArb, questionArb, (candidates, asked) => {
        const together = scoreExperiences(candidates, asked, DEFAULT_WEIGHTS);
        const reversed = scoreExperiences([...candidates].reverse(), asked, DEFAULT_WEIGHTS);
        expect(reversed).toEqual(together);
        for (const { candidate: alone, breakdown } of together) {
          expect(scoreExperiences([alone], asked, DEFAULT_WEIGHTS)[0]?.breakdown).toEqual(breakdown);
        }
      }),
    );
  });

  it('leave out the criteria that the profile does not give', () => {
    const silent = experienceCriteria(candidate({ setting: 'rural', year: null }), question());
    expect(silent).toMatchObject({
      themes: null,
      levers: null,
      likeness: null,
    });
  });

  it('break ties by id', () => {
    const twins = ['b', 'a', 'c'].map((id) => candidate({ id }));
    const ids = scoreExperiences(twins, question(), DEFAULT_WEIGHTS).map(
      ({ candidate: c }) => c.experience.id,
    );
    expect(ids).toEqual(['a', 'b', 'c']);
  });
});

describe('weighCriteria', () => {
  it('renormalises the weights of the criteria that apply', () => {
    const { score, contributions } = weighCriteria(
      ['a', 'b', 'c'],
      { a: 1, b: null, c: 0.5 },
      { a: 1, b: 5, c: 3 },
    );
    expect(contributions.map(({ criterion, weight }) => [criterion, weight])).toEqual([
      ['a', 0.25],
      ['c', 0.75],
    ]);
    expect(score).toBeCloseTo(0.25 + 0.375);
  });

  it('gives 0 when nothing applies', () => {
    expect(weighCriteria(['a'], { a: null }, { a: 1 })).toEqual({ score: 0, contributions: [] });
  });
});
