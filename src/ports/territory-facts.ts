import type { RegisteredTerritory, TerritoryFact } from '../domain/territory/territory.ts';

/** Facts of the operator about territories, in memory; none without `TERRITORY_FACTS`. */
export interface TerritoryFacts {
  /** In the order of the file. */
  factsOf(territory: Pick<RegisteredTerritory, 'code' | 'kind'>): readonly TerritoryFact[];
}
