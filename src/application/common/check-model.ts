import { DomainError } from '../../domain/errors.ts';
import type { Embedder } from '../../ports/embedder.ts';

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
