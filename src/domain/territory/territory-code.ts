import type { TerritoryKind } from './territory.ts';

/** Forms of official codes: INSEE of a commune, a département or a région, SIREN of an EPCI or EPT. */
export const CODE_FORMS: Readonly<Record<TerritoryKind, RegExp>> = {
  commune: /^(?:\d\d|2[AB])\d{3}$/,
  epci: /^\d{9}$/,
  ept: /^\d{9}$/,
  departement: /^(?:\d\d|2[AB]|9[78]\d)$/,
  // Overseas collectivités are régions of three digits.
  region: /^(?:\d\d|9[78]\d)$/,
  // The pays have no official code.
  pays: /^(?!)/,
};

/** Writes a code as the register does: « 2b 124 » becomes 2B124, « 217 500 016 » becomes 217500016. */
export function normaliseTerritoryCode(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}

/** Says whether a normalised text can begin a code or a postal code: 2 to 9 digits, or Corsican. */
export function looksLikeCode(text: string): boolean {
  return /^\d[\dAB]\d{0,7}$/.test(text);
}
