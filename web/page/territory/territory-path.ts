import type { Territory } from '../../api/answers.ts';
import { addressWith, writeParameters } from '../../question/parameters.ts';
import { kindToTell } from '../../question/question.ts';

export function territoryPath(territory: Pick<Territory, 'code' | 'kind'>): string {
  return addressWith(`/territoires/${territory.code}`, writeParameters({ type: kindToTell(territory) }));
}
