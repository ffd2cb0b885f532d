import { findDifference } from './compare-to-reference.ts';
import { modelInvalid } from './embedding-errors.ts';
import type { ReferenceProbe } from './reference-vectors.ts';
import { RemoteFailure } from './remote-failure.ts';
import type { RemoteServer } from './remote-server.ts';

export interface IdentityCheckOptions {
  readonly server: RemoteServer;
  /** Of the model whose files are here. */
  readonly modelDirectory: string;
  readonly probes: readonly ReferenceProbe[];
  /** The longest text that the model reads, in tokens. */
  readonly maxTokens: number;
  /** For each of the two requests. */
  readonly timeoutMs: number;
}

/** What is known of a server that serves the expected model. */
export interface KnownServer {
  /** How many texts a request may hold; null when the server does not say. */
  readonly maxTexts: number | null;
}

const REMEDY = 'Vérifiez EMBEDDING_URL, EMBEDDING_API et EMBEDDING_API_KEY, et ce que sert cette adresse.';

function differs({ url }: RemoteServer, modelDirectory: string, reason: string, cause?: unknown) {
  const remedy = `${REMEDY} Le modèle attendu est celui de ce dossier (EMBEDDING_MODEL_DIR).`;
  return modelInvalid(modelDirectory, `il ne répond pas par le serveur ${url} : ${reason}`, remedy, cause);
}

/**
 * Asks a server for the vectors of the probes, and compares them with those of the model whose files are
 * here: the vectors of two models must never meet in one index.
 * @throws DomainError `model-invalid` when it is another model, or a server that refuses to be asked;
 * RemoteFailure when it cannot tell now; the reason of `signal`
 */
export async function checkIdentity(
  options: IdentityCheckOptions,
  signal: AbortSignal,
): Promise<KnownServer> {
  const { server, modelDirectory, probes, maxTokens, timeoutMs } = options;
  try {
    const description = await server.describe(timeoutMs, signal);
    if (description !== null && description.maxTokens < maxTokens) {
      const reason = `il sert « ${description.modelName} » par ${description.maxTokens} unités de texte au plus, il en faut ${maxTokens}`;
      throw differs(server, modelDirectory, reason);
    }
    const texts = probes.map(({ role, text }) => `${role}: ${text}`);
    const difference = findDifference(probes, await server.embed(texts, timeoutMs, signal));
    if (difference !== null) throw differs(server, modelDirectory, difference);
    return { maxTexts: description?.maxTexts ?? null };
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error;
    // Neither a wrong address nor the vectors of another size are repaired by waiting.
    const isLasting = error.kind === 'refused' || error.kind === 'broken';
    throw isLasting ? differs(server, modelDirectory, error.message, error) : error;
  }
}
