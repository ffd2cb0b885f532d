import { groupBy } from '../../domain/group-by.ts';
import { MERGED_DEPARTMENTS } from '../../domain/territory/statutes.ts';
import {
  communeSetting,
  type EpciForm,
  type PlaceRef,
  type RegisteredTerritory,
  settingOfCommunes,
} from '../../domain/territory/territory.ts';
import type { CommuneRecord, EpciRecord, EptRecord, OfficialRecords } from './official-records.ts';

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
  const built = buildCommunes(communes, records.epcis, places);
  return [
    ...built,
    ...buildGroupings([...records.epcis, ...records.epts], built),
    ...buildDepartmentsAndRegions(records, built, places),
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
    const populationCount = commune.population ?? null;
    const epciForm = membership?.form ?? null;
    return {
      code: commune.code,
      siren: commune.siren ?? null,
      kind: 'commune',
      name: commune.nom,
      populationCount,
      department: places.departments.get(commune.departement) ?? null,
      region: places.regions.get(commune.region) ?? null,
      postalCodes: [...(commune.codesPostaux ?? [])].sort(),
      epciForm,
      epci: membership?.epci ?? null,
      setting: communeSetting({ code: commune.code, populationCount, epciForm }),
    };
  });
}

function buildGroupings(
  groupings: readonly (EpciRecord | EptRecord)[],
  communes: readonly RegisteredTerritory[],
): RegisteredTerritory[] {
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  return groupings.map((grouping) => {
    const members = grouping.membres.flatMap(({ code }) => byCode.get(code) ?? []);
    return {
      code: grouping.code,
      siren: grouping.code,
      kind: grouping.type === 'EPT' ? 'ept' : 'epci',
      name: grouping.nom,
      populationCount: grouping.populationMunicipale,
      department: mostPopulated(members, ({ department }) => department),
      region: mostPopulated(members, ({ region }) => region),
      postalCodes: [],
      epciForm: grouping.type === 'EPT' ? null : formOf(grouping),
      epci: null,
      setting: settingOfCommunes(members),
    };
  });
}

function buildDepartmentsAndRegions(
  records: OfficialRecords,
  communes: readonly RegisteredTerritory[],
  { regions }: Places,
): RegisteredTerritory[] {
  const common = { siren: null, postalCodes: [], epciForm: null, epci: null };
  const ofDepartments = groupBy(communes, ({ department }) => department?.code);
  const ofMerged = groupBy(communes, ({ department }) =>
    MERGED_DEPARTMENTS.get(`departement ${department?.code}`),
  );
  const ofRegions = groupBy(communes, ({ region }) => region?.code);
  const sumUp = (members: readonly RegisteredTerritory[] = []) => ({
    populationCount: sumPopulations(members),
    setting: settingOfCommunes(members),
  });
  return [
    ...records.departments.map(({ code, nom, region }) => ({
      ...common,
      code,
      kind: 'departement' as const,
      name: nom,
      department: { code, name: nom },
      region: regions.get(region) ?? null,
      ...sumUp(ofDepartments.get(code) ?? ofMerged.get(`departement ${code}`)),
    })),
    ...records.regions.map(({ code, nom }) => ({
      ...common,
      code,
      kind: 'region' as const,
      name: nom,
      department: null,
      region: { code, name: nom },
      ...sumUp(ofRegions.get(code)),
    })),
  ];
}

/** Maps the special status of the métropole de Lyon (MET69), which has the powers of a métropole, to METRO. */
function formOf({ type }: EpciRecord): EpciForm {
  return type === 'MET69' ? 'METRO' : type;
}

/** Returns the place where most inhabitants of the members live; ties go to the lowest code. */
function mostPopulated(
  members: readonly RegisteredTerritory[],
  placeOf: (commune: RegisteredTerritory) => PlaceRef | null,
): PlaceRef | null {
  const totals = new Map<string, { readonly place: PlaceRef; readonly total: number }>();
  for (const member of members) {
    const place = placeOf(member);
    if (place === null) continue;
    const total = (totals.get(place.code)?.total ?? 0) + (member.populationCount ?? 0);
    totals.set(place.code, { place, total });
  }
  const [best] = [...totals.values()].sort(
    (a, b) => b.total - a.total || (a.place.code < b.place.code ? -1 : 1),
  );
  return best?.place ?? null;
}

/** Returns null when no commune has a known population. */
function sumPopulations(communes: readonly RegisteredTerritory[]): number | null {
  const known = communes.flatMap(({ populationCount }) => populationCount ?? []);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}
