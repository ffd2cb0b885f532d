import type { Embedder } from '../../ports/embedder.ts';
import type { TerritoryNames } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { RULES_VERSION } from './rules-version.ts';

/**
 * Names the rules, and all that they read besides the resource. The next import of a resource draws its
 * experiences again when it has changed.
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
