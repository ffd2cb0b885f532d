import { labelsOf, readCorpus } from '../../evaluation/corpus.ts';
import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';
import { buildPassages } from '../../src/domain/matching/passages.ts';
import type { Passage } from '../../src/domain/matching/retrieval.ts';
import type { Taxonomy } from '../../src/ports/taxonomy.ts';
import type { ServiceParts } from './service-parts.ts';
import { embedOnce } from './vector-cache.ts';

/** A passage with its vector. */
export interface EmbeddedPassage {
  readonly passage: Passage;
  /** L2-normalised. */
  readonly vector: Float32Array;
}

/** An experience of the starter corpus, with the vectors that the model gives for its passages. */
export interface Starter {
  readonly draft: ExperienceDraft;
  readonly whole: EmbeddedPassage;
  /** At least one. */
  readonly sentences: readonly EmbeddedPassage[];
}

/** Cuts an experience into passages as the service does, in order. */
export function passagesOf(draft: ExperienceDraft, taxonomy: Taxonomy): readonly Passage[] {
  // A theme and a lever may have the same id.
  const labels = {
    themes: labelsOf(draft.themes, { ...taxonomy, levers: [] }),
    levers: labelsOf(
      draft.levers.map(({ lever }) => lever),
      { ...taxonomy, themes: [] },
    ),
  };
  // Passages do not contain the territories.
  return buildPassages({ ...draft, territories: [] }, labels);
}

/** Loads the starter corpus; the first time, the model embeds it in some seconds. */
export async function loadStarters(parts: ServiceParts): Promise<readonly Starter[]> {
  const fiches = (await readCorpus()).fiches;
  const passages = fiches.map((draft) => passagesOf(draft, parts.taxonomy));
  const texts = [...new Set(passages.flat().map(({ embedded }) => embedded))];
  const vectors = await embedOnce(texts, parts);
  return fiches.map((draft, index) => {
    const embedded = (passages[index] ?? []).map((passage): EmbeddedPassage => {
      const vector = vectors.get(passage.embedded);
      if (vector === undefined) throw new TypeError(`no vector for a passage of ${draft.id}`);
      return { passage, vector };
    });
    const [whole, ...sentences] = embedded;
    if (whole === undefined || sentences.length === 0) throw new TypeError(`${draft.id} has no summary`);
    return { draft, whole, sentences };
  });
}
