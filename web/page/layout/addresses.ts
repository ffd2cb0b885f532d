/** @param asked parameters of the question that is read, which lead back to its answer */
export function experiencePath(id: string, asked = new URLSearchParams()): string {
  // Ids are any text: encoded, each stays one segment of the path.
  return `/experiences/${encodeURIComponent(id)}${asked.size === 0 ? '' : `?${asked}`}`;
}

export function themePath(id: string): string {
  return `/themes/${encodeURIComponent(id)}`;
}

/** @param asked parameters of the question for which the page is read */
export function leverPath(id: string, asked = new URLSearchParams()): string {
  return `/leviers/${encodeURIComponent(id)}${asked.size === 0 ? '' : `?${asked}`}`;
}

/** Page that explains a feed and shows it. */
export const FOLLOW_PATH = '/suivre';

/** Feed of the latest experiences about a theme or with a lever. */
export function feedPath(field: 'theme' | 'lever', id: string): string {
  return `/v1/feed.atom?${new URLSearchParams({ [field]: id })}`;
}
