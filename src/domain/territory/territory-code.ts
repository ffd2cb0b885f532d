/** The spelling under which the register knows a code: « 2b 124 » is 2B124, « 217 500 016 » is 217500016. */
export function normaliseTerritoryCode(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}

/** Whether a normalised text can be a code, a postal code or the beginning of one: 2 to 9 digits, or Corsican. */
export function looksLikeCode(text: string): boolean {
  return /^\d[\dAB]\d{0,7}$/.test(text);
}
