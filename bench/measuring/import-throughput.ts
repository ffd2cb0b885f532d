import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import { createImportExperiences } from '../../src/application/import/import-experiences.ts';
import type { GeneratedCorpus } from '../corpus/generated-corpus.ts';
import type { ServiceParts } from '../corpus/service-parts.ts';
import { passagesOf } from '../corpus/starters.ts';
import { openConnection } from '../loading/open-connection.ts';
import { inSeconds } from '../loading/progress.ts';

export interface ImportFigures {
  readonly passages: number;
  /** Passages per second of the import. */
  readonly imported: number;
  /** Passages per second of the bare model. */
  readonly embedded: number;
}

/** Number of parts of the corpus, each imported then only embedded, or the other way round. */
const CHUNKS = 6;

/**
 * Measures the service's import with the real model, in an empty database, against the bare model on the same texts,
 * chunk by chunk.
 */
export async function measureImport(
  { drafts }: Pick<GeneratedCorpus, 'drafts'>,
  databaseUrl: string,
  parts: ServiceParts,
): Promise<ImportFigures> {
  const connection = await openConnection({ databaseUrl, dataDirectory: '' });
  let loaded: GeneratedCorpus['drafts'] = [];
  const importExperiences = createImportExperiences({
    ...parts,
    store: createDrizzleImportStore(connection),
    loadDrafts: async () => loaded,
    now: () => new Date(),
  });
  const totals = { passages: 0, importing: 0, embedding: 0 };
  const size = Math.ceil(drafts.length / CHUNKS);
  try {
    for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
      const added = drafts.slice(chunk * size, (chunk + 1) * size);
      const texts = added.flatMap((draft) =>
        passagesOf(draft, parts.taxonomy).map(({ embedded }) => embedded),
      );
      const works = [
        async () => {
          loaded = [...loaded, ...added];
          const { seconds } = await inSeconds(() =>
            importExperiences({ rebuild: false, onProgress: () => {} }),
          );
          totals.importing += seconds;
        },
        async () => {
          totals.embedding += (await inSeconds(() => parts.embedder.embedPassages(texts))).seconds;
        },
      ];
      for (const work of chunk % 2 === 0 ? works : works.toReversed()) await work();
      totals.passages += texts.length;
    }
  } finally {
    await connection.close();
  }
  const { passages, importing, embedding } = totals;
  return { passages, imported: passages / importing, embedded: passages / embedding };
}
