import type { Territory } from '../../api/answers.ts';
import { kindToTell } from '../../question/question.ts';

/** @param fact « clé:valeur » that the similar territories must have; empty for any */
export function territoryPath({ code, kind }: Pick<Territory, 'code' | 'kind'>, fact = ''): string {
  const given = Object.entries({ type: kindToTell({ code, kind }), fait: fact });
  const query = new URLSearchParams(given.filter(([, value]) => value !== ''));
  return `/territoires/${code}${query.size === 0 ? '' : `?${query}`}`;
}
