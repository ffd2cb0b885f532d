import manifest from '../../package.json' with { type: 'json' };
import { observe, observeReader } from '../adapters/telemetry/observe.ts';
import type { ServiceTelemetry } from '../adapters/telemetry/service-telemetry.ts';
import type { ImportDocuments } from '../application/import/import-documents.ts';
import { createRunImportJobs } from '../application/import/run-import-jobs.ts';
import type { Config } from '../config.ts';
import { ficheVocabulary } from '../domain/experience/written-fiche.ts';
import { extractionVersion } from '../ingestion/extract/extraction-version.ts';
import { createThreadedExtractor } from '../ingestion/extract/threaded-extractor.ts';
import { createImportReader } from '../ingestion/read/import-reader.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { Gazetteer, TerritoryNames } from '../ports/gazetteer.ts';
import type { ImportJobStore } from '../ports/import-job-store.ts';
import type { Taxonomy } from '../ports/taxonomy.ts';
import type { CompositionOptions, Incident } from './open-parts.ts';

/** See `RunImportJobsDependencies`. */
const IMPORT_BEAT_MS = 1_000;
const IMPORT_SILENT_MS = 60_000;
const IMPORT_SWEEP_MS = 30_000;

/** Runs the imports queued through the API. */
export function composeImportRunner(
  { store }: Config,
  { jobs, importDocuments }: { jobs: ImportJobStore; importDocuments: ImportDocuments },
  { runImport, countImport }: ServiceTelemetry,
  { onIncident, onImportEnd = () => {} }: CompositionOptions & { readonly onIncident: Incident },
) {
  return createRunImportJobs({
    jobs,
    importDocuments: (origin, options) =>
      runImport(options.job?.id ?? '', () => importDocuments(origin, options)),
    onIncident: (cause) => onIncident('imports', cause),
    onEnd(ended) {
      countImport(ended);
      onImportEnd(ended);
    },
    beatMs: IMPORT_BEAT_MS,
    // No other process opens the embedded database.
    silentMs: store.databaseUrl === null ? 0 : IMPORT_SILENT_MS,
    sweepMs: IMPORT_SWEEP_MS,
  });
}

/** Assembles the reader, a process of each import, and the extractor, a thread; both start on demand. */
export function composeIngestion(
  { importContact }: Config,
  parts: {
    readonly gazetteer: Gazetteer & Pick<TerritoryNames, 'version'>;
    readonly taxonomy: Taxonomy;
    readonly embedder: Embedder;
  },
  { run }: ServiceTelemetry,
  onIncident: Incident,
) {
  const currentYear = new Date().getFullYear();
  return {
    reader: observeReader(
      createImportReader({
        // A fiche may announce what starts next year.
        vocabulary: ficheVocabulary(parts.taxonomy, currentYear + 1),
        fetch: { version: manifest.version, contact: importContact },
        territories: parts.gazetteer,
      }),
      run,
    ),
    extractor: observe(
      createThreadedExtractor({
        entry: new URL('../extraction-worker.ts', import.meta.url),
        version: extractionVersion({ ...parts, currentYear }),
        ...parts,
        currentYear,
        onDeath: (cause) => onIncident('imports', cause),
      }),
      run,
      { extract: 'draw' },
    ),
  };
}
