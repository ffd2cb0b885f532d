import { fileURLToPath } from 'node:url';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { ficheVocabulary } from '../../src/domain/experience/written-fiche.ts';
import type { Resource } from '../../src/domain/resource/resource.ts';
import { createImportReader } from '../../src/ingestion/read/import-reader.ts';

/** Reads the resources of a page of this folder as an import does. */
export async function readPage(page: string, latestYear: number): Promise<readonly Resource[]> {
  const taxonomy = await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url)));
  const reader = createImportReader({
    vocabulary: ficheVocabulary(taxonomy, latestYear),
    fetch: { version: '0', contact: null },
    territories: { findByCode: () => [], search: () => [] },
  });
  const path = fileURLToPath(new URL(page, import.meta.url));
  const items = reader.read(
    { kind: 'path', path },
    { signal: new AbortController().signal, onProgress: () => {} },
  );
  const resources: Resource[] = [];
  for await (const item of items) if (item.kind === 'resource') resources.push(item.resource);
  return resources;
}
