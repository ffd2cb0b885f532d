import type { Experience } from './experience.ts';

/** Year of the story: that of its source, else that of what it tells; null when neither is known. */
export function yearOfStory({
  year,
  source,
}: Pick<Experience, 'year'> & { readonly source: Pick<Experience['source'], 'date'> }): number | null {
  return source.date === null ? year : Number(source.date.slice(0, 4));
}

/** Tells whether an address leads to the home page of a site rather than to a document; false for null. */
export function isHomePage(address: string | null): boolean {
  if (address === null || !URL.canParse(address)) return false;
  const { pathname, search, hash } = new URL(address);
  return pathname === '/' && search === '' && hash === '';
}
