import type { Audience } from '../../domain/experience/experience.ts';
import { type Compared, nearestTo } from '../../domain/territory/standing.ts';
import {
  normaliseTerritoryCode,
  type RegisteredTerritory,
  type TerritoryFact,
  type TerritoryKind,
} from '../../domain/territory/territory.ts';
import type { ExperienceStore, Surroundings } from '../../ports/experience-store.ts';
import type {
  FactsOf,
  Gazetteer,
  GroupedCommunes,
  TerritoryMatch,
  TerritoryStandings,
} from '../../ports/gazetteer.ts';
import { resolveTerritory, searchNamed } from '../common/asked-ids.ts';
import { indexNotReady } from '../common/current-index.ts';

/** A registered territory with derived facts, for display. */
export interface TerritoryView extends TerritoryMatch {
  /** Facts of the operator; empty without any. */
  readonly facts: readonly TerritoryFact[];
}

interface Registers {
  readonly gazetteer: Gazetteer;
  readonly factsOf: FactsOf;
}

function toTerritoryView(match: TerritoryMatch, factsOf: FactsOf): TerritoryView {
  return { ...match, facts: factsOf(match.territory) };
}

/**
 * Finds at most `limit` (1..50) territories by name, postal code or code: those that the query names, whose number is
 * `named`, then the others in the order of `Gazetteer.search`. Never throws.
 */
export function createFindTerritories({ gazetteer, factsOf }: Registers) {
  return (query: string, limit: number) => {
    const { found, named } = searchNamed(gazetteer, query);
    const isNamed = ({ territory }: TerritoryMatch) => named.includes(territory);
    const ordered = [...found.filter(isNamed), ...found.filter((match) => !isNamed(match))].slice(0, limit);
    const views: readonly TerritoryView[] = ordered.map((match) => toTerritoryView(match, factsOf));
    return { territories: views, named: Math.min(named.length, limit) };
  };
}

/**
 * Reads the territory with this INSEE code or SIREN. A former code gives the present territory, with that code as
 * `matchedAlias`.
 * @throws DomainError `territory-unknown`, `territory-ambiguous`
 */
export function createGetTerritory({ gazetteer, factsOf }: Registers) {
  return (code: string, kind?: TerritoryKind): TerritoryView => {
    const territory = resolveTerritory(gazetteer, code, kind);
    const asked = normaliseTerritoryCode(code);
    const matchedAlias = asked === territory.code || asked === territory.siren ? null : asked;
    const matchedAs = matchedAlias === null ? null : 'former-code';
    return toTerritoryView({ territory, matchedAlias, matchedAs }, factsOf);
  };
}

export type GetTerritory = ReturnType<typeof createGetTerritory>;

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

export interface SimilarRequest {
  /** INSEE code or SIREN. */
  readonly code: string;
  /** Distinguishes a département from a région with the same code. */
  readonly kind?: TerritoryKind | undefined;
  /** Fact that the similar territories must have; null for any. */
  readonly fact: { readonly key: string; readonly value: string } | null;
  /** Longest of each list, 1..20. */
  readonly limit: number;
  readonly audience: Audience;
}

interface SimilarDependencies {
  readonly gazetteer: TerritoryStandings;
  readonly factsOf: FactsOf;
  readonly getTerritory: GetTerritory;
  readonly store: Pick<ExperienceStore, 'listPlaces'>;
}

/** Returns the standings of a kind with their facts, gathered once. */
function createStandings({ gazetteer, factsOf }: Pick<SimilarDependencies, 'gazetteer' | 'factsOf'>) {
  const known = new Map<TerritoryKind, readonly Compared[]>();
  return async (kind: RegisteredTerritory['kind']): Promise<readonly Compared[]> => {
    const standings =
      known.get(kind) ??
      (await gazetteer.listStandings(kind)).map((standing) => ({
        ...standing,
        facts: new Map(factsOf(standing.territory).map(({ key, value }) => [key, value])),
      }));
    known.set(kind, standings);
    return standings;
  };
}

/**
 * Finds the territories with the nearest standing, and which of them have an experience that the audience may see. Each
 * list has the nearest first, and never the asked one.
 * @throws DomainError `territory-unknown`, `territory-ambiguous`, `index-not-ready`, `deadline-exceeded`,
 * `store-unavailable`
 */
export function createFindSimilarTerritories(dependencies: SimilarDependencies) {
  const { getTerritory, store } = dependencies;
  const standingsOf = createStandings(dependencies);
  return async (request: SimilarRequest, signal?: AbortSignal) => {
    const { code, kind, fact, limit, audience } = request;
    const view = getTerritory(code, kind);
    const { territory } = view;
    const all = await standingsOf(territory.kind);
    const asked = all.find((standing) => standing.territory.code === territory.code);
    if (asked === undefined) throw new TypeError(`${territory.code} is registered without a standing`);
    const { version, places } = await store.listPlaces(territory.kind, audience, signal);
    if (version === null) throw indexNotReady();

    const experiencesOf = (standing: Compared) => places.get(standing.territory.code) ?? [];
    const isNear = ({ territory: { epci } }: Compared) => epci !== null && epci.code === territory.epci?.code;
    const kept = fact === null ? all : all.filter(({ facts }) => facts.get(fact.key) === fact.value);
    const far = kept.filter((standing) => !isNear(standing));
    const nearest = (among: readonly Compared[]) =>
      nearestTo(asked, among, limit).map((neighbour) => ({
        ...neighbour,
        view: getTerritory(neighbour.standing.territory.code, territory.kind),
        /** Visible ones of the territory, most recent first. */
        experiences: experiencesOf(neighbour.standing),
      }));
    return {
      view,
      asked,
      /** Outside the EPCI of the asked commune, with or without an experience. */
      similar: nearest(far),
      /** Outside it too, each with an experience. */
      withExperience: nearest(far.filter((standing) => experiencesOf(standing).length > 0)),
      /** Communes of the EPCI of the asked commune; empty for another kind. */
      sameEpci: nearest(kept.filter(isNear)),
    };
  };
}
