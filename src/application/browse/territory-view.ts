import { deriveSetting } from '../../domain/territory/derive-setting.ts';
import type { RegisteredTerritory, Setting } from '../../domain/territory/territory.ts';

/** A territory of the register, as a person is shown it. */
export interface TerritoryView {
  readonly territory: RegisteredTerritory;
  /** Derived from official facts, never official itself; null when they say nothing. */
  readonly setting: Setting | null;
  /** The former place's name or code that led here, null when the territory's own did. */
  readonly matchedAlias: string | null;
}

export function toTerritoryView(territory: RegisteredTerritory, matchedAlias: string | null): TerritoryView {
  return { territory, setting: deriveSetting(territory), matchedAlias };
}
