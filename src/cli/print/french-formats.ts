const FRENCH = new Intl.NumberFormat('fr-FR');

/** « 24 310 » */
export function formatNumber(value: number): string {
  return FRENCH.format(value);
}

/** « 1 expérience », « 12 expériences »: the plural of French starts at 2. */
export function count(value: number, singular: string, plural: string): string {
  return `${formatNumber(value)} ${value < 2 ? singular : plural}`;
}

/** « score 83/100 », of a score in [0, 1]. */
export function formatScore(score: number): string {
  return `score\u00a0${Math.round(score * 100)}/100`;
}

/** Of a source: « 2021 », « avril 2021 » or « 3 avril 2021 », as precise as it is known. */
export function formatSourceDate(date: string): string {
  const [year = date, month, day] = date.split('-');
  if (month === undefined) return year;
  return new Intl.DateTimeFormat('fr-FR', {
    year: 'numeric',
    month: 'long',
    ...(day === undefined ? {} : { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(date));
}
