import edition from '@etalab/decoupage-administratif/package.json' with { type: 'json' };
import { type RegisteredTerritory, TERRITORY_KINDS } from '../../domain/territory/territory.ts';
import { normaliseTerritoryCode } from '../../domain/territory/territory-code.ts';
import type { Gazetteer, TerritoryNames } from '../../ports/gazetteer.ts';
import { buildTerritories } from './build-territories.ts';
import { collectFormerPlaces, type FormerPlace } from './former-places.ts';
import { findNearestTerritories } from './nearest-territories.ts';
import { readOfficialRecords } from './official-records.ts';
import { buildSearchIndex } from './search-index.ts';
import { searchTerritories } from './search-territories.ts';

/**
 * Loads in memory the register that Etalab publishes from INSEE's Code officiel géographique, DGCL and La Poste (2026
 * edition: 36,370 territories). The methods of the gazetteer do not throw.
 * @throws DomainError `corpus-invalid` when the installed data cannot be read
 */
export async function createOfficialGazetteer(): Promise<Gazetteer & TerritoryNames> {
  const records = await readOfficialRecords();
  const territories = buildTerritories(records);
  const formerPlaces = collectFormerPlaces(records.communes);
  const byCode = indexByCode(territories, formerPlaces);
  const entries = buildSearchIndex(territories, formerPlaces);
  return {
    version: edition.version,
    findByCode: (code) => byCode.get(normaliseTerritoryCode(code)) ?? [],
    listNames: () =>
      entries.flatMap(({ territory, names }) =>
        names.map(({ alias }) => ({ territory, matchedAlias: alias })),
      ),
    search: (query, limit) => searchTerritories(entries, query, limit),
    findNearest: (text, limit) => findNearestTerritories(entries, text, limit),
  };
}

function indexByCode(
  territories: readonly RegisteredTerritory[],
  formerPlaces: ReadonlyMap<string, readonly FormerPlace[]>,
): ReadonlyMap<string, readonly RegisteredTerritory[]> {
  const index = new Map<string, RegisteredTerritory[]>();
  const add = (code: string | null, territory: RegisteredTerritory) => {
    if (code === null) return;
    const holders = index.get(code);
    if (holders === undefined) index.set(code, [territory]);
    else if (!holders.includes(territory)) holders.push(territory);
  };
  for (const territory of territories) {
    add(territory.code, territory);
    add(territory.siren, territory);
    if (territory.kind !== 'commune') continue;
    for (const { code } of formerPlaces.get(territory.code) ?? []) add(code, territory);
  }
  for (const holders of index.values()) {
    holders.sort((a, b) => TERRITORY_KINDS.indexOf(a.kind) - TERRITORY_KINDS.indexOf(b.kind));
  }
  return index;
}
