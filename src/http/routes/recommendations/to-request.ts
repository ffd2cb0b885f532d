import type { Essaimage } from '../../../application/essaimage.ts';
import type { Audience } from '../../../domain/experience/experience.ts';
import type { RecommendationBody, RecommendationQuery } from './request-schemas.ts';

type RecommendRequest = Parameters<Essaimage['recommend']>[0];

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}

/** Converts a body to the request of the use case: absent values become null, repeated ids count once. */
export function fromBody(body: RecommendationBody, audience: Audience): RecommendRequest {
  const { territory, setting, priorities, themes, levers, exclude, limit, minLevel, mode } = body;
  return {
    territory:
      territory === undefined
        ? null
        : {
            code: territory.code ?? null,
            kind: territory.kind ?? null,
            name: territory.name ?? null,
            populationCount: territory.population ?? null,
            setting: territory.setting ?? null,
          },
    setting: setting ?? null,
    priorities: priorities ?? '',
    themes: distinct(themes),
    levers: distinct(levers),
    exclude: distinct(exclude),
    limit,
    minLevel,
    mode,
    audience,
  };
}

export function fromQuery(query: RecommendationQuery, audience: Audience): RecommendRequest {
  const { territory, territoryKind, territoryName, population, ...rest } = query;
  const body = {
    ...rest,
    territory: { code: territory, kind: territoryKind, name: territoryName, population },
  };
  return fromBody(body, audience);
}
