import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, experienceTerritory, profile } from '../../../test/fakes/experiences.ts';
import type { Experience, ExperienceTerritory } from '../experience/experience.ts';
import { type Profile, type Resolved, UNKNOWN } from '../profile/profile.ts';
import { SETTINGS, type Setting, TERRITORY_KINDS, type TerritoryKind } from '../territory/territory.ts';
import { likenessTo, standingLikeness } from './likeness.ts';

function given<T>(value: T | null): Resolved<T> {
  return value === null ? UNKNOWN : { origin: 'given', value };
}

function asker(facts: {
  readonly kind?: TerritoryKind | null;
  readonly populationCount?: number | null;
  readonly setting?: Setting | null;
  readonly department?: string;
  readonly region?: string;
}): Profile {
  const place = (code: string | undefined) => given(code === undefined ? null : { code, name: code });
  return profile({
    kind: given(facts.kind ?? null),
    populationCount: given(facts.populationCount ?? null),
    setting: given(facts.setting ?? null),
    department: place(facts.department),
    region: place(facts.region),
  });
}

function compare(facts: Partial<Experience>, asked: Profile) {
  return likenessTo(candidate(facts).experience, asked);
}

const village = experienceTerritory({ kind: 'commune', populationCount: 532 });
const lozere = experienceTerritory({ kind: 'departement', populationCount: 76_486 });
const roubaix = asker({ kind: 'commune', populationCount: 98_000 });

describe('likeness of an experience and the asker', () => {
  it('is unknown when nothing is known', () => {
    expect(compare({ setting: 'rural', territories: [village] }, asker({}))).toBeNull();
    expect(compare({ setting: null, territories: [] }, roubaix)).toBeNull();
  });

  it.each<[Setting, Setting, number]>([
    ['rural', 'rural', 1],
    ['rural', 'mixed', 0.6],
    ['urban', 'periurban', 0.6],
    ['rural', 'urban', 0.1],
    ['urban', 'rural', 0.1],
  ])('of a %s and a %s setting is %f', (setting, asked, value) => {
    expect(compare({ setting, territories: [] }, asker({ setting: asked }))?.value).toBe(value);
  });

  it.each<[TerritoryKind, TerritoryKind, number]>([
    ['epci', 'ept', 0.4],
    ['commune', 'epci', 0.3],
    ['commune', 'departement', 0.1],
    ['commune', 'region', 0],
    ['commune', 'commune', 1],
  ])('of a %s and a %s is %f either way', (kind, other, value) => {
    const standing = (one: TerritoryKind, asked: TerritoryKind) =>
      standingLikeness({ kind: one, populationCount: 100 }, asker({ kind: asked, populationCount: 100 }));
    expect([standing(kind, other), standing(other, kind)]).toEqual([value, value]);
  });

  it('compares populations within a kind only', () => {
    const ofKind = (kind: TerritoryKind, populationCount: number) =>
      standingLikeness({ kind, populationCount }, roubaix) ?? 0;
    expect(ofKind('commune', 98_000)).toBe(1);
    expect(ofKind('commune', 30_000)).toBeLessThan(0.8);
    expect(ofKind('commune', 532)).toBeCloseTo(0.3, 2);
    expect(ofKind('departement', 98_000)).toBe(ofKind('departement', 2_000_000));
  });

  it('takes kind and population from one territory', () => {
    const likeness = compare({ setting: null, territories: [lozere, village] }, roubaix);
    expect(likeness?.territory).toEqual(village);
    expect(likeness?.value).toBeCloseTo(0.3, 2);
  });

  it.each([
    ['23', '75', 1],
    ['87', '75', 0.6],
    ['35', '53', 0],
  ])('of a place of %s (région %s) and one of the Creuse is %f', (department, region, value) => {
    const place = (code: string) => ({ code, name: code });
    const territories = [experienceTerritory({ department: place(department), region: place(region) })];
    expect(compare({ setting: null, territories }, asker({ department: '23', region: '75' }))?.value).toBe(
      value,
    );
  });

  it('stays in [0, 1], and no territory of the experience is more alike than the one it names', () => {
    const orNull = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });
    const facts = {
      kind: fc.constantFrom(...TERRITORY_KINDS),
      populationCount: orNull(fc.nat(1e6)),
    };
    const setting = orNull(fc.constantFrom(...SETTINGS));
    fc.assert(
      fc.property(
        fc.array(fc.record(facts).map(experienceTerritory), { maxLength: 3 }),
        setting,
        fc.record({ ...facts, setting }).map(asker),
        (territories: readonly ExperienceTerritory[], ofFiche, asked) => {
          const likeness = compare({ territories, setting: ofFiche }, asked);
          if (likeness === null) return;
          expect(likeness.value).toBeGreaterThanOrEqual(0);
          expect(likeness.value).toBeLessThanOrEqual(1);
          for (const territory of territories) {
            const alone = compare({ territories: [territory], setting: ofFiche }, asked);
            expect(alone?.value).toBeLessThanOrEqual(likeness.value);
          }
        },
      ),
    );
  });
});
