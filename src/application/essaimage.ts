import type { IdentityProvider, KeySecrets, KeyStore, SessionStore } from '../ports/access.ts';
import type { ExperienceStore } from '../ports/experience-store.ts';
import type {
  FactsOf,
  Gazetteer,
  GroupedCommunes,
  TerritoryNames,
  TerritoryStandings,
} from '../ports/gazetteer.ts';
import type { ImportJobStore } from '../ports/import-job-store.ts';
import type { ExperienceExtractor } from '../ports/import-reader.ts';
import type { ImportStore } from '../ports/import-store.ts';
import type { NoteWriter } from '../ports/note-writer.ts';
import type {
  AnswerStore,
  BlindSpotStore,
  ContributionStore,
  EntrustedQuestionStore,
  FeedbackStore,
} from '../ports/public-stores.ts';
import type { ReviewStore, SourceCheckStore } from '../ports/review-store.ts';
import { createAuthenticateKey, createManageKeys } from './access/manage-keys.ts';
import { createManageSessions, createSignInAccount } from './access/manage-sessions.ts';
import { createGetLever, createListLevers, createListThemes } from './browse/browse-taxonomy.ts';
import {
  createListChanges,
  createListPublicIds,
  createListRecentExperiences,
  createReadOpenData,
} from './browse/list-public.ts';
import {
  createFindSimilarExperiences,
  createGetExperience,
  createSearchExperiences,
} from './browse/search-experiences.ts';
import {
  createFindSimilarTerritories,
  createFindTerritories,
  createGetTerritory,
} from './browse/territories.ts';
import { createAddExperience } from './edit/add-experience.ts';
import { createContribute } from './edit/contribute.ts';
import { createCorrectExperience } from './edit/correct-experience.ts';
import { createDeleteExperience } from './edit/delete-experience.ts';
import { createReadFiche } from './edit/fiche-reader.ts';
import { createJudgeRequests } from './edit/judge-requests.ts';
import { createManageFiches } from './edit/manage-fiches.ts';
import { createMergeExperiences } from './edit/merge-experiences.ts';
import { createReviewProposals } from './edit/review-proposals.ts';
import { createSettleRereading } from './edit/settle-rereading.ts';
import { createEntrustQuestions } from './feedback/entrust-question.ts';
import { createManageFeedback } from './feedback/feedback.ts';
import { createManageImportJobs } from './import/manage-import-jobs.ts';
import { createListBlindSpots } from './recommend/count-blind-spots.ts';
import { createFollowQuestion } from './recommend/follow-question.ts';
import {
  answerOnly,
  createRecommend,
  type OnAnswer,
  type RecommendDependencies,
} from './recommend/recommend.ts';
import { createWriteNote } from './recommend/write-note.ts';

/** Ports and values that the use cases are made of. */
export interface EssaimageParts extends Omit<RecommendDependencies, 'store' | 'gazetteer'> {
  readonly gazetteer: Gazetteer & GroupedCommunes & TerritoryNames & TerritoryStandings;
  readonly factsOf: FactsOf;
  readonly extractor: ExperienceExtractor;
  readonly noteWriter: NoteWriter;
  readonly keySecrets: KeySecrets;
  /** Null where no identity provider is configured; `allowed` as in `createSignInAccount`. */
  readonly identity: { readonly provider: IdentityProvider; readonly allowed: readonly string[] } | null;
  readonly store: ExperienceStore;
  readonly importStore: ImportStore;
  readonly reviewStore: ReviewStore;
  readonly sourceChecks: SourceCheckStore;
  readonly contributionStore: ContributionStore;
  readonly blindSpotStore: BlindSpotStore;
  readonly feedbackStore: FeedbackStore;
  readonly entrustedQuestionStore: EntrustedQuestionStore;
  /** Days after which an opinion and an entrusted question are deleted. */
  readonly feedbackRetentionDays: number;
  readonly keyStore: KeyStore;
  readonly sessionStore: SessionStore;
  readonly answers: AnswerStore;
  readonly jobs: ImportJobStore;
  /** Wakes what runs the imports of this process. */
  readonly wakeImports: () => void;
  /** Receives each answer of `recommend`. */
  readonly onAnswer: OnAnswer;
  readonly now: () => Date;
  /** Texts that cannot be guessed: a salt of letters and digits, ids of 22 characters or more. */
  readonly random: Readonly<
    Record<'salt' | 'feedbackId' | 'questionId' | 'sessionId' | 'importId', () => string>
  >;
}

