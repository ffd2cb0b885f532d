import type { Experience } from '../experience/experience.ts';
import { formatDate } from './formats.ts';
import { STATE_LABELS } from './labels.ts';

type Told = Pick<Experience, 'year' | 'checkedOn'> & { readonly source: Pick<Experience['source'], 'date'> };

/** Year of the story: that of its source, else that of what it tells; null when neither is known. */
export function yearOfStory({ year, source }: Told): number | null {
  return source.date === null ? year : Number(source.date.slice(0, 4));
}

/** Writes « récit de 2013, jamais revérifié » or « récit de 2013, revérifié : mars 2026 ». */
export function describeAge(told: Told): string {
  const year = yearOfStory(told);
  const story = year === null ? 'récit sans date' : `récit de ${year}`;
  const check = told.checkedOn === null ? 'jamais revérifié' : `revérifié : ${formatDate(told.checkedOn)}`;
  return `${story}, ${check}`;
}

/** Writes « expérience arrêtée »; null when the fiche says nothing of it. */
export function describeState({ state }: Pick<Experience, 'state'>): string | null {
  return state === 'unknown' ? null : `expérience ${STATE_LABELS[state]}`;
}
