import type { Experience } from '../experience/experience.ts';
import { yearOfStory } from '../experience/source-facts.ts';
import { formatDate } from './formats.ts';
import { STATE_LABELS } from './labels.ts';

function describeYear(year: number | null): string {
  return year === null ? 'récit sans date' : `récit de ${year}`;
}

/** Writes « récit de 2013 » or « récit sans date ». */
export function describeStory(experience: Parameters<typeof yearOfStory>[0]): string {
  return describeYear(yearOfStory(experience));
}

/** Writes « jamais revérifié » or « revérifié en mars 2026 ». */
export function describeCheck(checkedOn: string | null): string {
  const isDay = checkedOn?.length === 'YYYY-MM-DD'.length;
  return checkedOn === null
    ? 'jamais revérifié'
    : `revérifié ${isDay ? 'le' : 'en'} ${formatDate(checkedOn)}`;
}

/** Writes « récit de 2013, jamais revérifié » or « récit sans date, revérifié en mars 2026 ». */
export function describeAge({
  year,
  checkedOn,
}: {
  /** Year of the story. */
  readonly year: number | null;
  readonly checkedOn: string | null;
}): string {
  return `${describeYear(year)}, ${describeCheck(checkedOn)}`;
}

type Life = Pick<Experience, 'year' | 'checkedOn' | 'state'> & {
  readonly source: Pick<Experience['source'], 'date'>;
};

/** Writes « expérience arrêtée ; récit de 2013, jamais revérifié », the state only when the fiche tells it. */
export function describeLife(experience: Life): string {
  const { state, checkedOn } = experience;
  const age = describeAge({ year: yearOfStory(experience), checkedOn });
  return state === 'unknown' ? age : `expérience ${STATE_LABELS[state]} ; ${age}`;
}
