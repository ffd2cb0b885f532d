import type { RegisteredTerritory, TerritoryKind } from '../../src/domain/territory/territory.ts';
import type { TerritoryNames } from '../../src/ports/gazetteer.ts';

export type Places = ReadonlyMap<TerritoryKind, readonly RegisteredTerritory[]>;

/** Groups the territories of the register by kind, former names left out. */
export function groupPlaces({ listNames }: TerritoryNames): Places {
  const places = new Map<TerritoryKind, RegisteredTerritory[]>();
  for (const { territory, matchedAlias } of listNames()) {
    if (matchedAlias !== null) continue;
    const group = places.get(territory.kind);
    if (group === undefined) places.set(territory.kind, [territory]);
    else group.push(territory);
  }
  return places;
}
