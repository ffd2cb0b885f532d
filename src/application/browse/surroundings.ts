import type { RegisteredTerritory, TerritoryKind } from '../../domain/territory/territory.ts';
import type { Surroundings } from '../../ports/experience-store.ts';
import type { Gazetteer, GroupedCommunes } from '../../ports/gazetteer.ts';
import { resolveTerritory } from '../common/resolve-territory.ts';

/** Place that a list is narrowed to. */
export interface AskedPlace {
  readonly code: string;
  /** Distinguishes a département from a région with the same code. */
  readonly kind: TerritoryKind | undefined;
  /** Whether the list goes to the territory around it. */
  readonly isWidened: boolean;
}

/**
 * Smallest territory around one: the EPCI of a commune, the département of an EPCI, of an EPT and of a commune without
 * EPCI, the région of a département; a région is its own.
 */
function around(gazetteer: Gazetteer, territory: RegisteredTerritory): RegisteredTerritory {
  const { kind, epci, department, region } = territory;
  const wider =
    kind === 'commune' && epci !== null
      ? ({ code: epci.code, kind: 'epci' } as const)
      : kind !== 'departement' && department !== null
        ? ({ code: department.code, kind: 'departement' } as const)
        : region && ({ code: region.code, kind: 'region' } as const);
  return wider === null ? territory : resolveTerritory(gazetteer, wider.code, wider.kind);
}

/**
 * Reads where a territory is: itself and what it contains. A département and a région contain every experience located
 * in them; an EPCI and an EPT, those of their communes.
 * @throws DomainError `territory-unknown`, `territory-ambiguous`
 */
export function readPlace(
  gazetteer: Gazetteer & GroupedCommunes,
  { code, kind, isWidened }: AskedPlace,
): { readonly territory: RegisteredTerritory; readonly within: Surroundings } {
  const asked = resolveTerritory(gazetteer, code, kind);
  const territory = isWidened ? around(gazetteer, asked) : asked;
  if (territory.kind === 'departement') return { territory, within: { department: territory.code } };
  if (territory.kind === 'region') return { territory, within: { region: territory.code } };
  return { territory, within: { codes: [territory.code, ...gazetteer.listCommunes(territory.code)] } };
}
