import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { foldName } from '../../domain/territory/fold-name.ts';
import { statuteOf } from '../../domain/territory/statutes.ts';
import { createOfficialGazetteer } from './official-gazetteer.ts';
import { readOfficialRecords } from './official-records.ts';

let gazetteer: Awaited<ReturnType<typeof createOfficialGazetteer>>;
let communes: { code: string; name: string }[];

beforeAll(async () => {
  gazetteer = await createOfficialGazetteer();
  communes = (await readOfficialRecords()).communes
    .filter(({ type }) => type === 'commune-actuelle')
    .map(({ code, nom }) => ({ code, name: nom }));
});

/** « kind code » of each result, in order. */
function found(query: string, limit = 5): string[] {
  return gazetteer.search(query, limit).map(({ territory }) => `${territory.kind} ${territory.code}`);
}

describe('findByCode', () => {
  it.each([
    ['35238', 'Rennes'],
    ['200058014', 'Grand-Orly Seine Bièvre'],
    ['200044394', 'CC du Réolais en Sud Gironde'],
    ['2B124', 'Ghisoni'],
    ['97412', 'Saint-Joseph'],
    ['75056', 'Paris'],
    ['13055', 'Marseille'],
    ['69123', 'Lyon'],
    ['217500016', 'Paris'],
    ['217 500 016', 'Paris'],
    ['2b124', 'Ghisoni'],
  ])('%s is %s', (code, name) => {
    expect(gazetteer.findByCode(code).map((territory) => territory.name)).toEqual([name]);
  });

  it('gives the département, then the région, that share a code', () => {
    expect(gazetteer.findByCode('93').map(({ kind, name }) => [kind, name])).toEqual([
      ['departement', 'Seine-Saint-Denis'],
      ['region', "Provence-Alpes-Côte d'Azur"],
    ]);
  });

  it.each([
    ['a municipal arrondissement', '13201', '13055'],
    ['a commune déléguée', '01059', '01453'],
    ['a commune associée', '59355', '59350'],
    ['an abolished code', '01340', '01015'],
    // The register also lists it among the abolished codes of another commune.
    ['a commune déléguée that moved', '60455', '60694'],
  ])('leads from the code of %s to the commune that holds it', (_, former, current) => {
    expect(gazetteer.findByCode(former).map((territory) => territory.code)).toEqual([current]);
  });

  it('finds every commune under its own code', () => {
    const lost = communes.filter(({ code }) => gazetteer.findByCode(code)[0]?.code !== code);
    expect(lost).toEqual([]);
  });

  it.each(['', '00000', '99999', 'Rennes', '35000'])('knows no territory under « %s »', (code) => {
    expect(gazetteer.findByCode(code)).toEqual([]);
  });
});

