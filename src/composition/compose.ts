import { randomBytes } from 'node:crypto';
import { loadStarterCorpus } from '../adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../adapters/corpus/load-taxonomy.ts';
import { loadThesaurus } from '../adapters/corpus/load-thesaurus.ts';
import { createOpenIdProvider } from '../adapters/identity/openid-provider.ts';
import { randomKeySecrets } from '../adapters/keys/random-key-secrets.ts';
import { createNoteWriter } from '../adapters/note/note-writer.ts';
import { createDrizzleKeyStore, createDrizzleSessionStore } from '../adapters/store/drizzle-access-stores.ts';
import {
  createDrizzleAnswerStore,
  createDrizzleFeedbackStore,
} from '../adapters/store/drizzle-public-stores.ts';
import {
  createDrizzleReviewStore,
  createDrizzleSourceCheckStore,
} from '../adapters/store/drizzle-review-store.ts';
import type { StoreConnection } from '../adapters/store/session/database.ts';
import { createFrenchStemmer } from '../adapters/text/snowball-stemmer.ts';
import { createAuthenticateKey, createManageKeys } from '../application/access/manage-keys.ts';
import { createManageSessions, createSignInAccount } from '../application/access/manage-sessions.ts';
import { createGetLever, createListLevers, createListThemes } from '../application/browse/browse-taxonomy.ts';
import { createListChanges } from '../application/browse/list-changes.ts';
import { createListPublicIds } from '../application/browse/list-public-ids.ts';
import { createListRecentExperiences } from '../application/browse/list-recent-experiences.ts';
import { createFindSimilarExperiences, createGetExperience } from '../application/browse/read-experience.ts';
import { createReadOpenData } from '../application/browse/read-open-data.ts';
import { createSearchExperiences } from '../application/browse/search-experiences.ts';
import { createFindSimilarTerritories } from '../application/browse/similar-territories.ts';
import { createFindTerritories, createGetTerritory } from '../application/browse/territories.ts';
import { createCurrentIndex } from '../application/common/current-index.ts';
import { type AddDependencies, createAddExperience } from '../application/edit/add-experience.ts';
import { createCorrectExperience } from '../application/edit/correct-experience.ts';
import { createDeleteExperience } from '../application/edit/delete-experience.ts';
import { createReadFiche } from '../application/edit/fiche-reader.ts';
import { createManageFiches } from '../application/edit/manage-fiches.ts';
import { createMergeExperiences } from '../application/edit/merge-experiences.ts';
import { createReviewProposals } from '../application/edit/review-proposals.ts';
import type { Essaimage } from '../application/essaimage.ts';
import { createManageFeedback, type FeedbackDependencies } from '../application/feedback/manage-feedback.ts';
import { createExportMaterial } from '../application/import/export-material.ts';
import { createExportRecords } from '../application/import/export-records.ts';
import { createImportDocuments } from '../application/import/import-documents.ts';
import { createImportExperiences } from '../application/import/import-experiences.ts';
import { createEmbedTexts } from '../application/operate/embed-texts.ts';
import { createDailyPurge, type PurgeDependencies } from '../application/operate/purge-daily.ts';
import { createFollowQuestion } from '../application/recommend/follow-question.ts';
import {
  answerOnly,
  createRecommendWithDates,
  type RecommendDependencies,
} from '../application/recommend/recommend.ts';
import { createWriteNote } from '../application/recommend/write-note.ts';
import type { Config } from '../config.ts';
import { DEFAULT_WEIGHTS } from '../domain/matching/weights.ts';
import { createTextAnalysis } from '../domain/text/terms.ts';
import type { SessionStore } from '../ports/access.ts';
import type { ExperienceStore } from '../ports/experience-store.ts';
import type { FactsOf, Gazetteer, GroupedCommunes, TerritoryStandings } from '../ports/gazetteer.ts';
import type { ImportStore } from '../ports/import-store.ts';
import type { AnswerStore, FeedbackStore } from '../ports/public-stores.ts';
import { composeContributions } from './contributions.ts';
import { composeImportJobs, composeIngestion } from './imports.ts';
import { closeInOrder, openParts, openTelemetry, sha256 } from './open-parts.ts';
import type { CompositionOptions, Incident } from './options.ts';
import { countAnswers, observeParts, watchState } from './watching.ts';

const now = () => new Date();

