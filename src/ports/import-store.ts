import { z } from 'zod';
import type { Alike } from '../domain/experience/alike.ts';
import { AUDIT_ACTIONS, type AuditAction } from '../domain/experience/audit.ts';
import { type CorrectionRecord, correctionSchema } from '../domain/experience/corrections.ts';
import {
  type Audience,
  EXPERIENCE_ORIGINS,
  type Experience,
  type ExperienceDraft,
  type ExperienceOrigin,
  experienceSchema,
  type Frozen,
} from '../domain/experience/experience.ts';
import { STATUSES, type Status } from '../domain/experience/status.ts';
import type { ImportReport, JobAttempt } from '../domain/import-job/import-job.ts';
import type { Passage, Phrase, SparseVector } from '../domain/matching/retrieval.ts';
import type { ResourceIdentity } from '../domain/resource/recognise-resources.ts';
import {
  droppedSchema,
  type ExtractedExperience,
  extractedSchema,
  importNoteSchema,
  type Resource,
  resourceSchema,
} from '../domain/resource/resource.ts';
import { keptText } from '../domain/text/kept-text.ts';
import type { NewsroomJudgment } from './judged-requests.ts';

/** Model and pipeline that an index was built with; stored with it. */
export interface IndexRecipe {
  readonly modelId: string;
  /** Version of the code and data that turn an experience into passages and terms. */
  readonly pipelineVersion: string;
}

export const rereadingSchema = z.object({
  /** Null when its source no longer tells it. */
  read: extractedSchema.nullable(),
  /** Whether a person keeps the fiche that its source no longer tells. */
  isSeen: z.boolean(),
});
/** The last reading of a source, for an experience that imports leave to people, when nobody has decided of it. */
export type Rereading = Frozen<z.output<typeof rereadingSchema>>;

/** Parts of a fiche besides what readers see. */
const sourcedShape = {
  ...extractedSchema.shape,
  status: z.enum(STATUSES),
  byHand: z.boolean(),
  rereading: rereadingSchema.nullable(),
};

/** An experience of a source, with the decisions already taken on it. */
export interface SourcedExperience extends ExtractedExperience {
  /** Null when the source says nothing: the stored status stays, or the first status of its origin. */
  readonly status: Status | null;
  /** Whether a person drew it from a selection of the text: imports of its resource leave it. */
  readonly byHand: boolean;
  /** Null when its source still tells the same. */
  readonly rereading: Rereading | null;
}

export const changeSourceSchema = z.object({
  /** `resourceKey` or `ficheKey`. */
  key: z.string(),
  origin: z.enum(EXPERIENCE_ORIGINS),
  /** Null for a standalone fiche. */
  resource: resourceSchema.nullable(),
  /** ISO 8601. */
  goneSince: z.string().nullable(),
  /** Exactly one for a standalone fiche. */
  experiences: z.array(z.object({ ...sourcedShape, status: sourcedShape.status.nullable() })),
});
export type ChangeSource = Frozen<z.output<typeof changeSourceSchema>>;

export const resourceKey = (id: string) => `resource:${id}`;
export const ficheKey = (id: string) => `fiche:${id}`;

/** Experience of a fiche given ready made, of which nothing else is known. */
export const readyMade = (draft: ExperienceDraft): SourcedExperience => ({
  draft,
  evidence: [],
  confidence: null,
  status: null,
  byHand: false,
  rereading: null,
});

/** Texts that a search by words reads, from the most telling to the least; no phrase goes from one to the next. */
export interface SearchedTexts {
  readonly headings: readonly Phrase[];
  /** Départements and régions, which the word statistics leave out. */
  readonly areas: readonly Phrase[];
  readonly body: readonly Phrase[];
  readonly labels: readonly Phrase[];
}

/** Stored parts of an experience besides its corrected content and its index entries. */
export interface ExperienceSource extends ExtractedExperience {
  /** Content hash; a different one means that the experience must be written again. */
  readonly contentHash: string;
  readonly status: Status;
  readonly byHand: boolean;
  readonly rereading: Rereading | null;
  readonly origin: ExperienceOrigin;
  readonly resourceId: string | null;
}

export interface IndexedExperience extends ExperienceSource {
  readonly experience: Experience;
  readonly passages: readonly { readonly passage: Passage; readonly embedding: Float32Array }[];
  /** Document-side lexical vector (saturated BM25F term frequencies). */
  readonly lexical: SparseVector;
  /** Gain for each precedent, by its dimension. */
  readonly precedents: SparseVector;
  readonly texts: SearchedTexts;
}