describe('search by name', () => {
  it('puts homonyms first, the most populous leading, each with its département', () => {
    const matches = gazetteer.search('saint denis', 4).map(({ territory }) => territory);
    expect(matches.slice(0, 3).map(({ code, department }) => [code, department?.name])).toEqual([
      ['97411', 'La Réunion'],
      ['93066', 'Seine-Saint-Denis'],
      ['11339', 'Aude'],
    ]);
  });

  it.each([
    ['Saint-Denis 93', 'commune 93066'],
    ['saint denis réunion', 'commune 97411'],
    ['35000 Rennes', 'commune 35238'],
    ['Le Mans', 'commune 72181'],
    ['RENNES METROPOLE', 'epci 243500139'],
    ['ville de Lyon', 'commune 69123'],
    ['métropole Lyon', 'epci 200046977'],
    ['communauté de communes du Réolais', 'epci 200044394'],
    ['Faucigny Glières', 'epci 200000172'],
    ['lac annecy cc', 'epci 247400773'],
    ['plaine commune', 'ept 200057867'],
    ['département de la Sarthe', 'departement 72'],
    ['région bretagne', 'region 53'],
    ['œuilly', 'commune 51410'],
    ['villeneuve ascq', 'commune 59009'],
    ['st etienne', 'commune 42218'],
    ['L’Haÿ les Roses', 'commune 94038'],
  ])('« %s » leads to %s', (query, expected) => {
    expect(found(query)[0]).toBe(expected);
  });

  it.each([
    ['Monpellier', 'commune 34172'],
    ['saint etiene', 'commune 42218'],
    ['Renes', 'commune 35238'],
    ['parsi', 'commune 75056'],
    ['lhay les roses', 'commune 94038'],
    ['saintetienne', 'commune 42218'],
    ['la rochele', 'commune 17300'],
    ['clermond ferand', 'commune 63113'],
    ['Grenobe', 'commune 38185'],
  ])('forgives « %s »', (query, expected) => {
    expect(found(query)).toContain(expected);
  });

  it('ranks the whole name, then names that begin with it, then names with a word that does', () => {
    const names = gazetteer.search('bordeaux', 50).map(({ territory }) => foldName(territory.name).full);
    const ranks = names.map((name) => (name === 'bordeaux' ? 0 : name.startsWith('bordeaux') ? 1 : 2));
    expect(ranks).toEqual([...ranks].sort());
    expect(new Set(ranks)).toEqual(new Set([0, 1, 2]));
  });

  it.each([
    ['Lomme', '59350', 'Lomme'],
    ['paris 3e', '75056', 'Paris 3e Arrondissement'],
    ['Lyon 7', '69123', 'Lyon 7e Arrondissement'],
  ])('leads from the former place « %s » to the commune that holds it', (query, code, matchedAlias) => {
    const [first] = gazetteer.search(query, 1);
    expect(first).toMatchObject({ territory: { code }, matchedAlias });
  });

  it('offers once, as the authority that acts today, what is or was a département and a région', () => {
    const names = [
      'Collectivité européenne d’Alsace',
      '67',
      'Collectivité territoriale de Martinique',
      'collectivité de Guyane',
      'Mayotte',
      'Collectivité de Corse',
      '2A',
    ];
    const offered = names.flatMap((name) => found(name).filter((one) => !/^(?:commune|epci) /.test(one)));
    expect(offered.map((one) => one.split(' ')[1]).join(' ')).toBe('6AE 6AE 02 03 06 94 94');
  });

  it('leads to the statute of an authority that has its own, and to none of another', () => {
    const hasOwn = (code: string) => gazetteer.findByCode(code).map((found) => statuteOf(found) !== null);
    for (const code of ['06', '976', '2A', '6AE', '200046977', '97701', '98818', '987', '75056']) {
      expect(hasOwn(code), code).toContain(true);
    }
    for (const code of ['69123', '97209', '69', '974', '53']) expect(hasOwn(code), code).not.toContain(true);
  });

  it.each([
    ['Châlons-sur-Marne', '51108', 'Châlons-sur-Marne', 'former-name'],
    ['pierrefitte sur seine', '93066', 'Pierrefitte-sur-Seine', 'part'],
    ['CC Terres de Montaigu', '200070233', null, null],
    ['Pays Bellegardien', '240100891', 'CC du Pays Bellegardien (CCPB)', 'former-name'],
    ['CABBALR', '200072460', 'CABBALR', 'acronym'],
    ['mel', '200093201', 'MEL', 'acronym'],
    ['ca3b', '200071751', 'CA3B', 'acronym'],
    ['grand lyon', '200046977', 'grand lyon', 'usual-name'],
    ['Pays de Redon', '243500741', 'Pays de Redon', 'usual-name'],
    ['Pays de Mirecourt', '200068369', null, null],
    ['PETR du Pays de Langres', '200072999', 'PETR du Pays de Langres', 'usual-name'],
    ['245900410', '200093201', '245900410', 'former-code'],
  ])('leads from « %s » to %s', (query, code, matchedAlias, matchedAs) => {
    expect(gazetteer.search(query, 1)[0]).toMatchObject({ territory: { code }, matchedAlias, matchedAs });
  });

  it('takes a usual name for a guess: an official name comes before', () => {
    expect(gazetteer.search('Grand Paris', 1)[0]).toMatchObject({
      territory: { name: 'Métropole du Grand Paris' },
      matchedAlias: null,
    });
    expect(gazetteer.search('pays de langres', 50).map(({ matchedAs }) => matchedAs)).toContain('usual-name');
  });

  it('gives neither former names nor acronyms to whoever reads texts', () => {
    const kinds = new Set(gazetteer.listNames().map(({ matchedAs }) => matchedAs));
    expect(kinds).toEqual(new Set([null, 'part']));
  });

  it('leads from the SIREN of a dissolved EPCI to the one that has all of its communes', () => {
    expect(gazetteer.findByCode('245900410').map(({ code }) => code)).toEqual(['200093201']);
    expect(gazetteer.findByCode('246201149')[0]?.name).toContain('Calais');
  });

  it('lists the communes of an EPCI and of an EPT', () => {
    expect(gazetteer.listCommunes('243500741')).toContain('35236');
    expect(gazetteer.listCommunes('200054781')).toContain('75056');
    expect(gazetteer.listCommunes('35236')).toEqual([]);
  });

  it('gives no former name when the current name matches as well', () => {
    expect(gazetteer.search('Rennes', 1)[0]?.matchedAlias).toBeNull();
  });

  it('finds any commune by its exact name, before any other name', () => {
    fc.assert(
      fc.property(fc.nat(communes.length - 1), (index) => {
        const { code, name } = communes[index] ?? { code: '', name: '' };
        const matches = gazetteer.search(name, 50);
        const { full } = foldName(name);
        const exact = matches.map(
          (match) => foldName(match.matchedAlias ?? match.territory.name).full === full,
        );
        expect(matches.some(({ territory }) => territory.code === code)).toBe(true);
        expect(exact).toEqual([...exact].sort((a, b) => Number(b) - Number(a)));
        const populations = matches
          .filter((match, i) => exact[i] && match.matchedAlias === null)
          .map(({ territory }) => territory.populationCount ?? -1);
        expect(populations).toEqual([...populations].sort((a, b) => b - a));
      }),
      { numRuns: 200 },
    );
  });
});