function composeFeedback({
  fiches,
  ...parts
}: Omit<FeedbackDependencies, 'newId' | 'now' | 'getExperience'> & {
  readonly fiches: ExperienceStore;
}) {
  const getExperience = createGetExperience(fiches);
  const newId = () => `fb_${randomBytes(16).toString('base64url')}`;
  return createManageFeedback({ ...parts, getExperience, newId, now });
}

/** Keys, sessions, and answers kept for retries. */
function composeAccess(connection: Pick<StoreConnection, 'run'>, { openId }: Config) {
  const keyStore = createDrizzleKeyStore(connection);
  const sessionStore = createDrizzleSessionStore(connection);
  return {
    sessionStore,
    useCases: {
      answers: createDrizzleAnswerStore(connection),
      authenticateKey: createAuthenticateKey(keyStore, randomKeySecrets, now),
      keys: createManageKeys(keyStore, randomKeySecrets, now),
      accounts: openId && createSignInAccount(createOpenIdProvider(openId), openId.allowed),
      sessions: createManageSessions({
        store: sessionStore,
        keys: keyStore,
        newId: () => randomBytes(32).toString('base64url'),
        hash: sha256,
        now,
        isAccountAllowed: (name) => openId?.allowed.includes(name) === true,
      }),
    },
  };
}

function composePurges(
  {
    feedbackStore,
    importStore,
    sessionStore,
    answers,
  }: {
    readonly feedbackStore: FeedbackStore;
    readonly importStore: ImportStore;
    readonly sessionStore: SessionStore;
    readonly answers: AnswerStore;
  },
  { feedbackRetentionDays, auditRetentionDays }: Config,
  onIncident: Incident,
) {
  const purge = (
    part: 'feedback' | 'audit' | 'sessions' | 'answers',
    removeBefore: PurgeDependencies['removeBefore'],
    days: number,
  ) =>
    createDailyPurge({
      removeBefore,
      now,
      retentionDays: days,
      onIncident: (cause) => onIncident(part, cause),
    });
  return [
    purge('feedback', feedbackStore.removeBefore, feedbackRetentionDays),
    purge('audit', importStore.forgetAudit, auditRetentionDays),
    purge('sessions', sessionStore.removeBefore, 1),
    purge('answers', answers.removeBefore, 1),
  ];
}

function composeEditing(writing: AddDependencies, connection: Pick<StoreConnection, 'run'>) {
  const { getTerritory } = writing;
  const readFiche = createReadFiche(writing.store, writing.hash);
  const correctExperience = createCorrectExperience(writing);
  const deleteExperience = createDeleteExperience(writing);
  const { findRemaining } = writing.store;
  const fiches = createManageFiches({
    readFiche,
    findRemaining,
    correctExperience,
    deleteExperience,
    getTerritory,
  });
  return {
    fiches,
    review: createReviewProposals({
      reviewStore: createDrizzleReviewStore(connection),
      sourceChecks: createDrizzleSourceCheckStore(connection),
      readFiche,
      hash: writing.hash,
      analyse: writing.analyse,
    }),
    mergeExperiences: createMergeExperiences(writing),
    addExperience: createAddExperience(writing),
  };
}

function composeExports(importStore: ImportStore, feedbackStore: FeedbackStore) {
  return {
    exportRecords: createExportRecords(importStore, feedbackStore),
    exportMaterial: createExportMaterial(importStore),
  };
}

/** Use cases that only read. */
function composeReading(
  parts: Omit<RecommendDependencies, 'store' | 'gazetteer'> & {
    readonly store: ExperienceStore;
    readonly gazetteer: Gazetteer & GroupedCommunes & TerritoryStandings;
    readonly factsOf: FactsOf;
  },
) {
  const { store, embedder, currentIndex } = parts;
  const getTerritory = createGetTerritory(parts);
  return {
    writeNote: createWriteNote(createNoteWriter(), parts.taxonomy, now),
    searchExperiences: createSearchExperiences(parts),
    listRecentExperiences: createListRecentExperiences(parts),
    listChanges: createListChanges(store),
    listPublicIds: createListPublicIds(store),
    readOpenData: createReadOpenData(store),
    findSimilarExperiences: createFindSimilarExperiences(store),
    listLevers: createListLevers(parts),
    getLever: createGetLever(parts),
    listThemes: createListThemes(parts),
    findTerritories: createFindTerritories(parts),
    getTerritory,
    findSimilarTerritories: createFindSimilarTerritories({ ...parts, getTerritory }),
    async checkReadiness() {
      const { version, modelId } = await currentIndex.current('public');
      return { index: version, model: modelId };
    },
    readLoad: () => ({ embedder: embedder.load(), store: store.load() }),
  };
}

