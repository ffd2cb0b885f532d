import type { TerritoryKind } from '../../domain/territory/territory.ts';
import { normaliseTerritoryCode } from '../../domain/territory/territory-code.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import { resolveTerritory } from '../common/resolve-territory.ts';
import { type TerritoryView, toTerritoryView } from './territory-view.ts';

/**
 * Reads the territory with this INSEE code or SIREN. The code of a former commune gives the commune that
 * replaced it, with that code as `matchedAlias`.
 * @throws DomainError `territory-unknown`, `territory-ambiguous`
 */
export type GetTerritory = (code: string, kind?: TerritoryKind) => TerritoryView;

export function createGetTerritory({ gazetteer }: { readonly gazetteer: Gazetteer }): GetTerritory {
  return (code, kind) => {
    const territory = resolveTerritory(gazetteer, code, kind);
    const asked = normaliseTerritoryCode(code);
    const isItsOwn = asked === territory.code || asked === territory.siren;
    return toTerritoryView(territory, isItsOwn ? null : asked);
  };
}
