import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import manifest from '../package.json' with { type: 'json' };
import { createJsonCorpusSource } from './adapters/corpus/json-corpus-source.ts';
import { loadTaxonomy } from './adapters/corpus/load-taxonomy.ts';
import { loadThesaurus } from './adapters/corpus/load-thesaurus.ts';
import { rememberQuestions } from './adapters/embedding/remember-questions.ts';
import { createRemoteEmbedder } from './adapters/embedding/remote-embedder.ts';
import { createTransformersEmbedder } from './adapters/embedding/transformers-embedder.ts';
import { createOfficialGazetteer } from './adapters/gazetteer/official-gazetteer.ts';
import { createInProcessQueue } from './adapters/jobs/in-process-queue.ts';
import { randomKeySecrets } from './adapters/keys/random-key-secrets.ts';
import { connectPglite } from './adapters/store/connect-pglite.ts';
import { connectPostgres } from './adapters/store/connect-postgres.ts';
import type { StoreConnection } from './adapters/store/database.ts';
import { createDrizzleExperienceStore } from './adapters/store/drizzle-experience-store.ts';
import { createDrizzleFeedbackStore } from './adapters/store/drizzle-feedback-store.ts';
import { createDrizzleImportStore } from './adapters/store/drizzle-import-store.ts';
import { createDrizzleJobStore } from './adapters/store/drizzle-job-store.ts';
import { createDrizzleKeyStore } from './adapters/store/drizzle-key-store.ts';
import { createDrizzleSharedCounters } from './adapters/store/drizzle-shared-counters.ts';
import { inspectDataFolder } from './adapters/store/inspect-data-folder.ts';
import { inspectEmbeddedDatabase, inspectServerDatabase } from './adapters/store/inspect-database.ts';
import { EMBEDDING_DIMENSIONS } from './adapters/store/schema.ts';
import { observeEmbedder } from './adapters/telemetry/observe-embedder.ts';
import { observeExperienceStore } from './adapters/telemetry/observe-experience-store.ts';
import { observeExtractor, observeImportStore, observeReader } from './adapters/telemetry/observe-import.ts';
import type { IncidentPart } from './adapters/telemetry/service-metrics.ts';
import { NO_TELEMETRY, type ServiceTelemetry } from './adapters/telemetry/service-telemetry.ts';
import { createFrenchStemmer } from './adapters/text/snowball-stemmer.ts';
import { createAuthenticateKey } from './application/authenticate-key.ts';
import { createGetLever, createListLevers, createListThemes } from './application/browse-taxonomy.ts';
import { createCheckReadiness } from './application/check-readiness.ts';
import {
  createCorrectExperience,
  createDeleteExperience,
  type EditingDependencies,
} from './application/correct-experience.ts';
import { type CountRequests, createCountRequests } from './application/count-requests.ts';
import { createCurrentIndex } from './application/current-index.ts';
import { createDiagnose, type Diagnose } from './application/diagnose.ts';
import { createEmbedTexts, type EmbedTexts } from './application/embed-texts.ts';
import type { Essaimage } from './application/essaimage.ts';
import { createExportRecords, type ExportRecords } from './application/export-records.ts';
import { createFindTerritories, type FindTerritories } from './application/find-territories.ts';
import { createGetTerritory, type GetTerritory } from './application/get-territory.ts';
import { createImportDocuments, type ImportDocuments } from './application/import-documents.ts';
import { createImportExperiences, type ImportExperiences } from './application/import-experiences.ts';
import { createListRecentExperiences } from './application/list-recent-experiences.ts';
import { createManageFeedback, type FeedbackDependencies } from './application/manage-feedback.ts';
import { createManageFiches } from './application/manage-fiches.ts';
import { createManageImportJobs } from './application/manage-import-jobs.ts';
import { createManageKeys, type ManageKeys } from './application/manage-keys.ts';
import { createPurgeFeedback } from './application/purge-feedback.ts';
import {
  createFindSimilarExperiences,
  createGetExperience,
  type GetExperience,
} from './application/read-experience.ts';
import { createReadFiche } from './application/read-fiche.ts';
import { createReadLoad } from './application/read-load.ts';
import { createReadServiceState } from './application/read-service-state.ts';
import { createRecommend, type Recommend, type RecommendDependencies } from './application/recommend.ts';
import { createReportFeedback, type ReportFeedback } from './application/report-feedback.ts';
import { createRunImportJobs } from './application/run-import-jobs.ts';
import { createSearchExperiences } from './application/search-experiences.ts';
import type { Config } from './config.ts';
import { DomainError } from './domain/errors.ts';
import { DEFAULT_WEIGHTS, type RankingWeights } from './domain/matching/weights.ts';
import { createTextAnalysis } from './domain/text/terms.ts';
import { extractionVersion } from './ingestion/extract/extraction-version.ts';
import { createThreadedExtractor } from './ingestion/extract/threaded-extractor.ts';
import { ficheVocabulary } from './ingestion/read/fiche-schema.ts';
import { createImportReader } from './ingestion/read/import-reader.ts';
import type { Embedder } from './ports/embedder.ts';
import type { ExperienceStore } from './ports/experience-store.ts';
import type { TerritoryNames } from './ports/gazetteer.ts';
import type { Hasher } from './ports/hasher.ts';
import type { ImportJobStore } from './ports/import-job-store.ts';
import type { JobQueue } from './ports/job-queue.ts';
import type { Taxonomy } from './ports/taxonomy.ts';
import type { EndedImport } from './ports/telemetry.ts';

