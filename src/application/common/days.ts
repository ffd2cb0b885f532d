export const DAY_MS = 86_400_000;

/** Returns the instant (ISO 8601) that stands some days of 24 hours after another one; before it, for less than 0. */
export const daysAfter = (instant: Date, days: number): string =>
  new Date(instant.getTime() + days * DAY_MS).toISOString();