describe('search by code', () => {
  it.each([
    ['35000', ['commune 35238']],
    ['35238', ['commune 35238']],
    ['243500139', ['epci 243500139']],
    ['217500016', ['commune 75056']],
    ['2B124', ['commune 2B124']],
  ])('%s leads to %j alone', (query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  it('gives every commune of a postal code, the most populous first', () => {
    const matches = gazetteer.search('73800', 50).map(({ territory }) => territory);
    expect(matches.length).toBeGreaterThan(10);
    expect(matches.every(({ postalCodes }) => postalCodes.includes('73800'))).toBe(true);
    const populations = matches.map(({ populationCount }) => populationCount ?? -1);
    expect(populations).toEqual([...populations].sort((a, b) => b - a));
  });

  it('completes the beginning of a postal code after the territories of that very code', () => {
    expect(found('35', 3)).toEqual(['departement 35', 'commune 35238', 'commune 35288']);
  });

  it.each([
    ['75103', '75056'],
    ['59355', '59350'],
  ])('leads from the former code %s to %s and says so', (former, code) => {
    expect(gazetteer.search(former, 1)[0]).toMatchObject({ territory: { code }, matchedAlias: former });
  });
});

describe('search of anything', () => {
  it.each([
    ['nothing', ''],
    ['dashes', '-'.repeat(33)],
    ['NUL', '\0'.repeat(2_000)],
    ['lone surrogates', '\ud800'.repeat(2_000)],
    ['emoji', '😀'.repeat(1_000)],
    ['one letter repeated', 'a'.repeat(2_000)],
    ['one digit repeated', '1'.repeat(2_000)],
    ['another alphabet', 'Москва'],
  ])('finds nothing in %s', (_, query) => {
    expect(gazetteer.search(query, 10)).toEqual([]);
  });

  it('never throws, and a greater limit only adds to the same list', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'aeilnorst 0123-'), maxLength: 25 }),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (query, limit) => {
        const longer = found(query, limit + 5);
        expect(new Set(longer).size).toBe(longer.length);
        expect(found(query, limit)).toEqual(longer.slice(0, limit));
      }),
      { numRuns: 100 },
    );
  });
});

describe('findNearest', () => {
  it.each([
    ['35239x', 'commune', '35239'],
    ['35283', 'commune', '35283'],
    ['200044395', 'epci', '200044394'],
    ['2B999', 'commune', '2B199'],
  ])('corrects the code %s to the %s %s', (text, kind, code) => {
    const [first] = gazetteer.findNearest(text, 3);
    expect(first).toMatchObject({ kind, code });
  });

  it('stays among codes of the same length', () => {
    expect(gazetteer.findNearest('99', 3).map(({ code }) => code.length)).toEqual([2, 2, 2]);
    expect(gazetteer.findNearest('35999', 3).every(({ code }) => /^35\d99$/.test(code))).toBe(true);
  });

  it('reads a name when there are letters', () => {
    expect(gazetteer.findNearest('Rennnes', 3).map(({ code }) => code)).toContain('35238');
  });

  it('gives nothing for a text without any', () => {
    expect(gazetteer.findNearest('---', 3)).toEqual([]);
  });
});
