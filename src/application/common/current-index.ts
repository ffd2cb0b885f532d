import { DomainError } from '../../domain/errors.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import type { IndexSnapshot } from '../../domain/matching/retrieval.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';

/**
 * Refuses to compare the vectors of two models.
 * @param indexedModelId model that built the index
 * @throws DomainError `model-mismatch`
 */
export function checkModel(indexedModelId: string, embedder: Pick<Embedder, 'modelId'>): void {
  if (indexedModelId === embedder.modelId) return;
  throw new DomainError(
    'model-mismatch',
    `L’index a été construit avec le modèle « ${indexedModelId} », la configuration demande « ${embedder.modelId} » : les deux ne se mélangent pas. ` +
      'Remettez EMBEDDING_MODEL_DIR à sa valeur précédente, ou reconstruisez l’index avec « essaimage reindex ».',
    { indexed: indexedModelId, configured: embedder.modelId },
  );
}

type ReadSnapshot = (audience: Audience, signal?: AbortSignal) => Promise<IndexSnapshot>;

/** Published index of an audience. Both methods throw DomainError `index-not-ready` when nothing is published. */
export interface CurrentIndex {
  readonly current: ReadSnapshot;
  /** Returns the last snapshot read, maybe outdated: for reads that return their version. */
  readonly known: ReadSnapshot;
}

/** A publication takes longer than a question: 20 in a row do not happen in practice. */
const MAX_ATTEMPTS = 20;

/**
 * Reads with the last known index, and again when the result comes from another version: an answer never
 * mixes two versions.
 * @throws DomainError `index-not-ready` when nothing is published, or after 20 publications in a row
 */
export async function readOneVersion<T extends { readonly version: string | null }>(
  { current, known }: CurrentIndex,
  audience: Audience,
  read: (index: IndexSnapshot) => Promise<T>,
  signal?: AbortSignal,
): Promise<{ readonly index: IndexSnapshot; readonly result: T }> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const index = await (attempt === 0 ? known : current)(audience, signal);
    const result = await read(index);
    if (result.version === index.version) return { index, result };
  }
  throw indexNotReady();
}

export function indexNotReady(): DomainError<'index-not-ready'> {
  return new DomainError(
    'index-not-ready',
    'Les expériences ne sont pas encore indexées : réessayez dans quelques secondes, ou lancez « essaimage serve » et attendez la fin de l’import.',
    {},
  );
}

/** Caches the last snapshot of each audience, until its version changes. */
export function createCurrentIndex(
  store: Pick<ExperienceStore, 'currentVersion' | 'loadSnapshot'>,
): CurrentIndex {
  const snapshots = new Map<Audience, IndexSnapshot>();

  const load: ReadSnapshot = async (audience, signal) => {
    const snapshot = await store.loadSnapshot(audience, signal);
    if (snapshot === null) throw indexNotReady();
    snapshots.set(audience, snapshot);
    return snapshot;
  };

  return {
    async current(audience, signal) {
      const version = await store.currentVersion(audience, signal);
      const snapshot = snapshots.get(audience);
      return snapshot?.version === version ? snapshot : load(audience, signal);
    },
    known: async (audience, signal) => snapshots.get(audience) ?? load(audience, signal),
  };
}