/** What nobody reaches through HTTP: for the command line. */
export interface Administration {
  readonly importDocuments: ImportDocuments;
  readonly exportRecords: ExportRecords;
}

/** The whole service, assembled. */
export interface Composition {
  readonly essaimage: Essaimage;
  readonly importExperiences: ImportExperiences;
  /** For who may see and change everything: the command line. */
  readonly administration: Administration;
  /** The model of this service, for other instances. */
  readonly embedTexts: EmbedTexts;
  /** Starts to run the imports asked for through the API, those of before a restart included. */
  startImportJobs(): Promise<void>;
  /** Counts requests with the other instances of the database; null where there can be no other. */
  readonly countRequests: CountRequests | null;
  /** Forgets feedback that is too old, then does so every day. */
  startFeedbackPurge(): Promise<void>;
  /** What recommendations are made of, for what measures them part by part. */
  readonly recommendDependencies: RecommendDependencies;
  /** Measures and traces; without anything in them unless `isWatched`. */
  readonly telemetry: Pick<ServiceTelemetry, 'registry' | 'startTrace'>;
  /** Lets what runs end, then closes the model and the store. */
  close(): Promise<void>;
}

export interface CompositionOptions {
  /** Told when a thread of the service died and is being replaced. */
  readonly onIncident?: (what: IncidentPart, cause: unknown) => void;
  /** Told how each import asked for through the API ended. */
  readonly onImportEnd?: (ended: EndedImport) => void;
  /** Measures what happens, and traces it when the configuration says so: for what serves. */
  readonly isWatched?: boolean;
  readonly weights?: RankingWeights;
}

/** Connections of one process to a PostgreSQL server. */
const POOL_SIZE = 8;

const sha256: Hasher = (text) => createHash('sha256').update(text).digest('hex');

function connectStore(
  { databaseUrl, dataDirectory, timeoutMs }: Config['store'],
  onFailure: (error: Error) => void,
): Promise<StoreConnection> {
  return databaseUrl === null
    ? connectPglite({ directory: dataDirectory, timeoutMs, onFailure })
    : connectPostgres({ url: databaseUrl, timeoutMs, poolSize: POOL_SIZE });
}

type Incident = NonNullable<CompositionOptions['onIncident']>;

/** How often a process shows that its import lives, and after which silence another one takes it over. */
const IMPORT_BEAT_MS = 1_000;
const IMPORT_SILENT_MS = 60_000;
const IMPORT_SWEEP_MS = 30_000;

async function openJobQueue({ databaseUrl }: Config['store'], onIncident: Incident): Promise<JobQueue> {
  if (databaseUrl === null) return createInProcessQueue();
  // Its library takes a quarter of a second to load, which only a server needs.
  const { createPgBossQueue } = await import('./adapters/jobs/pg-boss-queue.ts');
  return createPgBossQueue({ databaseUrl, onError: (error) => onIncident('imports', error) });
}

/** Opens what watches the service, and tells incidents to it as to the rest. */
function openTelemetry({ traceProtocol }: Config, { isWatched = false, ...told }: CompositionOptions) {
  async function open(): Promise<ServiceTelemetry> {
    if (!isWatched) return NO_TELEMETRY;
    const { createServiceTelemetry } = await import('./adapters/telemetry/create-service-telemetry.ts');
    const onTraceFailure = (cause: unknown) => told.onIncident?.('traces', cause);
    return createServiceTelemetry({ traceProtocol, serviceVersion: manifest.version, onTraceFailure });
  }
  let telemetry = NO_TELEMETRY;
  const opening = open().then((opened) => {
    telemetry = opened;
    return opened;
  });
  const onIncident: Incident = (what, cause) => {
    void opening.then(({ countIncident }) => countIncident(what));
    told.onIncident?.(what, cause);
  };
  return { opening, onIncident, outgoingHeaders: () => telemetry.outgoingHeaders() };
}

