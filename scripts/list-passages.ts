import { loadStarterCorpus } from '../src/adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../src/adapters/corpus/load-taxonomy.ts';
import { labelsOf } from '../src/application/index/index-experience.ts';
import { buildPassages } from '../src/domain/matching/passages.ts';

/** Returns the texts that the model reads of each fiche of a corpus, by its id. */
export async function listPassages(directory: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const taxonomy = await loadTaxonomy(directory);
  const drafts = await loadStarterCorpus({ directory, taxonomy });
  return new Map(
    drafts.map((draft) => {
      const experience = { ...draft, territories: [] };
      const passages = buildPassages(experience, labelsOf(experience, taxonomy));
      return [draft.id, passages.map(({ embedded }) => embedded)];
    }),
  );
}
