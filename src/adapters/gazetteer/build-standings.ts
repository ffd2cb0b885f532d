import {
  type CommuneGroup,
  SEATS,
  type Seat,
  SMALL_COMMUNE,
  type Standing,
} from '../../domain/territory/standing.ts';
import { MERGED_DEPARTMENTS } from '../../domain/territory/statutes.ts';
import type { RegisteredTerritory } from '../../domain/territory/territory.ts';
import type { MemberRecord, OfficialRecords } from './official-records.ts';

/** Communes of a territory, with what each of them shares. */
interface Group {
  readonly count: number;
  readonly smallCount: number;
  readonly populationCount: number;
  /** Descending. */
  readonly populations: readonly number[];
}

/** Builds the standing of every territory, in their order. Populations of one group come from one file. */
export function buildStandings(
  territories: readonly RegisteredTerritory[],
  records: OfficialRecords,
): readonly Standing[] {
  const seats = readSeats(records);
  const members = collectMembers(records);
  const groups = new Map([...members].map(([key, communes]) => [key, groupOf(communes)]));
  const ownPopulations = new Map(
    records.epcis.flatMap(({ membres }) =>
      membres.map(({ code, populationMunicipale }) => [code, populationMunicipale]),
    ),
  );
  return territories.map((territory) => {
    const { kind, code, epci } = territory;
    if (kind === 'commune') {
      const group = epci === null ? undefined : groups.get(`epci ${epci.code}`);
      const own = ownPopulations.get(code);
      const communes = group === undefined || own === undefined ? null : placeOf(own, group);
      return { territory, seat: seats.get(code) ?? 'none', communes };
    }
    const key = `${kind} ${code}`;
    const group = groups.get(key);
    const inside = (members.get(key) ?? []).map((member) => seats.get(member.code) ?? 'none');
    const isGrouping = kind === 'epci' || kind === 'ept';
    return {
      territory,
      seat: isGrouping ? highest(inside) : null,
      communes: group === undefined ? null : wholeOf(group),
    };
  });
}

function readSeats({ regions, departments, arrondissements }: OfficialRecords): ReadonlyMap<string, Seat> {
  const seats = new Map<string, Seat>();
  for (const { chefLieu } of arrondissements) seats.set(chefLieu, 'arrondissement');
  for (const { chefLieu } of departments) seats.set(chefLieu, 'departement');
  for (const { chefLieu } of regions) seats.set(chefLieu, 'region');
  return seats;
}

/** Lists the communes of each EPCI, EPT, département and région, by kind and code. */
function collectMembers({
  epcis,
  epts,
  communes,
}: OfficialRecords): ReadonlyMap<string, readonly MemberRecord[]> {
  const members = new Map<string, MemberRecord[]>();
  for (const { code, membres } of epcis) members.set(`epci ${code}`, membres);
  for (const { code, membres } of epts) members.set(`ept ${code}`, membres);
  for (const { type, code, population, departement, region } of communes) {
    if (type !== 'commune-actuelle' || population === undefined) continue;
    const holder = MERGED_DEPARTMENTS.get(`departement ${departement}`) ?? `region ${region}`;
    for (const key of new Set([`departement ${departement}`, `region ${region}`, holder])) {
      const list = members.get(key) ?? [];
      list.push({ code, populationMunicipale: population });
      members.set(key, list);
    }
  }
  return members;
}

function groupOf(members: readonly MemberRecord[]): Group {
  const populations = members.map(({ populationMunicipale }) => populationMunicipale).sort((a, b) => b - a);
  return {
    count: populations.length,
    smallCount: populations.filter((count) => count < SMALL_COMMUNE).length,
    populationCount: populations.reduce((total, count) => total + count, 0),
    populations,
  };
}

function shareOf(count: number, { populationCount }: Group): number {
  return populationCount === 0 ? 0 : count / populationCount;
}

function placeOf(own: number, group: Group): CommuneGroup {
  const { count, smallCount, populations } = group;
  const rank = populations.filter((other) => other > own).length + 1;
  return { count, smallCount, rank, share: shareOf(own, group) };
}

function wholeOf(group: Group): CommuneGroup {
  const { count, smallCount, populations } = group;
  return { count, smallCount, rank: null, share: shareOf(populations[0] ?? 0, group) };
}

function highest(seats: readonly Seat[]): Seat {
  return SEATS.findLast((seat) => seats.includes(seat)) ?? 'none';
}