/** The parts that answer questions and import, each of whose calls is a stage; and the bare ones. */
function observeParts(connection: StoreConnection, embedder: Embedder, { run }: ServiceTelemetry) {
  const bareStore = createDrizzleExperienceStore(connection);
  return {
    modelLoad: () => embedder.load(),
    bareStore,
    store: observeExperienceStore(bareStore, run),
    importStore: observeImportStore(createDrizzleImportStore(connection), run),
    embedder: rememberQuestions(observeEmbedder(embedder, run)),
  };
}

/** Counts each answer by its status. */
function countAnswers(recommend: Recommend, { countAnswer }: ServiceTelemetry): Recommend {
  return async (request, signal) => {
    const recommendation = await recommend(request, signal);
    countAnswer(recommendation.status, request.mode);
    return recommendation;
  };
}

/** Imports in the background: what asks for them, and what runs them. */
function composeImportJobs(
  connection: StoreConnection,
  queue: JobQueue,
  { store }: Config,
  importDocuments: ImportDocuments,
  { runImport, countImport }: ServiceTelemetry,
  { onIncident, onImportEnd = () => {} }: CompositionOptions & { readonly onIncident: Incident },
) {
  const jobs = createDrizzleJobStore(connection);
  return {
    jobs,
    manage: createManageImportJobs({ jobs, queue, newId: randomUUID }),
    runner: createRunImportJobs({
      jobs,
      queue,
      importDocuments: (origin, options) =>
        runImport(options.job?.id ?? '', () => importDocuments(origin, options)),
      onIncident: (cause) => onIncident('imports', cause),
      onEnd(ended) {
        countImport(ended);
        onImportEnd(ended);
      },
      beatMs: IMPORT_BEAT_MS,
      silentMs: IMPORT_SILENT_MS,
      isAlone: store.databaseUrl === null,
      sweepMs: IMPORT_SWEEP_MS,
    }),
  };
}

/** Feedback: what takes it, and what forgets it. */
function composeFeedback(
  parts: Omit<FeedbackDependencies, 'newId' | 'now'>,
  { feedbackRetentionDays: retentionDays }: Config,
  onIncident: Incident,
) {
  const now = () => new Date();
  const newId = () => `fb_${randomBytes(16).toString('base64url')}`;
  return {
    manage: createManageFeedback({ ...parts, newId, now }),
    purge: createPurgeFeedback({
      store: parts.store,
      now,
      retentionDays,
      onIncident: (cause) => onIncident('feedback', cause),
    }),
  };
}

/** How often instances tell each other what they have counted: what a limit may be late by. */
const SHARE_EVERY_MS = 500;

/** Null where no other process can open the database. */
function composeCountRequests(
  connection: StoreConnection,
  { store }: Config,
  onIncident: Incident,
): CountRequests | null {
  if (store.databaseUrl === null) return null;
  return createCountRequests({
    counters: createDrizzleSharedCounters(connection),
    keyedHash: (secret, text) => createHmac('sha256', secret).update(text).digest('base64url'),
    newSecret: () => randomBytes(32).toString('base64url'),
    nowMs: Date.now,
    everyMs: SHARE_EVERY_MS,
    onIncident: (cause) => onIncident('limits', cause),
  });
}

/** The table of vectors has a fixed width: a model of another one is refused before anything is computed. */
function checkDimensions({ dimensions, modelId }: Embedder, { modelDirectory }: Config['embedding']): void {
  if (dimensions === EMBEDDING_DIMENSIONS) return;
  const reason = `ses vecteurs ont ${dimensions} dimensions, il en faut ${EMBEDDING_DIMENSIONS}`;
  throw new DomainError(
    'model-invalid',
    `Le modèle « ${modelId} » ne convient pas : ${reason}. Remettez EMBEDDING_MODEL_DIR à sa valeur par défaut, ou choisissez un modèle à ${EMBEDDING_DIMENSIONS} dimensions.`,
    { directory: modelDirectory, reason },
  );
}

/** Reading and drawing, each in a thread that starts when there is something to read. */
function composeIngestion(
  { importContact }: Config,
  parts: {
    readonly gazetteer: Pick<TerritoryNames, 'version'>;
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
      }),
      run,
    ),
    extractor: observeExtractor(
      createThreadedExtractor({
        entry: new URL('./extraction-worker.ts', import.meta.url),
        version: extractionVersion({ ...parts, currentYear }),
        ...parts,
        currentYear,
        onDeath: (cause) => onIncident('imports', cause),
      }),
      run,
    ),
  };
}

