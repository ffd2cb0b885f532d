import type { Audience } from '../../domain/experience/experience.ts';
import { type Compared, type Neighbour, nearestTo } from '../../domain/territory/standing.ts';
import type { RegisteredTerritory, TerritoryKind } from '../../domain/territory/territory.ts';
import type { ExperienceStore, NamedExperience } from '../../ports/experience-store.ts';
import type { FactsOf, TerritoryStandings } from '../../ports/gazetteer.ts';
import { indexNotReady } from '../common/current-index.ts';
import type { GetTerritory, TerritoryView } from './territories.ts';

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

export interface SimilarTerritory extends Neighbour {
  readonly view: TerritoryView;
  /** Visible experiences of the territory, most recent first. */
  readonly experiences: readonly NamedExperience[];
}

/** Territories of one kind, nearest first in each list; none is the asked one. */
export interface SimilarTerritories {
  readonly view: TerritoryView;
  readonly asked: Compared;
  /** Outside the EPCI of the asked commune, with or without an experience. */
  readonly similar: readonly SimilarTerritory[];
  /** Outside it too, each with an experience. */
  readonly withExperience: readonly SimilarTerritory[];
  /** Communes of the EPCI of the asked commune; empty for another kind. */
  readonly sameEpci: readonly SimilarTerritory[];
}

/**
 * Finds the territories with the nearest standing, and which of them have an experience that the audience may see.
 * @throws DomainError `territory-unknown`, `territory-ambiguous`, `index-not-ready`, `deadline-exceeded`,
 * `store-unavailable`
 */
export type FindSimilarTerritories = (
  request: SimilarRequest,
  signal?: AbortSignal,
) => Promise<SimilarTerritories>;

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

export function createFindSimilarTerritories(dependencies: SimilarDependencies): FindSimilarTerritories {
  const { getTerritory, store } = dependencies;
  const standingsOf = createStandings(dependencies);
  return async ({ code, kind, fact, limit, audience }, signal) => {
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
        experiences: experiencesOf(neighbour.standing),
      }));
    return {
      view,
      asked,
      similar: nearest(far),
      withExperience: nearest(far.filter((standing) => experiencesOf(standing).length > 0)),
      sameEpci: nearest(kept.filter(isNear)),
    };
  };
}
