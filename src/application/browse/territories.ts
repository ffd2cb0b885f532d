import type { AliasKind } from '../../domain/territory/alias.ts';
import { deriveSetting } from '../../domain/territory/derive-setting.ts';
import type { RegisteredTerritory, Setting, TerritoryKind } from '../../domain/territory/territory.ts';
import { normaliseTerritoryCode } from '../../domain/territory/territory-code.ts';
import type { TerritoryFact } from '../../domain/territory/territory-fact.ts';
import type { FactsOf, Gazetteer, TerritoryMatch } from '../../ports/gazetteer.ts';
import { resolveTerritory } from '../common/resolve-territory.ts';

/** A registered territory with derived facts, for display. */
export interface TerritoryView {
  readonly territory: RegisteredTerritory;
  /** Derived from official facts, itself unofficial; null when they do not suffice. */
  readonly setting: Setting | null;
  /** Facts of the operator; empty without any. */
  readonly facts: readonly TerritoryFact[];
  /** Other name or code that matched; null when the territory's own did. */
  readonly matchedAlias: string | null;
  readonly matchedAs: AliasKind | null;
}

const NO_ALIAS = { matchedAlias: null, matchedAs: null } as const;

interface Registers {
  readonly gazetteer: Gazetteer;
  readonly factsOf: FactsOf;
}

function toTerritoryView(match: TerritoryMatch, factsOf: FactsOf): TerritoryView {
  const { territory } = match;
  return { ...match, setting: deriveSetting(territory), facts: factsOf(territory) };
}

/**
 * Finds at most `limit` (1..50) territories by name, postal code or code, in the order of
 * `Gazetteer.search`. Never throws.
 */
export type FindTerritories = (query: string, limit: number) => readonly TerritoryView[];

export function createFindTerritories({ gazetteer, factsOf }: Registers): FindTerritories {
  return (query, limit) => gazetteer.search(query, limit).map((match) => toTerritoryView(match, factsOf));
}

/**
 * Reads the territory with this INSEE code or SIREN. A former code gives the present territory, with that code as
 * `matchedAlias`.
 * @throws DomainError `territory-unknown`, `territory-ambiguous`
 */
export type GetTerritory = (code: string, kind?: TerritoryKind) => TerritoryView;

export function createGetTerritory({ gazetteer, factsOf }: Registers): GetTerritory {
  return (code, kind) => {
    const territory = resolveTerritory(gazetteer, code, kind);
    const asked = normaliseTerritoryCode(code);
    const isItsOwn = asked === territory.code || asked === territory.siren;
    const alias = isItsOwn ? NO_ALIAS : ({ matchedAlias: asked, matchedAs: 'former-code' } as const);
    return toTerritoryView({ territory, ...alias }, factsOf);
  };
}