/** An indexed resource with its experiences, or a fiche, not yet published. */
export interface StagedChange {
  readonly key: string;
  /** Hash of the content and the recipe. */
  readonly contentHash: string;
  readonly modelId: string;
  /** Resource to write; null leaves the stored one unchanged. */
  readonly resource: {
    readonly document: Resource;
    readonly contentHash: string;
    readonly goneSince: string | null;
  } | null;
  readonly experiences: readonly IndexedExperience[];
}

/** Summary of the stored content at one moment. */
export interface StoredState {
  /** Changes with every publication. */
  readonly revision: number;
  /** Null before the first publication. */
  readonly recipe: IndexRecipe | null;
  /** `origin` is the listing that contains it. */
  readonly resources: ReadonlyMap<
    string,
    { readonly contentHash: string; readonly origin: string; readonly goneSince: string | null }
  >;
  readonly experiences: ReadonlyMap<
    string,
    Pick<ExperienceSource, 'contentHash' | 'origin' | 'resourceId' | 'status' | 'byHand'>
  >;
  readonly corrections: readonly CorrectionRecord[];
}

export const keptExtractionSchema = z.object({
  experiences: z.array(extractedSchema),
  dropped: z.array(droppedSchema),
  notes: z.array(importNoteSchema.extend({ detail: keptText, resourceId: keptText.nullable() })),
});
export type KeptExtraction = Frozen<z.output<typeof keptExtractionSchema>>;

/** One action on the published content. */
export interface AuditNote {
  /** Prefix of the API key, `cli`, `contribution`, or `service` for the service's own actions. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Id of the changed experience, or name of the import. */
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
}

export type PublicationOutcome =
  | 'published'
  /** Nothing was written: the store changed since `revision`. */
  | 'stale'
  /** Nothing was written: the job was cancelled, or belongs to another attempt. */
  | 'withdrawn';

/** Changes applied at once when a batch is published. */
export interface Publication {
  /** Revision of the state that the batch was prepared from. */
  readonly revision: number;
  /** Staged changes to apply; the others of the batch are dropped. */
  readonly keys: readonly string[];
  /** Replaces the current recipe: `keys` then lists everything that stays. Null keeps it. */
  readonly recipe: IndexRecipe | null;
  /** Ids of deleted experiences. */
  readonly removed: readonly string[];
  /** Ids of resources that left their listing. */
  readonly gone: readonly string[];
  /** A correction `erased` removes every stored copy of the text of its experience. */
  readonly corrections: readonly CorrectionRecord[];
  /** Requests judged in the newsroom, as they become; null takes one out. */
  readonly judgments: readonly {
    readonly id: string;
    readonly judgment: Omit<NewsroomJudgment, 'at'> | null;
  }[];
  /** One for each thing that changed, at least one. */
  readonly audits: readonly AuditNote[];
  /** Job that must still be running, and ends as succeeded; null without a job. */
  readonly job: (JobAttempt & { readonly report: ImportReport }) | null;
  /** ISO 8601. */
  readonly at: string;
}

export interface FicheReader {
  readonly audience: Audience;
  /** Editors see every status. */
  readonly mayEdit: boolean;
}

