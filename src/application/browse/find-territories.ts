import type { Gazetteer } from '../../ports/gazetteer.ts';
import { type TerritoryView, toTerritoryView } from './territory-view.ts';

/**
 * Finds at most `limit` (1..50) territories by name, postal code or code, in the order of
 * `Gazetteer.search`. Never throws.
 */
export type FindTerritories = (query: string, limit: number) => readonly TerritoryView[];

export function createFindTerritories({ gazetteer }: { readonly gazetteer: Gazetteer }): FindTerritories {
  return (query, limit) =>
    gazetteer
      .search(query, limit)
      .map(({ territory, matchedAlias }) => toTerritoryView(territory, matchedAlias));
}
