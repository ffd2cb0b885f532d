import type { EpciForm, PlaceRef, RegisteredTerritory } from '../../domain/territory/territory.ts';
import type {
  CommuneRecord,
  EpciRecord,
  EptRecord,
  MemberRecord,
  OfficialRecords,
} from './official-records.ts';

interface Places {
  readonly departments: ReadonlyMap<string, PlaceRef>;
  readonly regions: ReadonlyMap<string, PlaceRef>;
}

/** Builds every territory of the register, in the order of the files: communes, EPCI, EPT, départements, régions. */
export function buildTerritories(records: OfficialRecords): RegisteredTerritory[] {
  const communes = records.communes.filter((commune) => commune.type === 'commune-actuelle');
  const places: Places = {
    departments: new Map(records.departments.map(({ code, nom }) => [code, { code, name: nom }])),
    regions: new Map(records.regions.map(({ code, nom }) => [code, { code, name: nom }])),
  };
  return [
    ...buildCommunes(communes, records.epcis, places),
    ...buildGroupings([...records.epcis, ...records.epts], communes, places),
    ...buildDepartmentsAndRegions(records, communes, places),
  ];
}

function buildCommunes(
  communes: readonly CommuneRecord[],
  epcis: readonly EpciRecord[],
  places: Places,
): RegisteredTerritory[] {
  const memberships = new Map(
    epcis.flatMap((epci) => {
      const membership = { form: formOf(epci), epci: { code: epci.code, name: epci.nom } };
      return epci.membres.map((member) => [member.code, membership]);
    }),
  );
  return communes.map((commune) => {
    const membership = memberships.get(commune.code);
    return {
      code: commune.code,
      siren: commune.siren ?? null,
      kind: 'commune',
      name: commune.nom,
      populationCount: commune.population ?? null,
      department: places.departments.get(commune.departement) ?? null,
      region: places.regions.get(commune.region) ?? null,
      postalCodes: [...(commune.codesPostaux ?? [])].sort(),
      epciForm: membership?.form ?? null,
      epci: membership?.epci ?? null,
    };
  });
}

function buildGroupings(
  groupings: readonly (EpciRecord | EptRecord)[],
  communes: readonly CommuneRecord[],
  places: Places,
): RegisteredTerritory[] {
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  return groupings.map((grouping) => ({
    code: grouping.code,
    siren: grouping.code,
    kind: grouping.type === 'EPT' ? 'ept' : 'epci',
    name: grouping.nom,
    populationCount: grouping.populationMunicipale,
    department: mostPopulated(grouping.membres, (code) => byCode.get(code)?.departement, places.departments),
    region: mostPopulated(grouping.membres, (code) => byCode.get(code)?.region, places.regions),
    postalCodes: [],
    epciForm: grouping.type === 'EPT' ? null : formOf(grouping),
    epci: null,
  }));
}

function buildDepartmentsAndRegions(
  records: OfficialRecords,
  communes: readonly CommuneRecord[],
  places: Places,
): RegisteredTerritory[] {
  const common = { siren: null, postalCodes: [], epciForm: null, epci: null };
  const departmentPopulations = sumPopulations(communes, (commune) => commune.departement);
  const regionPopulations = sumPopulations(communes, (commune) => commune.region);
  const departments = records.departments.map(({ code, nom, region }) => ({
    ...common,
    code,
    kind: 'departement' as const,
    name: nom,
    populationCount: departmentPopulations.get(code) ?? null,
    department: { code, name: nom },
    region: places.regions.get(region) ?? null,
  }));
  const regions = records.regions.map(({ code, nom }) => ({
    ...common,
    code,
    kind: 'region' as const,
    name: nom,
    populationCount: regionPopulations.get(code) ?? null,
    department: null,
    region: { code, name: nom },
  }));
  return [...departments, ...regions];
}

/** Maps the special status of the métropole de Lyon (MET69), which has the powers of a métropole, to METRO. */
function formOf({ type }: EpciRecord): EpciForm {
  return type === 'MET69' ? 'METRO' : type;
}

/** Returns the place where most inhabitants of the members live; ties go to the lowest code. */
function mostPopulated(
  members: readonly MemberRecord[],
  placeCodeOf: (communeCode: string) => string | undefined,
  places: ReadonlyMap<string, PlaceRef>,
): PlaceRef | null {
  const totals = new Map<string, number>();
  for (const member of members) {
    const code = placeCodeOf(member.code);
    if (code !== undefined) totals.set(code, (totals.get(code) ?? 0) + member.populationMunicipale);
  }
  const [best] = [...totals].sort(([codeA, a], [codeB, b]) => b - a || (codeA < codeB ? -1 : 1));
  return best === undefined ? null : (places.get(best[0]) ?? null);
}

/** Sums populations by place; a place is absent when no commune there has a known population. */
function sumPopulations(
  communes: readonly CommuneRecord[],
  placeCodeOf: (commune: CommuneRecord) => string,
): Map<string, number> {
  const totals = new Map<string, number>();
  for (const commune of communes) {
    if (commune.population === undefined) continue;
    const code = placeCodeOf(commune);
    totals.set(code, (totals.get(code) ?? 0) + commune.population);
  }
  return totals;
}
