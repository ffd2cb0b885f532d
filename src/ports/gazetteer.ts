import type { TerritoryMatch } from '../domain/territory/meant-territories.ts';
import type { Standing } from '../domain/territory/standing.ts';
import type { RegisteredTerritory, TerritoryFact, TerritoryKind } from '../domain/territory/territory.ts';

export type { TerritoryMatch };

/** Official register of territories, in memory. */
export interface Gazetteer {
  /**
   * Finds the territories with this INSEE code or SIREN: none, one, or two (some départements and régions share
   * a code), département first. The code of a former commune finds the commune that replaced it; the SIREN of an
   * abolished EPCI, the EPCI that has all of its communes.
   */
  findByCode(code: string): readonly RegisteredTerritory[];
  /**
   * Searches by name (ignoring accents, hyphens and case, small typos allowed), former name, acronym or usual name of
   * an EPCI, postal code, INSEE code or SIREN: most exact first, then most populous, ties by kind then code. `limit`
   * 1..50. With a kind, only territories of it; what took the place of a département is one.
   */
  search(query: string, limit: number, kind?: TerritoryKind): readonly TerritoryMatch[];
  /** Returns the territories whose code or name is most similar to `text`, `limit` at most. */
  findNearest(text: string, limit: number): readonly RegisteredTerritory[];
}

/** Communes of the groupings of the register. */
export interface GroupedCommunes {
  /** INSEE codes of the communes of an EPCI or EPT; empty for any other code. */
  listCommunes(siren: string): readonly string[];
}

/** Standings of the territories of the register, to compare them. */
export interface TerritoryStandings {
  /** Lists all of this kind. @throws DomainError `corpus-invalid` when the register can no longer be read */
  listStandings(kind: RegisteredTerritory['kind']): Promise<readonly Standing[]>;
}

/** Names of the register, to find them inside a text. */
export interface TerritoryNames {
  /** Digest of the register. */
  readonly version: string;
  /**
   * All names, most populous territory first: for each territory its own name, then the names of its parts, as
   * `matchedAlias`. Neither its former names nor its acronyms: a text rarely means them.
   */
  listNames(): readonly TerritoryMatch[];
}

/** Facts of the operator about a territory, in the order of the file; none without `TERRITORY_FACTS`. */
export type FactsOf = (territory: Pick<RegisteredTerritory, 'code' | 'kind'>) => readonly TerritoryFact[];
