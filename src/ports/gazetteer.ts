import type { RegisteredTerritory } from '../domain/territory/territory.ts';

export interface TerritoryMatch {
  readonly territory: RegisteredTerritory;
  /** The former commune's name, postal code or code that matched, when it is not the current name. */
  readonly matchedAlias: string | null;
}

/** The official register of territories, in memory: answers at once. */
export interface Gazetteer {
  /**
   * Those that bear this INSEE code or SIREN, département before région: none, one, or two, since
   * some départements and régions share a code. The code of a former commune finds the commune
   * that replaced it.
   */
  findByCode(code: string): readonly RegisteredTerritory[];
  /**
   * By name (without accents, hyphens or case, small typos allowed), postal code, INSEE code or
   * SIREN: the most exact first, then the most populous, ties by kind then code. `limit` 1..50.
   */
  search(query: string, limit: number): readonly TerritoryMatch[];
  /** The `limit` registered territories whose code or name looks most like `text`. */
  findNearest(text: string, limit: number): readonly RegisteredTerritory[];
}

/** The names of the register, for whoever looks for them inside a text. */
export interface TerritoryNames {
  /** Of all that the register holds: two editions never share it. */
  readonly version: string;
  /**
   * Every name that the register knows, the most populous first: of each territory, its own, then those of the
   * former places that it holds, as `matchedAlias`.
   */
  listNames(): readonly TerritoryMatch[];
}
