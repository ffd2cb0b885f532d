import { modelInvalid } from '../common/embedding-errors.ts';
import type { ReferenceProbe } from './reference-vectors.ts';
import { RemoteFailure, type RemoteServer, requestVectors } from './remote-server.ts';

export interface IdentityCheckOptions {
  readonly server: RemoteServer;
  /** Folder of the expected model. */
  readonly modelDirectory: string;
  readonly probes: readonly ReferenceProbe[];
}

/**
 * Lowest cosine between a vector and that of the reference model: another use of the model gives 0.9959 at most,
 * another precision 0.9994 at least; docs/adr/0017-remote-embedder.md.
 */
const IDENTITY_FLOOR = 0.998;
const REMEDY =
  'Vérifiez EMBEDDING_URL et EMBEDDING_API_KEY, et ce que sert cette adresse. Le modèle attendu est celui de ce dossier (EMBEDDING_MODEL_DIR).';

/**
 * Asks a server for the vectors of the probes and compares them with those of the local model: one index must never
 * hold the vectors of two models.
 * @throws DomainError `model-invalid` when the model differs or the server refuses the request; RemoteFailure when
 * the server cannot answer now; the reason of `signal`
 */
export async function checkIdentity(
  { server, modelDirectory, probes }: IdentityCheckOptions,
  signal: AbortSignal,
): Promise<void> {
  const differs = (reason: string, cause?: unknown) =>
    modelInvalid(modelDirectory, `il ne répond pas par le serveur ${server.url} : ${reason}`, REMEDY, cause);
  const texts = probes.map(({ role, text }) => `${role}: ${text}`);
  const vectors = await requestVectors(server, texts, signal).catch((error: unknown) => {
    // A retry repairs neither a wrong address nor vectors of another size.
    const isLasting = error instanceof RemoteFailure && !error.isPassing;
    throw isLasting ? differs(error.message, error) : error;
  });
  const lowest = Math.min(...probes.map(({ vector }, index) => cosineOf(vector, vectors[index])));
  if (lowest >= IDENTITY_FLOOR) return;
  const french = (value: string) => value.replace('.', ',');
  throw differs(
    `ses vecteurs ne sont pas ceux du modèle local (cosinus ${french(lowest.toFixed(4))} sur un texte témoin, au moins ${french(String(IDENTITY_FLOOR))} attendu) : c’est un autre modèle, ou il ajoute ou retire un préfixe, coupe les textes ou résume autrement`,
  );
}

/** @param unit vector of length 1 */
function cosineOf(reference: readonly number[], unit: Float32Array | undefined): number {
  const norm = Math.sqrt(reference.reduce((sum, value) => sum + value * value, 0));
  return reference.reduce((sum, value, dimension) => sum + value * (unit?.[dimension] ?? 0), 0) / norm;
}
