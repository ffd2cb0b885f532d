import { loadStarterCorpus } from '../src/adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../src/adapters/corpus/load-taxonomy.ts';
import type { RecommendRequest } from '../src/application/recommend/recommend.ts';
import { parseConfig } from '../src/config.ts';
import type { ExperienceDraft } from '../src/domain/experience/experience.ts';
import type { Taxonomy } from '../src/ports/taxonomy.ts';

/** The starter corpus, for engines and rules that do without the service. */
export interface Corpus {
  readonly fiches: readonly ExperienceDraft[];
  readonly taxonomy: Taxonomy;
}

export async function readCorpus(): Promise<Corpus> {
  const { corpusDirectory: directory } = parseConfig(process.env);
  const taxonomy = await loadTaxonomy(directory);
  return { fiches: await loadStarterCorpus({ directory, taxonomy }), taxonomy };
}

/** Returns the labels of themes and levers, in the order of the ids. */
export function labelsOf(ids: readonly string[], { levers, themes }: Taxonomy): readonly string[] {
  return ids.flatMap((id) => [...themes, ...levers].find((entry) => entry.id === id)?.label ?? []);
}

/** Returns every text of a fiche that the service searches, by part. */
export function textsOf(fiche: ExperienceDraft, taxonomy: Taxonomy) {
  const levers = fiche.levers.map(({ lever }) => lever);
  return {
    title: fiche.title,
    labels: labelsOf([...fiche.themes, ...levers], taxonomy).join(', '),
    summary: fiche.summary,
    uses: fiche.levers.map(({ what }) => what).join(' '),
    context: [...fiche.actors, ...fiche.territories.map(({ name }) => name)].join(', '),
  };
}

/** Returns the words of a request, then the labels of what it chose. */
export function questionOf(
  { priorities, themes, levers }: Pick<RecommendRequest, 'priorities' | 'themes' | 'levers'>,
  taxonomy: Taxonomy,
): string {
  return [priorities, ...labelsOf([...themes, ...levers], taxonomy)].join(' ');
}
