import edition from '@etalab/decoupage-administratif/package.json' with { type: 'json' };
import type { Standing } from '../../domain/territory/standing.ts';
import {
  normaliseTerritoryCode,
  type RegisteredTerritory,
  TERRITORY_KINDS,
} from '../../domain/territory/territory.ts';
import type {
  Gazetteer,
  GroupedCommunes,
  TerritoryNames,
  TerritoryStandings,
} from '../../ports/gazetteer.ts';
import { buildStandings } from './build-standings.ts';
import { buildTerritories } from './build-territories.ts';
import { collectFormerPlaces, FORMER_NAMES, type FormerPlace } from './former-places.ts';
import { readOfficialRecords } from './official-records.ts';
import { buildSearchIndex } from './search-index.ts';
import { findNearestTerritories, searchTerritories } from './search-territories.ts';

/**
 * Loads in memory the register that Etalab publishes from INSEE's Code officiel géographique, DGCL and La Poste (2026
 * edition: 36,370 territories). The methods of the gazetteer do not throw; that of the standings may reject.
 * @throws DomainError `corpus-invalid` when the installed data cannot be read
 */
export async function createOfficialGazetteer(): Promise<
  Gazetteer & GroupedCommunes & TerritoryNames & TerritoryStandings
> {
  const records = await readOfficialRecords();
  const territories = buildTerritories(records);
  const formerPlaces = collectFormerPlaces(records.communes, FORMER_NAMES);
  const communes = new Map(
    [...records.epcis, ...records.epts].map(({ code, membres }) => [
      code,
      membres.map((member) => member.code),
    ]),
  );
  const byCode = indexByCode(territories, formerPlaces);
  const entries = buildSearchIndex(territories, formerPlaces);
  let standings: Promise<readonly Standing[]> | null = null;
  return {
    version: edition.version,
    findByCode: (code) => byCode.get(normaliseTerritoryCode(code)) ?? [],
    listCommunes: (siren) => communes.get(siren) ?? [],
    listNames: () =>
      entries.flatMap(({ territory, names }) =>
        names
          .filter(({ kind }) => kind !== 'former-name')
          .map(({ alias, kind }) => ({ territory, matchedAlias: alias, matchedAs: kind })),
      ),
    search: (query, limit, kind) => searchTerritories(entries, query, limit, kind),
    async listStandings(kind) {
      // From the files again, when first asked: neither a start nor the threads of imports pay for them.
      standings ??= readOfficialRecords().then((again) => buildStandings(territories, again));
      return (await standings).filter(({ territory }) => territory.kind === kind);
    },
    findNearest: (text, limit) => findNearestTerritories(entries, text, limit),
  };
}

function indexByCode(
  territories: readonly RegisteredTerritory[],
  formerPlaces: ReadonlyMap<string, readonly FormerPlace[]>,
): ReadonlyMap<string, readonly RegisteredTerritory[]> {
  const index = new Map<string, RegisteredTerritory[]>();
  for (const territory of [...territories].sort(byKind)) {
    const former = formerPlaces.get(territory.code) ?? [];
    const codes = [territory.code, territory.siren, ...former.map(({ code }) => code)];
    for (const code of new Set(codes)) {
      if (code !== null) index.set(code, [...(index.get(code) ?? []), territory]);
    }
  }
  return index;
}

const byKind = (a: RegisteredTerritory, b: RegisteredTerritory) =>
  TERRITORY_KINDS.indexOf(a.kind) - TERRITORY_KINDS.indexOf(b.kind);
