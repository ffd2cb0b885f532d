import type { Essaimage } from '../../../application/essaimage.ts';
import type { Audience } from '../../../domain/experience/experience.ts';
import { NAMING_PROBLEMS } from '../../problems/problem-schema.ts';
import type { QuestionInQuery, RecommendationBody, RecommendationQuery } from './request-schemas.ts';

/** Configuration of the routes that answer a question. */
export const QUESTION_CONFIG = {
  access: 'read',
  needs: 'model',
  problems: NAMING_PROBLEMS,
} as const;

/** How long the answer of a link is kept. */
export const MAX_AGE_SECONDS = 60;

type RecommendRequest = Parameters<Essaimage['recommend']>[0];

export function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}

type TerritoryBody = Exclude<RecommendationBody['territory'], string | undefined>;

/** Converts a territory, or its code or name alone: absent values become null. */
export function fillTerritory(given: TerritoryBody | string) {
  const { code, kind, name, population, setting }: TerritoryBody =
    typeof given === 'string' ? { code: given } : given;
  return {
    code: code ?? null,
    kind: kind ?? null,
    name: name ?? null,
    populationCount: population ?? null,
    setting: setting ?? null,
  };
}

type Asked = Omit<RecommendRequest, 'audience' | 'limit' | 'minLevel'>;

/** Converts a question to that of the use case: absent values become null, repeated ids count once. */
function toAsked({
  territory,
  priorities,
  asTyped,
  themes,
  levers,
  exclude,
}: Omit<RecommendationBody, 'limit' | 'minLevel'>): Asked {
  return {
    territory: territory === undefined ? null : fillTerritory(territory),
    priorities: priorities ?? '',
    asTyped,
    themes: distinct(themes),
    levers: distinct(levers),
    exclude: distinct(exclude),
  };
}

export function fromBody(body: RecommendationBody, audience: Audience): RecommendRequest {
  const { limit, minLevel = 'none' } = body;
  return { ...toAsked(body), limit, minLevel, audience };
}

/** Converts the question of an address, without the form of its answer. */
export function askedInQuery(query: QuestionInQuery): Asked {
  const { territory, territoryKind, territoryName, population, setting, ...rest } = query;
  return toAsked({
    ...rest,
    territory: { code: territory, kind: territoryKind, name: territoryName, population, setting },
  });
}

export function fromQuery(query: RecommendationQuery, audience: Audience): RecommendRequest {
  const { limit, minLevel = 'none' } = query;
  return { ...askedInQuery(query), limit, minLevel, audience };
}
