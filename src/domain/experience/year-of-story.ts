import type { Experience } from './experience.ts';

/** Year of the story: that of its source, else that of what it tells; null when neither is known. */
export function yearOfStory({
  year,
  source,
}: Pick<Experience, 'year'> & { readonly source: Pick<Experience['source'], 'date'> }): number | null {
  return source.date === null ? year : Number(source.date.slice(0, 4));
}
