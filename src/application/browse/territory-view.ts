import { deriveSetting } from '../../domain/territory/derive-setting.ts';
import type { RegisteredTerritory, Setting } from '../../domain/territory/territory.ts';

/** A registered territory with derived facts, for display. */
export interface TerritoryView {
  readonly territory: RegisteredTerritory;
  /** Derived from official facts, itself unofficial; null when they do not suffice. */
  readonly setting: Setting | null;
  /** Name or code of a former place that matched; null when the territory's own did. */
  readonly matchedAlias: string | null;
}

export function toTerritoryView(territory: RegisteredTerritory, matchedAlias: string | null): TerritoryView {
  return { territory, setting: deriveSetting(territory), matchedAlias };
}
