import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import {
  describeDifferences,
  describeStanding,
  nameResemblance,
  RESEMBLANCE_LIMITS,
} from '../../../domain/french/describe-standing.ts';
import { describeAlias, describeTerritory, toSuggestion } from '../../../domain/french/describe-territory.ts';
import { roundScore } from '../experiences/present.ts';
import type { similarTerritoriesSchema, territorySchema } from './schemas.ts';

type TerritoryView = ReturnType<Essaimage['getTerritory']>;
type Similar = Awaited<ReturnType<Essaimage['findSimilarTerritories']>>;
type Answer = z.infer<typeof similarTerritoriesSchema>;

export function presentTerritory({
  territory,
  setting,
  facts,
  matchedAlias,
  matchedAs,
}: TerritoryView): z.infer<typeof territorySchema> {
  const { populationCount, ...rest } = territory;
  return {
    ...rest,
    label: describeTerritory(toSuggestion(territory)),
    population: populationCount,
    setting: { value: setting, origin: setting === null ? 'unknown' : 'derived' },
    facts: [...facts],
    matchedAlias,
    matchedAs,
    matchedNote:
      matchedAs === null || matchedAlias === null
        ? null
        : describeAlias(matchedAs, matchedAlias, territory.name),
  };
}

export function presentSimilar({ view, asked, similar, withExperience, sameEpci }: Similar): Answer {
  const list = (entries: Similar['similar']): Answer['similar'] =>
    entries.map(({ view: other, standing, distance, experiences }) => ({
      territory: presentTerritory(other),
      distance: roundScore(distance),
      differences: describeDifferences(asked, standing).map(({ code, text, isSame }) => ({
        code,
        text,
        same: isSame,
      })),
      experiences: [...experiences],
    }));
  return {
    territory: presentTerritory(view),
    resemblance: nameResemblance(view.territory.kind),
    limits: RESEMBLANCE_LIMITS,
    features: [...describeStanding(asked)],
    similar: list(similar),
    withExperience: list(withExperience),
    sameEpci: list(sameEpci),
  };
}