const auditEntrySchema = z.object({
  /** As in `AuditNote`. */
  actor: z.string(),
  /** Label of the key of the actor, revoked or not; null for any other actor. */
  actorLabel: z.string().nullable(),
  /** ISO 8601. */
  at: z.string(),
  action: z.enum(AUDIT_ACTIONS),
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntry = Frozen<z.output<typeof auditEntrySchema>>;

/** An experience as editors see it. */
export const storedFicheSchema = z.object({
  ...sourcedShape,
  experience: experienceSchema,
  /** ISO 8601; last change of what its readers see. */
  changedAt: z.string(),
  origin: z.enum(EXPERIENCE_ORIGINS),
  resource: resourceSchema.nullable(),
  goneSince: z.string().nullable(),
  corrections: z.array(correctionSchema),
  /** Oldest first. */
  audit: z.array(auditEntrySchema),
});
export type StoredFiche = Frozen<z.output<typeof storedFicheSchema>>;

/**
 * Writes to the store: changes are staged out of sight, then published at once. No audience applies: for
 * imports, exports and editors only.
 * All methods throw DomainError `deadline-exceeded` or `store-unavailable`.
 */
export interface ImportStore {
  /**
   * Waits for the exclusive right to import, across processes and within this one.
   * @returns a function that releases it
   * @throws the reason of `signal`
   */
  takeTurn(signal: AbortSignal): Promise<() => Promise<void>>;
  loadState(): Promise<StoredState>;
  /** Identities of the stored resources, in any order. Reads every resource whole. */
  loadIdentities(): Promise<readonly ResourceIdentity[]>;
  /** Source of a stored resource or fiche, experiences in order of id; null when there is none. */
  loadSource(key: string): Promise<ChangeSource | null>;
  /** Reads the stored experiences among `ids`, corrections applied, in any order. */
  loadExperiences(ids: readonly string[]): Promise<readonly Experience[]>;
  /**
   * Finds the experiences, of any status but `set-aside`, that may be the same as one: of one of its territories, and
   * near in meaning. Nearest first, three at most.
   */
  findAlike(request: AlikeRequest): Promise<readonly Alike[]>;
  /** Vectors, by text, of the passages of these experiences and of the change staged under `key`. */
  loadEmbeddings(request: {
    readonly modelId: string;
    readonly experienceIds: readonly string[];
    readonly batch: string;
    readonly key: string;
  }): Promise<ReadonlyMap<string, Float32Array>>;
  /** Last extraction of a resource when it has this hash; null otherwise. */
  loadExtraction(resourceId: string, contentHash: string): Promise<KeptExtraction | null>;
  /**
   * Stores the extraction of a resource, replacing the previous one.
   * @param contentHash hash of the resource and the extractor's version
   * @throws DomainError `corpus-invalid` when the database cannot store it
   */
  keepExtraction(resourceId: string, contentHash: string, extraction: KeptExtraction): Promise<void>;
  /** Content hash of each staged change of a batch, by key. */
  listStaged(batch: string): Promise<ReadonlyMap<string, string>>;
  /**
   * Stages a change atomically, replacing the one of the same key.
   * @throws DomainError `corpus-invalid` when the database cannot store it
   */
  stage(batch: string, change: StagedChange): Promise<void>;
  /**
   * Applies a batch in one transaction, computes the versions and drops the staged changes of the batch; those
   * of every batch when the recipe changes. Upkeep of the tables follows in the background: its failure is not that
   * of the publication.
   */
  publish(batch: string, publication: Publication): Promise<PublicationOutcome>;
  /** Resolves once the upkeep asked for by publications has ended, to be awaited before closing the connection. */
  settle(): Promise<void>;
  /** Null when there is none that the reader may see: both take as long. */
  loadFiche(id: string, reader: FicheReader, signal?: AbortSignal): Promise<StoredFiche | null>;
  /**
   * Finds the experience that remains of one that was once public and has been merged since, by as many merges as it
   * takes. Null when the reader may not see it, and for an experience that never was public: its id says nothing.
   */
  findRemaining(id: string, reader: FicheReader, signal?: AbortSignal): Promise<string | null>;
  /** Whether the corrections or the audit know the fiche, stored or not. */
  hasTraces(id: string): Promise<boolean>;
  /** Removes the entries of the audit before `time` (ISO 8601); of the last entry, only the values. */
  forgetAudit(time: string): Promise<void>;
}

export interface AlikeRequest {
  /** Vector of the passage of ordinal 0, the whole fiche. */
  readonly embedding: Float32Array;
  readonly codes: readonly string[];
  /** Resource whose own experiences are left out. */
  readonly exceptResource: string | null;
}

/** Content of a database besides its state, a restored one included. */
export const databaseContentSchema = z.object({
  /** Version that anonymous readers see; null while nothing is published. */
  publicVersion: z.string().nullable(),
  /** Last change of an experience, an ISO 8601 instant; null without experiences. */
  changedAt: z.string().nullable(),
  /** Experiences without vectors: of a restoration that is not whole. */
  withoutVectors: z.int(),
  heldPlaces: z.int(),
  /** Share of the nearest passages that the index finds, measured on some; null without passages. */
  recall: z.number().nullable(),
  /** Imports that have not ended; `since` is the request of the oldest, an ISO 8601 instant. */
  unfinishedImports: z.object({ count: z.int(), since: z.string().nullable() }),
});
export interface DatabaseContent extends Frozen<z.output<typeof databaseContentSchema>> {
  readonly state: StoredState;
}

/** Database as an inspection finds it. */
export interface DatabaseState {
  /** PostgreSQL version, such as `17.6`. */
  readonly serverVersion: string;
  readonly migrations: {
    readonly applied: number;
    /** Known to this program, not to the database. */
    readonly pending: number;
    /** Known to the database, not to this program, which is older. */
    readonly unknown: number;
  };
  /** Null when the migrations are not exactly those of this program: its statements do not apply. */
  readonly content: DatabaseContent | null;
}