function composeFiches(
  writing: EditingDependencies,
  getExperience: GetExperience,
  getTerritory: GetTerritory,
) {
  return createManageFiches({
    getExperience,
    readFiche: createReadFiche(writing.store),
    correctExperience: createCorrectExperience(writing),
    deleteExperience: createDeleteExperience(writing),
    getTerritory,
    taxonomy: writing.taxonomy,
  });
}

/** What shows what there is, and how the service does. */
function composeReading(parts: Omit<RecommendDependencies, 'store'> & { readonly store: ExperienceStore }) {
  const { store, gazetteer, embedder, currentIndex } = parts;
  return {
    searchExperiences: createSearchExperiences(parts),
    listRecentExperiences: createListRecentExperiences(parts),
    findSimilarExperiences: createFindSimilarExperiences(store),
    listLevers: createListLevers(parts),
    getLever: createGetLever(parts),
    listThemes: createListThemes(parts),
    findTerritories: createFindTerritories({ gazetteer }),
    checkReadiness: createCheckReadiness(store, currentIndex),
    readLoad: createReadLoad(embedder, store),
  };
}

/** Through the bare store: what reads the measures must not count as a question. */
function watchState(
  telemetry: ServiceTelemetry,
  { bareStore: store, modelLoad }: ReturnType<typeof observeParts>,
  jobs: ImportJobStore,
): void {
  const currentIndex = createCurrentIndex(store);
  telemetry.watchState({ readState: createReadServiceState({ store, jobs, currentIndex }), modelLoad });
}

/** The model here, in a thread, or the same one elsewhere. */
function openEmbedder(
  { remote, ...local }: Config['embedding'],
  onIncident: Incident,
  traceHeaders: ServiceTelemetry['outgoingHeaders'] = () => ({}),
): Promise<Embedder> {
  if (remote !== null) {
    const onFault = (cause: unknown) => onIncident('model', cause);
    return createRemoteEmbedder({ ...local, ...remote, traceHeaders, onFault });
  }
  return createTransformersEmbedder({ ...local, onWorkerDeath: (cause) => onIncident('model', cause) });
}

/** Opens what is slow at once; when one part fails, the others are closed. */
async function openParts(
  config: Config,
  { opening: watching, onIncident, outgoingHeaders }: ReturnType<typeof openTelemetry>,
) {
  const connecting = connectStore(config.store, (error) => onIncident('database', error));
  // A data folder that another process holds is refused at once: whoever asked must not wait for a model.
  await Promise.race([connecting, new Promise((resolve) => setImmediate(resolve))]);
  const loading = openEmbedder(config.embedding, onIncident, outgoingHeaders);
  const reading = createOfficialGazetteer();
  const queueing = openJobQueue(config.store, onIncident);
  // Once all have settled, the error that is thrown is that of the first in this order.
  const opened = await Promise.allSettled([connecting, loading, watching, queueing, reading]);
  try {
    const [connection, embedder, telemetry, queue, gazetteer] = await Promise.all([
      connecting,
      loading,
      watching,
      queueing,
      reading,
    ]);
    checkDimensions(embedder, config.embedding);
    return { connection, embedder, telemetry, queue, gazetteer };
  } catch (error) {
    const parts = opened.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
    await closeInOrder(parts.filter((part) => 'close' in part));
    throw error;
  }
}

async function closeInOrder(parts: readonly ({ close(): Promise<void> } | null)[]): Promise<void> {
  for (const part of parts) await part?.close();
}

/**
 * Assembles the service from its configuration: opens the store and the model, loads the register
 * and the taxonomy. The index is not touched: `importExperiences` brings it up to date.
 * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`,
 * `migration-failed`, `model-invalid`, `embedder-unavailable`, `corpus-invalid`
 */
