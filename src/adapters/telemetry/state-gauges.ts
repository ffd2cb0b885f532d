import { Gauge, type Registry } from 'prom-client';
import type { ServiceState } from '../../ports/telemetry.ts';

export interface StateSources {
  /** Resolves to null when the service could not answer a question now; does not throw. */
  readonly readState: () => Promise<ServiceState | null>;
  /** Returns how many texts wait for the model, and the expected wait of the next question. */
  readonly modelLoad: () => { readonly waiting: number; readonly estimatedWaitMs: number };
}

/** Shortest time between two readings of the database, however often the metrics are read. */
const FRESH_MS = 1_000;

/** Shares one reading among all the calls of a `FRESH_MS`. */
function readOnceAWhile(readState: StateSources['readState']): StateSources['readState'] {
  let reading: Promise<ServiceState | null> | null = null;
  let startedAt = 0;
  return () => {
    const now = performance.now();
    if (reading === null || now - startedAt > FRESH_MS) {
      startedAt = now;
      reading = readState();
    }
    return reading;
  };
}

/** Adds the gauges that are computed when the metrics are read. */
export function addStateGauges(registry: Registry, { readState, modelLoad }: StateSources): void {
  const read = readOnceAWhile(readState);
  /** Adds a gauge that has no series while its value is null. */
  function addGauge(name: string, help: string, measure: () => Promise<number | null>): void {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const value = await measure();
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  }
  new Gauge({
    name: 'essaimage_index_info',
    help: 'Version de l’index public et modèle qui l’a construit',
    labelNames: ['version', 'model'],
    registers: [registry],
    async collect() {
      const state = await read();
      // Removes the series of the previous version.
      this.reset();
      if (state !== null) this.set({ version: state.version, model: state.model }, 1);
    },
  });
  addGauge(
    'essaimage_ready',
    '1 quand une question peut recevoir une réponse : la base répond et un index est publié',
    async () => ((await read()) === null ? 0 : 1),
  );
  addGauge(
    'essaimage_index_experiences',
    'Expériences que voit le public',
    async () => (await read())?.experienceCount ?? null,
  );
  addGauge(
    'essaimage_index_changed_timestamp_seconds',
    'Instant où ce que voit le public a changé pour la dernière fois',
    async () => Date.parse((await read())?.changedAt ?? '') / 1000 || null,
  );
  addGauge(
    'essaimage_index_recall',
    'Part des passages les plus proches que l’index retrouve, mesurée sur dix à chaque version',
    async () => (await read())?.recall ?? null,
  );
  addGauge(
    'essaimage_import_jobs_waiting',
    'Imports en attente, tous processus confondus',
    async () => (await read())?.waitingImports ?? null,
  );
  addGauge(
    'essaimage_contribution_places_held',
    'Places tenues par des expériences proposées, sur 200',
    async () => (await read())?.heldPlaces ?? null,
  );
  addGauge('essaimage_model_waiting', 'Textes qui attendent le modèle', async () => modelLoad().waiting);
  addGauge(
    'essaimage_model_estimated_wait_seconds',
    'Attente estimée de la prochaine question devant le modèle',
    async () => modelLoad().estimatedWaitMs / 1000,
  );
}
