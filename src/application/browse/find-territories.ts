import type { Gazetteer } from '../../ports/gazetteer.ts';
import { type TerritoryView, toTerritoryView } from './territory-view.ts';

/**
 * The `limit` (1..50) territories whose name, postal code or code looks most like the query, in
 * the order of `Gazetteer.search`. Never throws: an empty list when nothing resembles it.
 */
export type FindTerritories = (query: string, limit: number) => readonly TerritoryView[];

export function createFindTerritories({ gazetteer }: { readonly gazetteer: Gazetteer }): FindTerritories {
  return (query, limit) =>
    gazetteer
      .search(query, limit)
      .map(({ territory, matchedAlias }) => toTerritoryView(territory, matchedAlias));
}
