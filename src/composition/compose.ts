import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadStarterCorpus } from '../adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy, loadThesaurus } from '../adapters/corpus/load-taxonomy.ts';
import { rememberQuestions, VECTORS_FILE, withKnownVectors } from '../adapters/embedding/known-vectors.ts';
import { createOpenIdProvider } from '../adapters/identity/openid-provider.ts';
import { randomKeySecrets } from '../adapters/keys/random-key-secrets.ts';
import { createNoteWriter } from '../adapters/note/note-writer.ts';
import { createDrizzleKeyStore, createDrizzleSessionStore } from '../adapters/store/drizzle-access-stores.ts';
import { createDrizzleExperienceStore } from '../adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../adapters/store/drizzle-import-store.ts';
import { createDrizzleJobStore } from '../adapters/store/drizzle-job-store.ts';
import { createDrizzleJudgmentStore } from '../adapters/store/drizzle-judgment-store.ts';
import {
  createDrizzleAnswerStore,
  createDrizzleBlindSpotStore,
  createDrizzleContributionStore,
  createDrizzleEntrustedQuestionStore,
  createDrizzleFeedbackStore,
} from '../adapters/store/drizzle-public-stores.ts';
import {
  createDrizzleReviewStore,
  createDrizzleSourceCheckStore,
} from '../adapters/store/drizzle-review-store.ts';
import { createTakeSnapshot } from '../adapters/store/drizzle-snapshot.ts';
import { createProbeIndex } from '../adapters/store/importing/probe-index.ts';
import type { StoreConnection } from '../adapters/store/session/database.ts';
import { observe } from '../adapters/telemetry/observe.ts';
import type { ServiceTelemetry } from '../adapters/telemetry/service-telemetry.ts';
import { loadFrenchWords } from '../adapters/text/french-words.ts';
import { createFrenchStemmer } from '../adapters/text/snowball-stemmer.ts';
import { createCurrentIndex } from '../application/common/current-index.ts';
import { createEssaimage, type EssaimageParts } from '../application/essaimage.ts';
import { createExportMaterial } from '../application/import/export-material.ts';
import { createExportRecords } from '../application/import/export-records.ts';
import { createImportDocuments } from '../application/import/import-documents.ts';
import { createImportExperiences } from '../application/import/import-experiences.ts';
import { createDailyPurge } from '../application/operate/purge-daily.ts';
import { createReadServiceState } from '../application/operate/read-service-state.ts';
import { createBlindSpotCounter } from '../application/recommend/count-blind-spots.ts';
import type { Config } from '../config.ts';
import { DEFAULT_WEIGHTS } from '../domain/matching/weights.ts';
import { createReadText } from '../domain/request/read-text.ts';
import { createTextAnalysis } from '../domain/text/terms.ts';
import { composeImportRunner, composeIngestion } from './imports.ts';
import {
  type CompositionOptions,
  closeInOrder,
  type Incident,
  openParts,
  openTelemetry,
  sha256,
} from './open-parts.ts';
import { recallPrecedents } from './recall-precedents.ts';

const now = () => new Date();

const unguessable = () => randomBytes(16).toString('base64url');

const random: EssaimageParts['random'] = {
  salt: () => randomBytes(4).toString('hex'),
  feedbackId: () => `fb_${unguessable()}`,
  questionId: () => `qc_${unguessable()}`,
  sessionId: () => randomBytes(32).toString('base64url'),
  importId: randomUUID,
};

/** Wraps the store and the model so that their calls are recorded as stages; `bareStore` is not recorded. */
function observeParts(
  { connection, embedder: model, telemetry: { run } }: Awaited<ReturnType<typeof openParts>>,
  { corpusDirectory }: Config,
  onIncident: Incident,
) {
  const observed = observe(model, run, { embedQuery: 'embed-question', embedPassages: 'embed-passages' });
  const embedder = withKnownVectors(observed, join(corpusDirectory, VECTORS_FILE));
  const bareStore = createDrizzleExperienceStore(connection);
  const bareImportStore = createDrizzleImportStore(connection, (cause) => onIncident('upkeep', cause));
  return {
    modelLoad: () => model.load(),
    bareStore,
    store: observe(bareStore, run, {
      currentVersion: 'read-version',
      loadSnapshot: 'read-snapshot',
      retrieve: 'retrieve',
      readContents: 'read-contents',
      search: 'search',
      findById: 'read-experience',
      listRecent: 'list-recent',
      listIds: 'list-ids',
      readLastChange: 'read-last-change',
      listAfter: 'list-after',
      listPlaces: 'list-places',
      findSimilar: 'find-similar',
    }),
    importStore: observe(bareImportStore, run, { stage: 'stage', publish: 'publish' }),
    embedder: rememberQuestions(embedder),
    upkeep: { close: bareImportStore.settle },
  };
}

/** Reads the bare store: reading metrics must not count as a question. */
function watchState(
  telemetry: ServiceTelemetry,
  { bareStore: store, modelLoad }: ReturnType<typeof observeParts>,
  stores: ReturnType<typeof openStores>,
): void {
  const currentIndex = createCurrentIndex(store);
  telemetry.watchState({
    readState: createReadServiceState({ ...stores, store, now, currentIndex }),
    modelLoad,
  });
}

