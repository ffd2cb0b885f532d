import type { RegisteredTerritory } from '../domain/territory/territory.ts';
import type { TerritoryFact } from '../domain/territory/territory-fact.ts';

/** Facts of the operator about territories, in memory; none without `TERRITORY_FACTS`. */
export interface TerritoryFacts {
  /** In the order of the file. */
  factsOf(territory: Pick<RegisteredTerritory, 'code' | 'kind'>): readonly TerritoryFact[];
}
