import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import {
  createImportExperiences,
  type IndexingReport,
} from '../../src/application/import/import-experiences.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import type { GeneratedCorpus } from '../corpus/generated-corpus.ts';
import type { ServiceParts } from '../corpus/service-parts.ts';
import { openConnection } from './open-connection.ts';
import { stageAhead } from './stage-ahead.ts';

/** Makes an embedder that looks vectors up, under the identity of the real model. */
function knownEmbedder({ modelId, dimensions, calibration }: Embedder, vectors: GeneratedCorpus['vectors']) {
  const find = (text: string) => {
    const vector = vectors.get(text);
    if (vector === undefined) throw new TypeError(`no vector was made for « ${text} »`);
    return vector;
  };
  return {
    modelId,
    dimensions,
    calibration,
    cutQuestion: (text: string) => text,
    embedQuery: async (text: string) => find(text),
    embedPassages: async (texts: readonly string[]) => texts.map(find),
    load: () => ({ waiting: 0, estimatedWaitMs: 0 }),
    close: async () => {},
  };
}

export interface LoadTarget {
  /** `postgres://…`, or null for the embedded database of `dataDirectory`. */
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
}

/**
 * Fills a database with a generated corpus by the service's own import (migrations, preparation, publication,
 * indexes), with known vectors in place of the model. Does nothing when the database holds it already.
 */
export async function loadCorpus(
  corpus: GeneratedCorpus,
  target: LoadTarget,
  parts: ServiceParts,
  onProgress: (progress: { readonly done: number; readonly total: number }) => void,
): Promise<IndexingReport> {
  const connection = await openConnection(target);
  const store = createDrizzleImportStore(connection);
  try {
    const importExperiences = createImportExperiences({
      ...parts,
      store: stageAhead(store),
      embedder: knownEmbedder(parts.embedder, corpus.vectors),
      loadDrafts: async () => corpus.drafts,
      now: () => new Date(),
    });
    const report = await importExperiences({ rebuild: false, onProgress });
    if (report.indexed === 0 || report.indexed === report.total) return report;
    // A partial import keeps the word statistics of the previous content.
    return await importExperiences({ rebuild: true, onProgress });
  } finally {
    // Plans need the statistics that follow a publication; a bare connection cuts them short.
    await store.settle();
    await connection.close();
  }
}
