import { formatNumber } from '../../domain/french/formats.ts';

/** « 1 expérience », « 12 expériences »: the French plural starts at 2. */
export function count(value: number, singular: string, plural: string): string {
  return `${formatNumber(value)} ${value < 2 ? singular : plural}`;
}

/** « score 83/100 », for a score in [0, 1]. */
export function formatScore(score: number): string {
  return `score\u00a0${Math.round(score * 100)}/100`;
}