export async function compose(config: Config, options: CompositionOptions = {}): Promise<Composition> {
  const { weights = DEFAULT_WEIGHTS } = options;
  const watching = openTelemetry(config, options);
  const { onIncident } = watching;
  const taxonomy = await loadTaxonomy(config.corpusDirectory);
  const thesaurus = await loadThesaurus(config.corpusDirectory);
  const { connection, embedder: model, telemetry, queue, gazetteer } = await openParts(config, watching);
  const observed = observeParts(connection, model, telemetry);
  const { store, importStore, embedder } = observed;
  const analyse = createTextAnalysis(createFrenchStemmer());
  const currentIndex = createCurrentIndex(store);
  const source = createJsonCorpusSource({ directory: config.corpusDirectory, taxonomy });
  const shared = { store, embedder, gazetteer, taxonomy, thesaurus, analyse, hash: sha256, currentIndex };
  const recommendDependencies = { ...shared, weights, run: telemetry.run };
  const feedbackStore = createDrizzleFeedbackStore(connection);
  const writing = { ...shared, store: importStore, now: () => new Date() };

  const ingestion = composeIngestion(config, { ...shared, embedder: model }, telemetry, onIncident);
  const importDocuments = createImportDocuments({ ...writing, feedbackStore, ...ingestion });
  const getExperience = createGetExperience(store);
  const getTerritory = createGetTerritory({ gazetteer });
  const keyStore = createDrizzleKeyStore(connection);
  const feedbackParts = { store: feedbackStore, getExperience, taxonomy, rankingVersion: weights.version };
  const feedback = composeFeedback(feedbackParts, config, onIncident);
  const countRequests = composeCountRequests(connection, config, onIncident);
  const told = { ...options, onIncident };
  const imports = composeImportJobs(connection, queue, config, importDocuments, telemetry, told);
  watchState(telemetry, observed, imports.jobs);

  return {
    essaimage: {
      fiches: composeFiches(writing, getExperience, getTerritory),
      authenticateKey: createAuthenticateKey(keyStore, randomKeySecrets),
      keys: createManageKeys(keyStore, randomKeySecrets),
      imports: imports.manage,
      feedback: feedback.manage,
      recommend: countAnswers(createRecommend(recommendDependencies), telemetry),
      getTerritory,
      taxonomy,
      ...composeReading(recommendDependencies),
    },
    importExperiences: createImportExperiences({ ...writing, source }),
    administration: { importDocuments, exportRecords: createExportRecords(importStore, feedbackStore) },
    embedTexts: createEmbedTexts(embedder),
    startImportJobs: () => imports.runner.start(),
    countRequests,
    startFeedbackPurge: () => feedback.purge.start(),
    recommendDependencies,
    telemetry,
    close: () =>
      closeInOrder([
        imports.runner,
        feedback.purge,
        countRequests,
        ingestion.extractor,
        telemetry,
        embedder,
        store,
      ]),
  };
}

/** What `essaimage doctor` runs: each part is opened on its own, and none is changed. */
export function composeDiagnose({ store, embedding, corpusDirectory }: Config): Diagnose {
  const { databaseUrl, dataDirectory } = store;
  return createDiagnose({
    installation: {
      nodeVersion: process.versions.node,
      inspectDataFolder: databaseUrl === null ? () => inspectDataFolder(dataDirectory) : null,
      inspectDatabase: () =>
        databaseUrl === null ? inspectEmbeddedDatabase(dataDirectory) : inspectServerDatabase(databaseUrl),
    },
    async loadCorpus() {
      const taxonomy = await loadTaxonomy(corpusDirectory);
      return createJsonCorpusSource({ directory: corpusDirectory, taxonomy }).load();
    },
    openEmbedder: () => openEmbedder(embedding, () => {}),
    modelServer: embedding.remote?.url ?? null,
  });
}

/**
 * The keys alone: needs the store, not the model.
 * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`, `migration-failed`
 */
export async function composeKeys(config: Config): Promise<{ keys: ManageKeys; close(): Promise<void> }> {
  const connection = await connectStore(config.store, () => {});
  const keys = createManageKeys(createDrizzleKeyStore(connection), randomKeySecrets);
  return { keys, close: () => connection.close() };
}

/**
 * What is said of the proposals: needs the store and the taxonomy, not the model.
 * @throws DomainError `corpus-invalid`, and as `composeKeys`
 */
export async function composeFeedbackReport(
  config: Config,
): Promise<{ reportFeedback: ReportFeedback; close(): Promise<void> }> {
  const taxonomy = await loadTaxonomy(config.corpusDirectory);
  const connection = await connectStore(config.store, () => {});
  const store = createDrizzleExperienceStore(connection);
  const feedbackStore = createDrizzleFeedbackStore(connection);
  return {
    reportFeedback: createReportFeedback({ feedbackStore, store, taxonomy }),
    close: () => connection.close(),
  };
}

/** The register alone: needs neither the store nor the model. */
export async function composeFindTerritories(): Promise<FindTerritories> {
  return createFindTerritories({ gazetteer: await createOfficialGazetteer() });
}

export { createProgressDisplay } from './adapters/terminal/progress-display.ts';
