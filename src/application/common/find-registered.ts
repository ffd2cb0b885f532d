import type { RegisteredTerritory, TerritoryKind } from '../../domain/territory/territory.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';

/** Returns the territory of the register that has this code and this kind. */
export function findRegistered(
  { code, kind }: { readonly code: string | null; readonly kind: TerritoryKind | null },
  gazetteer: Gazetteer,
): RegisteredTerritory | undefined {
  return code === null ? undefined : gazetteer.findByCode(code).find((found) => found.kind === kind);
}
