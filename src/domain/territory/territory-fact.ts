/** Fact about a territory that the official register does not have, as a file of the operator gives it. */
export interface TerritoryFact {
  /** French name, unique for a territory: « Petites villes de demain ». No colon. */
  readonly key: string;
  readonly value: string;
  /** Publisher of the file. */
  readonly source: string;
  readonly year: number;
}
