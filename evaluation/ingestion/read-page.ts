import { fileURLToPath } from 'node:url';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { ficheVocabulary } from '../../src/domain/experience/written-fiche.ts';
import type { Resource } from '../../src/domain/resource/resource.ts';
import { createImportReader } from '../../src/ingestion/read/import-reader.ts';

/**
 * Reads the resources of a page as an import does.
 * @throws DomainError the reason why an import would refuse it
 */
export async function readPage(path: string, latestYear: number): Promise<readonly Resource[]> {
  const taxonomy = await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url)));
  const reader = createImportReader({
    vocabulary: ficheVocabulary(taxonomy, latestYear),
    fetch: { version: '0', contact: null },
    territories: { findByCode: () => [], search: () => [] },
  });
  const items = reader.read(
    { kind: 'path', path },
    { signal: new AbortController().signal, onProgress: () => {} },
  );
  const resources: Resource[] = [];
  for await (const item of items) if (item.kind === 'resource') resources.push(item.resource);
  return resources;
}