/**
 * Assembles the service from its configuration: opens the store and the model, loads the register
 * and the taxonomy. The index is not touched: `importExperiences` brings it up to date.
 * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`,
 * `migration-failed`, `model-invalid`, `embedder-unavailable`, `corpus-invalid`
 */
export async function compose(config: Config, options: CompositionOptions = {}) {
  const { weights = DEFAULT_WEIGHTS } = options;
  const { corpusDirectory: directory, hasCorpusMembers: hasMembers } = config;
  const watching = openTelemetry(config, options);
  const { onIncident } = watching;
  const taxonomy = await loadTaxonomy(directory);
  const thesaurus = await loadThesaurus(directory);
  const parts = await openParts(config, watching);
  const { connection, embedder: model, telemetry, gazetteer, factsOf } = parts;
  const observed = observeParts(parts, config);
  const { store, importStore, embedder } = observed;
  const analyse = createTextAnalysis(createFrenchStemmer());
  const currentIndex = createCurrentIndex(store);
  const loadDrafts = () => loadStarterCorpus({ directory, taxonomy, hasMembers });
  const shared = { store, embedder, gazetteer, taxonomy, thesaurus, analyse, hash: sha256, currentIndex };
  const recommendDependencies = { ...shared, weights, run: telemetry.run };
  const recommendWithDates = createRecommendWithDates(recommendDependencies);
  const reading = composeReading({ ...recommendDependencies, factsOf });
  const feedbackStore = createDrizzleFeedbackStore(connection);
  const writing = { ...shared, store: importStore, now };

  const ingestion = composeIngestion(config, { ...shared, embedder: model }, telemetry, onIncident);
  const importDocuments = createImportDocuments({ ...writing, feedbackStore, ...ingestion });
  const { sessionStore, useCases: access } = composeAccess(connection, config);
  const feedbackParts = { store: feedbackStore, fiches: store, rankingVersion: weights.version };
  const given = composeContributions(config, connection, { ...writing, ...reading }, onIncident);
  const stores = { feedbackStore, importStore, sessionStore, answers: access.answers };
  const purges = [...composePurges(stores, config, onIncident), ...given.purges];
  const jobParts = { connection, importDocuments };
  const imports = composeImportJobs(config, jobParts, telemetry, { ...options, onIncident });
  watchState(telemetry, observed, imports.jobs);

  const essaimage: Essaimage = {
    ...composeEditing({ ...writing, ...reading, ...ingestion }, connection),
    ...access,
    imports: imports.manage,
    feedback: composeFeedback({ ...feedbackParts, taxonomy, hash: sha256 }),
    ...given.useCases,
    recommend: countAnswers(answerOnly(given.counting(recommendWithDates)), telemetry),
    // A feed reader that comes back every hour is not one more question.
    followQuestion: createFollowQuestion(recommendWithDates),
    taxonomy,
    ...reading,
  };
  const { runner } = imports;
  const closable = [runner, given.counter, ...purges, ingestion.extractor, telemetry, embedder, store];
  return {
    essaimage,
    importExperiences: createImportExperiences({ ...writing, loadDrafts }),
    /** Unrestricted access, for the command line. */
    administration: { importDocuments, ...composeExports(importStore, feedbackStore) },
    /** Model of this service, for other instances. */
    embedTexts: createEmbedTexts(embedder),
    /** Starts to run the imports queued through the API, those of before a restart included. */
    startImportJobs: () => runner.start(),
    /** Deletes what has been kept long enough now, then every day. */
    startPurges: () => Promise.all(purges.map((purge) => purge.start())),
    /** Parts of `recommend`, for benchmarks and evaluations. */
    recommendDependencies,
    telemetry,
    /** Waits for running work, then closes the model and the store. */
    close: (hasCrashed = false) => closeInOrder(closable, hasCrashed),
  };
}

export type Composition = Awaited<ReturnType<typeof compose>>;

export { createProgressDisplay } from '../adapters/terminal/progress-display.ts';
