import type { Embedder } from '../../ports/embedder.ts';
import type { TerritoryNames } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';

/**
 * To be changed with anything that changes what is drawn from an unchanged resource: rules, signs, weights.
 * The next import of each resource then draws its experiences anew.
 */
const RULES_VERSION = '2';

/** Names the rules, and all that they read besides the resource. */
export function extractionVersion(read: {
  readonly gazetteer: Pick<TerritoryNames, 'version'>;
  readonly taxonomy: Pick<Taxonomy, 'hash'>;
  readonly embedder: Pick<Embedder, 'modelId'>;
  readonly currentYear: number;
}): string {
  const { gazetteer, taxonomy, embedder, currentYear } = read;
  return JSON.stringify([RULES_VERSION, gazetteer.version, taxonomy.hash, embedder.modelId, currentYear]);
}
