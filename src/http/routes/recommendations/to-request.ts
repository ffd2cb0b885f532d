import type { Essaimage } from '../../../application/essaimage.ts';
import type { Audience } from '../../../domain/experience/experience.ts';
import type { RecommendationBody, RecommendationQuery } from './request-schemas.ts';

type RecommendRequest = Parameters<Essaimage['recommend']>[0];

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}

/** What the use case is asked; an absent value is null, a repeated id counts once. */
export function fromBody(body: RecommendationBody, audience: Audience): RecommendRequest {
  const { territory, setting, priorities, themes, levers, exclude, limit, mode } = body;
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
    mode,
    audience,
  };
}

/** The same request, from a link. */
export function fromQuery(query: RecommendationQuery, audience: Audience): RecommendRequest {
  const { territory, territoryKind, territoryName, population, ...rest } = query;
  const body = {
    ...rest,
    territory: { code: territory, kind: territoryKind, name: territoryName, population },
  };
  return fromBody(body, audience);
}
