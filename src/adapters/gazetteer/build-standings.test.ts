import { beforeAll, describe, expect, it } from 'vitest';
import { nearestTo, type Standing } from '../../domain/territory/standing.ts';
import { buildStandings } from './build-standings.ts';
import { buildTerritories } from './build-territories.ts';
import { readOfficialRecords } from './official-records.ts';

let standings: readonly Standing[];

beforeAll(async () => {
  const records = await readOfficialRecords();
  standings = buildStandings(buildTerritories(records), records);
});

type Kind = Standing['territory']['kind'];

function find(kind: Kind, code: string): Standing {
  const found = standings.find(({ territory }) => territory.kind === kind && territory.code === code);
  return found ?? expect.fail(`no ${kind} ${code}`);
}

/** Names of the nearest territories outside of the EPCI of the asked one. */
function neighboursOf(kind: Kind, code: string, limit: number): readonly string[] {
  const compared = (standing: Standing) => ({ ...standing, facts: new Map<string, string>() });
  const asked = find(kind, code);
  const far = standings.filter(
    ({ territory: { epci } }) => epci === null || epci.code !== asked.territory.epci?.code,
  );
  return nearestTo(compared(asked), far.map(compared), limit).map(({ standing }) => standing.territory.name);
}

describe('a standing', () => {
  it('places a commune in its EPCI', () => {
    expect(find('commune', '52269')).toMatchObject({
      territory: { name: 'Langres', populationCount: 7_421 },
      seat: 'arrondissement',
      // 7,683 of the 20,701 inhabitants of the CC du Grand Langres.
      communes: { count: 54, smallCount: 50, rank: 1, share: 7_683 / 20_701 },
    });
  });

  it('describes an EPCI, an EPT, a département and a région by their communes', () => {
    expect(find('epci', '200072999')).toMatchObject({
      seat: 'arrondissement',
      communes: { count: 54, smallCount: 50, rank: null, share: 7_683 / 20_701 },
    });
    expect(find('ept', '200057974').communes?.count).toBeGreaterThan(5);
    expect(find('departement', '52')).toMatchObject({ seat: null, communes: { count: 426, rank: null } });
    expect(find('region', '53')).toMatchObject({ seat: null, communes: { rank: null } });
  });

  it.each([
    ['52121', 'departement'],
    ['35238', 'region'],
    ['35236', 'arrondissement'],
    ['23131', 'none'],
  ])('gives the seat of %s: %s', (code, seat) => {
    expect(find('commune', code).seat).toBe(seat);
  });

  it('has no group for an island without an EPCI', () => {
    expect(find('commune', '29155')).toMatchObject({ territory: { name: 'Ouessant' }, communes: null });
  });

  it('keeps shares and counts within their bounds, and one first commune at least in each EPCI', () => {
    for (const { communes } of standings) {
      if (communes === null) continue;
      expect(communes.share).toBeGreaterThanOrEqual(0);
      expect(communes.share).toBeLessThanOrEqual(1);
      expect(communes.smallCount).toBeLessThanOrEqual(communes.count);
      expect(communes.rank ?? 1).toBeLessThanOrEqual(communes.count);
    }
    const first = standings.filter(({ communes }) => communes?.rank === 1);
    expect(new Set(first.map(({ territory: { epci } }) => epci?.code)).size).toBe(1_255);
  });
});

describe('territories like', () => {
  it('Langres are small sous-préfectures that lead a rural EPCI', () => {
    const names = neighboursOf('commune', '52269', 8);
    for (const name of ['Nyons', 'Avallon', 'Saint-Flour', 'Prades']) expect(names).toContain(name);
  });

  it('the EPCI of Langres are those of the same towns', () => {
    expect(neighboursOf('epci', '200072999', 3)).toEqual([
      'CC des Baronnies en Drôme Provençale',
      'CC Conflent-Canigó',
      'CC Avallon, Vézelay, Morvan',
    ]);
  });

  it('Haute-Marne are départements of as few inhabitants, in as many small communes', () => {
    expect(neighboursOf('departement', '52', 3)).toEqual(['Gers', 'Meuse', 'Ariège']);
  });
});
