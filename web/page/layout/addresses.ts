import type { ExperienceResult } from '../../api/answers.ts';

/** @param asked parameters of the answer that is read, which lead back to it */
export function experiencePath(id: string, asked = new URLSearchParams()): string {
  // Ids are any text: encoded, each stays one segment of the path.
  return `/experiences/${encodeURIComponent(id)}${asked.size === 0 ? '' : `?${asked}`}`;
}

/** Experiences that a screen shows side by side. */
export const MAX_COMPARED = 3;

/** Page of results side by side. @param asked parameters of the answer that shows them */
export function comparePath(results: readonly ExperienceResult[], asked: URLSearchParams): string {
  const ids = results.map(({ experience }) => experience.id);
  return `/comparer?${new URLSearchParams([['fiches', ids.join(',')], ...asked])}`;
}

export function themePath(id: string): string {
  return `/themes/${encodeURIComponent(id)}`;
}

/** @param asked parameters of the answer for which the page is read, which lead back to it */
export function leverPath(id: string, asked = new URLSearchParams()): string {
  return `/leviers/${encodeURIComponent(id)}${asked.size === 0 ? '' : `?${asked}`}`;
}

/** Parameter of an answer that opens its form. */
export const EDIT_PARAMETER = 'modifier';

/** Address of the form that holds a question. @param asked parameters of the question; none for an empty form */
export function formPath(asked: URLSearchParams, field: 'nom' | 'priorites' = 'nom'): string {
  return asked.size === 0 ? `/#${field}` : `/?${asked}&${EDIT_PARAMETER}=1#${field}`;
}

/** Page that explains a feed and shows it. */
export const FOLLOW_PATH = '/suivre';

/** Feed of the latest experiences about a theme or with a lever. */
export function feedPath(field: 'theme' | 'lever', id: string): string {
  return `/v1/feed.atom?${new URLSearchParams({ [field]: id })}`;
}
