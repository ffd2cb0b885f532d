import type { Embedder } from '../../ports/embedder.ts';
import type { TerritoryNames } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { RULES_VERSION } from './rules-version.ts';

/**
 * Identifies the rules and all their inputs except the resource. When it changes, the next import of a
 * resource extracts its experiences again.
 */
export function extractionVersion(read: {
  readonly gazetteer: Pick<TerritoryNames, 'version'>;
  readonly taxonomy: Pick<Taxonomy, 'hash'>;
  readonly embedder: Pick<Embedder, 'modelId'>;
  readonly currentYear: number;
}): string {
  const { gazetteer, taxonomy, embedder, currentYear } = read;
  return JSON.stringify([RULES_VERSION, gazetteer.version, taxonomy.hash, embedder.modelId, currentYear]);
}
