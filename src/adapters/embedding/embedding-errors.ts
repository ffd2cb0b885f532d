import { DomainError } from '../../domain/errors.ts';
import type { ModelRequest } from './embedding-worker.ts';

/** @param reason end of a French sentence */
export function embedderUnavailable(reason: string, cause?: unknown): DomainError<'embedder-unavailable'> {
  return new DomainError(
    'embedder-unavailable',
    `Le modèle de langue ne peut pas répondre : ${reason}. Réessayez dans quelques instants.`,
    { reason },
    { cause },
  );
}

export function embeddingTooLate({ role, timeoutMs }: ModelRequest): DomainError<'deadline-exceeded'> {
  const operation = role === 'query' ? 'embedQuery' : 'embedPassages';
  return new DomainError(
    'deadline-exceeded',
    `Le modèle de langue n’a pas répondu dans le délai de ${timeoutMs} ms. Raccourcissez le texte ou réessayez ; si cela se répète, la machine est trop chargée : allongez le délai.`,
    { operation, timeoutMs },
  );
}

/** @param reason French clause; @param remedy French sentence */
export function modelInvalid(
  directory: string,
  reason: string,
  remedy: string,
  cause?: unknown,
): DomainError<'model-invalid'> {
  return new DomainError(
    'model-invalid',
    `Le modèle de langue du dossier ${directory} n’est pas utilisable : ${reason}. ${remedy}`,
    { directory, reason },
    { cause },
  );
}
