/** Place that a table names, for the register to find. */
export interface NamedPlace {
  /** Empty when the row gives a code alone. */
  readonly name: string;
  /** INSEE code or SIREN, as written; null without one. */
  readonly code: string | null;
}