/** Use cases that only read. */
function createReading(parts: EssaimageParts) {
  const { store, taxonomy, currentIndex, embedder } = parts;
  const getTerritory = createGetTerritory(parts);
  return {
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
    listBlindSpots: createListBlindSpots({ ...parts, store: parts.blindSpotStore }),
    /** For labels. */
    taxonomy,
    /**
     * Resolves, with two versions, when a request would be served: the store responds and an index is published.
     * @throws DomainError `index-not-ready`, `store-unavailable`, `deadline-exceeded`
     */
    async checkReadiness() {
      const { version, modelId } = await currentIndex.current('public');
      return { index: version, model: modelId };
    },
    /** Load of the parts that requests wait for: cheap enough to call on every request. */
    readLoad: () => ({ embedder: embedder.load(), store: store.load() }),
  };
}

/** Use cases that write fiches. */
function createEditing(parts: EssaimageParts) {
  const { importStore, hash, random } = parts;
  const getTerritory = createGetTerritory(parts);
  const writing = { ...parts, store: importStore, getTerritory };
  const readFiche = createReadFiche(importStore, hash);
  return {
    fiches: createManageFiches({
      readFiche,
      findRemaining: importStore.findRemaining,
      correctExperience: createCorrectExperience(writing),
      deleteExperience: createDeleteExperience(writing),
      getTerritory,
    }),
    review: createReviewProposals({ ...parts, readFiche }),
    judgments: createJudgeRequests({ ...writing, readFiche }),
    mergeExperiences: createMergeExperiences(writing),
    settleRereading: createSettleRereading(writing),
    addExperience: createAddExperience(writing),
    contribute: createContribute({ ...writing, newSalt: random.salt }),
  };
}

/** Keys, sessions, and answers kept for clients that send a write again. */
function createAccess({ keyStore, sessionStore, answers, identity, ...parts }: EssaimageParts) {
  const { keySecrets, hash, now, random } = parts;
  return {
    answers,
    authenticateKey: createAuthenticateKey(keyStore, keySecrets, now),
    keys: createManageKeys(keyStore, keySecrets, now),
    accounts: identity && createSignInAccount(identity.provider, identity.allowed),
    sessions: createManageSessions({
      store: sessionStore,
      keys: keyStore,
      newId: random.sessionId,
      hash,
      now,
      isAccountAllowed: (name) => identity?.allowed.includes(name) === true,
    }),
  };
}

/** Makes the use cases of the service, for HTTP and the command line. */
export function createEssaimage(parts: EssaimageParts) {
  const { store, feedbackStore, jobs, weights, noteWriter, taxonomy, now, random } = parts;
  const recommendWithDates = createRecommend(parts);
  return {
    recommend: answerOnly(recommendWithDates, parts.onAnswer),
    // A feed reader that comes back every hour is not one more question.
    followQuestion: createFollowQuestion(recommendWithDates),
    writeNote: createWriteNote(noteWriter, taxonomy, now),
    feedback: createManageFeedback({
      ...parts,
      store: feedbackStore,
      getExperience: createGetExperience(store),
      newId: random.feedbackId,
      rankingVersion: weights.version,
    }),
    entrustedQuestions: createEntrustQuestions({
      ...parts,
      store: parts.entrustedQuestionStore,
      newId: random.questionId,
      retentionDays: parts.feedbackRetentionDays,
    }),
    imports: createManageImportJobs({ jobs, wake: parts.wakeImports, newId: random.importId }),
    ...createReading(parts),
    ...createEditing(parts),
    ...createAccess(parts),
  };
}

export type Essaimage = ReturnType<typeof createEssaimage>;
