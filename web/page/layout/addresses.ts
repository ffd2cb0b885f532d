import type { Territory } from '../../api/answers.ts';
import { kindToTell } from '../../question/question.ts';

/** Ids are any text: encoded, each stays one segment of the path. */
export function experiencePath(id: string): string {
  return `/experiences/${encodeURIComponent(id)}`;
}

export function themePath(id: string): string {
  return `/themes/${encodeURIComponent(id)}`;
}

export function leverPath(id: string): string {
  return `/leviers/${encodeURIComponent(id)}`;
}

/** @param fact « clé:valeur » that the similar territories must have; empty for any */
export function territoryPath({ code, kind }: Pick<Territory, 'code' | 'kind'>, fact = ''): string {
  const given = Object.entries({ type: kindToTell({ code, kind }), fait: fact });
  const query = new URLSearchParams(given.filter(([, value]) => value !== ''));
  return `/territoires/${code}${query.size === 0 ? '' : `?${query}`}`;
}

/** Page that explains a feed and shows it. */
export const FOLLOW_PATH = '/suivre';

/** Feed of the latest experiences about a theme or with a lever. */
export function feedPath(field: 'theme' | 'lever', id: string): string {
  return `/v1/feed.atom?${new URLSearchParams({ [field]: id })}`;
}
