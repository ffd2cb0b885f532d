import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import { createTransformersEmbedder } from '../adapters/embedding/transformers-embedder.ts';
import { createOfficialGazetteer } from '../adapters/gazetteer/official-gazetteer.ts';
import { connectPglite } from '../adapters/store/connect-pglite.ts';
import { connectPostgres } from '../adapters/store/connect-postgres.ts';
import type { StoreConnection } from '../adapters/store/session/database.ts';
import { EMBEDDING_DIMENSIONS } from '../adapters/store/tables/experiences.ts';
import type { IncidentPart } from '../adapters/telemetry/service-metrics.ts';
import { NO_TELEMETRY, type ServiceTelemetry } from '../adapters/telemetry/service-telemetry.ts';
import { loadTerritoryFacts } from '../adapters/territory-facts/load-territory-facts.ts';
import type { Config } from '../config.ts';
import { DomainError } from '../domain/errors.ts';
import type { RankingWeights } from '../domain/matching/weights.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { EndedImport } from '../ports/telemetry.ts';

/** Receives each incident, such as a thread that died and is being replaced. */
export type Incident = (what: IncidentPart, cause: unknown) => void;

export interface CompositionOptions {
  readonly onIncident?: Incident;
  /** Called at the end of each import of the API. */
  readonly onImportEnd?: (ended: EndedImport) => void;
  /** Collects metrics, and traces when configured: for the HTTP service. */
  readonly isWatched?: boolean;
  readonly weights?: RankingWeights;
}

export const sha256: Hasher = (text) => createHash('sha256').update(text).digest('hex');

/** Connections of one process to a PostgreSQL server. */
const POOL_SIZE = 8;

export function connectStore(
  { databaseUrl, dataDirectory, timeoutMs }: Config['store'],
  onFailure: (error: Error) => void,
): Promise<StoreConnection> {
  return databaseUrl === null
    ? connectPglite({ directory: dataDirectory, timeoutMs, onFailure })
    : connectPostgres({ url: databaseUrl, timeoutMs, poolSize: POOL_SIZE });
}

/** Opens the telemetry; `onIncident` counts an incident and passes it to the caller. */
export function openTelemetry({ traceProtocol }: Config, { isWatched = false, ...rest }: CompositionOptions) {
  async function open(): Promise<ServiceTelemetry> {
    if (!isWatched) return NO_TELEMETRY;
    const { createServiceTelemetry } = await import('../adapters/telemetry/create-service-telemetry.ts');
    const onTraceFailure = (cause: unknown) => rest.onIncident?.('traces', cause);
    return createServiceTelemetry(traceProtocol, manifest.version, onTraceFailure);
  }
  const opening = open();
  const onIncident: Incident = (what, cause) => {
    void opening.then(({ countIncident }) => countIncident(what));
    rest.onIncident?.(what, cause);
  };
  return { opening, onIncident };
}

/** Refuses a model whose dimensions differ from the column of vectors. */
function checkDimensions({ dimensions, modelId }: Embedder, { modelDirectory }: Config['embedding']): void {
  if (dimensions === EMBEDDING_DIMENSIONS) return;
  const reason = `ses vecteurs ont ${dimensions} dimensions, il en faut ${EMBEDDING_DIMENSIONS}`;
  throw new DomainError(
    'model-invalid',
    `Le modèle « ${modelId} » ne convient pas : ${reason}. Remettez EMBEDDING_MODEL_DIR à sa valeur par défaut, ou choisissez un modèle à ${EMBEDDING_DIMENSIONS} dimensions.`,
    { directory: modelDirectory, reason },
  );
}

/** Loads the register and what the operator adds to it. @throws DomainError `corpus-invalid` */
async function openRegisters({ territoryFactsFile }: Config) {
  const gazetteer = await createOfficialGazetteer();
  return { gazetteer, factsOf: await loadTerritoryFacts(territoryFactsFile, gazetteer) };
}

/** Opens the slow parts concurrently; when one fails, the others are closed. */
export async function openParts(
  config: Config,
  { opening: watching, onIncident }: ReturnType<typeof openTelemetry>,
) {
  const connecting = connectStore(config.store, (error) => onIncident('database', error));
  // A locked data folder fails at once, before the model loads.
  await Promise.race([connecting, new Promise((resolve) => setImmediate(resolve))]);
  const loading = createTransformersEmbedder({
    ...config.embedding,
    onWorkerDeath: (cause) => onIncident('model', cause),
  });
  const reading = openRegisters(config);
  // After all have settled, the first failure in this order is thrown.
  const opened = await Promise.allSettled([connecting, loading, watching, reading]);
  try {
    const [connection, embedder, telemetry, registers] = await Promise.all([
      connecting,
      loading,
      watching,
      reading,
    ]);
    checkDimensions(embedder, config.embedding);
    return { connection, embedder, telemetry, ...registers };
  } catch (error) {
    const parts = opened.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
    await closeInOrder(parts.filter((part) => 'close' in part));
    throw error;
  }
}

export async function closeInOrder(
  parts: readonly { close(hasCrashed?: boolean): Promise<void> }[],
  hasCrashed = false,
): Promise<void> {
  for (const part of parts) await part.close(hasCrashed);
}