/** Stores whose calls are not recorded as stages. */
function openStores(connection: StoreConnection) {
  return {
    answers: createDrizzleAnswerStore(connection),
    blindSpotStore: createDrizzleBlindSpotStore(connection),
    contributionStore: createDrizzleContributionStore(connection),
    entrustedQuestionStore: createDrizzleEntrustedQuestionStore(connection),
    feedbackStore: createDrizzleFeedbackStore(connection),
    jobs: createDrizzleJobStore(connection),
    judgmentStore: createDrizzleJudgmentStore(connection),
    keyStore: createDrizzleKeyStore(connection),
    probeIndex: createProbeIndex(connection),
    reviewStore: createDrizzleReviewStore(connection),
    sessionStore: createDrizzleSessionStore(connection),
    sourceChecks: createDrizzleSourceCheckStore(connection),
  };
}

/** Contacts without a decision and counts are forgotten after a year. */
const RETENTION_DAYS = 365;

function composePurges(
  stores: ReturnType<typeof openStores> & Pick<EssaimageParts, 'importStore'>,
  { feedbackRetentionDays, auditRetentionDays }: Config,
  onIncident: Incident,
) {
  const kept = [
    ['feedback', stores.feedbackStore.removeBefore, feedbackRetentionDays],
    ['feedback', stores.entrustedQuestionStore.removeBefore, feedbackRetentionDays],
    ['audit', stores.importStore.forgetAudit, auditRetentionDays],
    ['sessions', stores.sessionStore.removeBefore, 1],
    ['answers', stores.answers.removeBefore, 1],
    ['contributions', stores.contributionStore.removeBefore, RETENTION_DAYS],
    ['blind-spots', stores.blindSpotStore.removeBefore, RETENTION_DAYS],
  ] as const;
  return kept.map(([part, removeBefore, retentionDays]) =>
    createDailyPurge({ removeBefore, now, retentionDays, onIncident: (cause) => onIncident(part, cause) }),
  );
}

/**
 * Assembles the service from its configuration: opens the store and the model, loads the register
 * and the taxonomy. The index is not touched: `importExperiences` brings it up to date.
 * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`,
 * `migration-failed`, `model-invalid`, `embedder-unavailable`, `corpus-invalid`
 */
export async function compose(config: Config, options: CompositionOptions = {}) {
  const { corpusDirectory: directory, hasCorpusMembers: hasMembers, openId, operator } = config;
  const watching = openTelemetry(config, options);
  const { onIncident } = watching;
  const [taxonomy, thesaurus] = await Promise.all([loadTaxonomy(directory), loadThesaurus(directory)]);
  const opened = await openParts(config, watching);
  const { telemetry, gazetteer, factsOf } = opened;
  const observed = observeParts(opened, config, onIncident);
  const { store, importStore, embedder, upkeep } = observed;
  const analyse = createTextAnalysis(createFrenchStemmer());
  const reading = { analyse, thesaurus, gazetteer, hash: sha256, embedder: opened.embedder };
  const stores = openStores(opened.connection);
  const parts = {
    ...stores,
    ...reading,
    ...{ store, importStore, embedder, factsOf, taxonomy, now },
    precedents: await recallPrecedents(reading, stores.judgmentStore, config.judgedDirectory),
    readText: createReadText(loadFrenchWords()),
    currentIndex: createCurrentIndex(store),
    weights: options.weights ?? DEFAULT_WEIGHTS,
    run: telemetry.run,
  };
  const ingestion = composeIngestion(config, { ...parts, embedder: opened.embedder }, telemetry, onIncident);
  const writing = { ...parts, store: importStore };
  const importDocuments = createImportDocuments({ ...writing, ...ingestion });
  const reporting = { ...options, onIncident };
  const runner = composeImportRunner(config, { ...parts, importDocuments }, telemetry, reporting);
  watchState(telemetry, observed, stores);
  const onLoss = (cause: unknown) => onIncident('blind-spots', cause);
  const counter = createBlindSpotCounter({ store: parts.blindSpotStore, now, onIncident: onLoss });
  const purges = composePurges(parts, config, onIncident);

  const essaimage = createEssaimage({
    ...parts,
    extractor: ingestion.extractor,
    noteWriter: createNoteWriter(),
    keySecrets: randomKeySecrets,
    identity: openId && { provider: createOpenIdProvider(openId), allowed: openId.allowed },
    wakeImports: runner.wake,
    onAnswer(dated) {
      if (operator.countsBlindSpots) counter.note(dated);
      telemetry.countAnswer(dated.answer.status);
    },
    ...{ random, feedbackRetentionDays: config.feedbackRetentionDays },
  });
  const loadDrafts = () => loadStarterCorpus({ directory, taxonomy, hasMembers });
  const closable = [runner, counter, ...purges, ingestion.extractor, telemetry, embedder, upkeep, store];
  return {
    essaimage,
    importExperiences: createImportExperiences({ ...writing, loadDrafts }),
    /** Unrestricted access, for the command line. */
    administration: {
      importDocuments,
      exportRecords: createExportRecords(createTakeSnapshot(opened.connection)),
      exportMaterial: createExportMaterial(importStore),
    },
    /** Starts to run the imports queued through the API, those of before a restart included. */
    startImportJobs: () => runner.start(),
    /** Deletes what has been kept long enough now, then every day. */
    startPurges: () => Promise.all(purges.map((purge) => purge.start())),
    /** Parts of `recommend`, for benchmarks and evaluations. */
    recommendDependencies: parts,
    telemetry,
    /** Waits for running work, then closes the model and the store. */
    close: (hasCrashed = false) => closeInOrder(closable, hasCrashed),
  };
}

export type Composition = Awaited<ReturnType<typeof compose>>;

export { readJudgedLines } from '../adapters/corpus/load-judged-requests.ts';
export { createProgressDisplay } from '../adapters/terminal/progress-display.ts';
