import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { ficheVocabulary } from '../../src/domain/experience/written-fiche.ts';
import type { Resource } from '../../src/domain/resource/resource.ts';
import { readDocument } from '../../src/ingestion/read/document/read-document.ts';
import { createFicheSchema } from '../../src/ingestion/read/fiches/read-fiche.ts';
import { ResourceRegister } from '../../src/ingestion/read/sources/resource-register.ts';

/**
 * Reads the resources of a page as the process of an import does: starting one takes longer than the page.
 * @throws UnreadableDocument the reason why an import would refuse it
 */
export async function readPage(path: string, latestYear: number): Promise<readonly Resource[]> {
  const taxonomy = await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url)));
  const vocabulary = ficheVocabulary(taxonomy, latestYear);
  const document = { name: basename(path), address: null, mediaType: null, bytes: await readFile(path) };
  const { items } = await readDocument(document, { schema: createFicheSchema(vocabulary), vocabulary });
  const register = new ResourceRegister();
  return items
    .flatMap((item) => (item.kind === 'resource' ? register.register(item) : []))
    .flatMap((item) => (item.kind === 'resource' ? item.resource : []));
}
