import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { describeTerritory, toSuggestion } from '../../../domain/french/describe-territory.ts';
import type { territorySchema } from './schemas.ts';

type TerritoryView = ReturnType<Essaimage['getTerritory']>;

export function presentTerritoryView(view: TerritoryView): z.infer<typeof territorySchema> {
  const { territory, setting, matchedAlias } = view;
  const { populationCount, ...rest } = territory;
  return {
    ...rest,
    label: describeTerritory(toSuggestion(territory)),
    population: populationCount,
    postalCodes: [...territory.postalCodes],
    setting: { value: setting, origin: setting === null ? 'unknown' : 'derived' },
    matchedAlias,
  };
}
