import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, experienceTerritory, profile, question } from '../../../test/fakes/experiences.ts';
import { SETTINGS, type Setting, TERRITORY_KINDS, type TerritoryKind } from '../territory/territory.ts';
import {
  experienceCriteria,
  kindAffinity,
  scoreExperiences,
  settingAffinity,
  sizeAffinity,
} from './score-experiences.ts';
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
      setting: null,
      kind: null,
      size: null,
      proximity: null,
    });
  });

  it('rank by one leg alone when the mode says so', () => {
    const asked = question({ mode: 'semantic', profile: profile({ themes: ['energie'] }) });
    const values = experienceCriteria(candidate({ themes: ['energie'] }), asked);
    expect(
      Object.entries(values)
        .filter(([, value]) => value !== null)
        .map(([name]) => name),
    ).toEqual(['semantic']);
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

describe('affinities', () => {
  it.each<[Setting, Setting, number]>([
    ['rural', 'periurban', 0.6],
    ['rural', 'mixed', 0.6],
    ['rural', 'urban', 0.1],
    ['periurban', 'mixed', 0.7],
    ['periurban', 'urban', 0.6],
    ['mixed', 'urban', 0.6],
  ])('of %s and %s is %f either way, and 1 with itself', (a, b, affinity) => {
    expect([settingAffinity(a, b), settingAffinity(b, a)]).toEqual([affinity, affinity]);
    expect([settingAffinity(a, a), settingAffinity(b, b)]).toEqual([1, 1]);
  });

  it.each<[TerritoryKind, TerritoryKind, number]>([
    ['commune', 'commune', 1],
    ['epci', 'ept', 0.8],
    ['epci', 'pays', 0.8],
    ['commune', 'epci', 0.6],
    ['commune', 'departement', 0.3],
    ['commune', 'region', 0.1],
    ['departement', 'region', 0.6],
    ['pays', 'region', 0.3],
  ])('of a %s and a %s is %f either way', (a, b, affinity) => {
    expect([kindAffinity(a, b), kindAffinity(b, a)]).toEqual([affinity, affinity]);
  });

  it.each([
    [5_000, 5_000, 1],
    [4_000, 12_000, 0.634],
    [400, 4_000, 0.135],
    [4_000, 400_000, 0],
  ])('of %i and %i inhabitants is %f either way', (a, b, affinity) => {
    expect([sizeAffinity(a, b), sizeAffinity(b, a)].map((value) => Number(value.toFixed(3)))).toEqual([
      affinity,
      affinity,
    ]);
  });

  it.each([
    ['23', '75', 1],
    ['87', '75', 0.6],
    ['35', '53', 0],
  ])(
    'of a place of the département %s, région %s, and one of the Creuse is %f',
    (department, region, value) => {
      const place = (code: string) => ({ code, name: code });
      const near = candidate({
        territories: [experienceTerritory({ department: place(department), region: place(region) })],
      });
      const asked = profile({
        department: { origin: 'given', value: place('23') },
        region: { origin: 'given', value: place('75') },
      });
      expect(experienceCriteria(near, question({ profile: asked })).proximity).toBe(value);
    },
  );
});
