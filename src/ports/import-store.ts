import type { CorrectionRecord } from '../domain/experience/corrections.ts';
import type { Experience, ExperienceDraft, ExperienceOrigin } from '../domain/experience/experience.ts';
import type { JobAttempt } from '../domain/import-job/import-job.ts';
import type { ImportReport } from '../domain/import-job/import-report.ts';
import type { Passage, SparseVector, TermStatistics } from '../domain/matching/retrieval.ts';
import type { ResourceIdentity } from '../domain/resource/recognise-resources.ts';
import type {
  ExtractedExperience,
  FieldEvidence,
  Resource,
  ResourceExtraction,
} from '../domain/resource/resource.ts';

/** What an index was built with; kept from one start to the next. */
export interface IndexRecipe {
  readonly modelId: string;
  /** Version of the code and data that turn an experience into passages and terms. */
  readonly pipelineVersion: string;
  readonly statistics: TermStatistics;
}

/** What experiences are made from: a resource with all that is drawn from it, or a fiche by itself. */
export interface ChangeSource {
  /** `resourceKey` or `ficheKey` of what it is. */
  readonly key: string;
  readonly origin: ExperienceOrigin;
  /** Null for a fiche by itself. */
  readonly resource: Resource | null;
  /** ISO 8601. */
  readonly goneSince: string | null;
  /** One for a fiche by itself. */
  readonly experiences: readonly ExtractedExperience[];
}

export const resourceKey = (id: string) => `resource:${id}`;
export const ficheKey = (id: string) => `fiche:${id}`;

/** An experience with all that the index keeps of it. */
export interface IndexedExperience {
  readonly experience: Experience;
  /** Of everything that, changed, must have it written again. */
  readonly contentHash: string;
  readonly passages: readonly { readonly passage: Passage; readonly embedding: Float32Array }[];
  /** Document-side lexical vector (saturated BM25F term frequencies). */
  readonly lexical: SparseVector;
  /** Before corrections, and before the register completes it. */
  readonly draft: ExperienceDraft;
  readonly evidence: readonly FieldEvidence[];
  readonly hidden: boolean;
  readonly origin: ExperienceOrigin;
  readonly resourceId: string | null;
}

/** A resource with its experiences, or a fiche, ready to be served. */
export interface StagedChange {
  readonly key: string;
  /** Of its content and of the recipe. */
  readonly contentHash: string;
  readonly modelId: string;
  /** The resource to write; null leaves what is stored of it. */
  readonly resource: {
    readonly document: Resource;
    readonly contentHash: string;
    readonly goneSince: string | null;
  } | null;
  readonly experiences: readonly IndexedExperience[];
}

/** What is stored, in short, at one moment. */
export interface StoredState {
  /** Changes with every writing to what is served. */
  readonly revision: number;
  /** Null when nothing was ever published. */
  readonly recipe: IndexRecipe | null;
  readonly resources: ReadonlyMap<string, StoredResource>;
  readonly experiences: ReadonlyMap<string, StoredExperience>;
  readonly corrections: readonly CorrectionRecord[];
}

export interface StoredResource {
  readonly contentHash: string;
  /** The listing where it was read. */
  readonly origin: string;
  readonly goneSince: string | null;
}

export interface StoredExperience {
  readonly contentHash: string;
  readonly origin: ExperienceOrigin;
  readonly resourceId: string | null;
}

/** What was drawn from a resource, which is not kept with it. */
export type KeptExtraction = Omit<ResourceExtraction, 'resource'>;

/** What was done to what is served. */
export interface AuditNote {
  /** Prefix of the key that asked for it, `cli`, or `service` for what the service does by itself. */
  readonly actor: string;
  readonly action: 'import' | 'reindex' | 'correct' | 'delete';
  /** Id of what was changed, or name of what was imported. */
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface AuditEntry extends AuditNote {
  /** ISO 8601. */
  readonly at: string;
}

/** An import job that ends with what it publishes. */
export interface EndingJob extends JobAttempt {
  readonly report: ImportReport;
}

export type PublicationOutcome =
  | 'published'
  /** Nothing was done: the store has changed since `revision`. */
  | 'stale'
  /** Nothing was done: the job was cancelled, or belongs to another attempt. */
  | 'withdrawn';

/** All that changes at once when a batch is published. */
export interface Publication {
  /** Of the state that the batch was prepared from. */
  readonly revision: number;
  /** The staged changes to apply; others of the batch are dropped. */
  readonly keys: readonly string[];
  /** Replaces the recipe in force; `keys` then hold everything that stays. */
  readonly recipe: IndexRecipe | null;
  /** Ids of experiences that are no more. */
  readonly removed: readonly string[];
  /** Ids of resources that left their listing. */
  readonly gone: readonly string[];
  readonly corrections: readonly CorrectionRecord[];
  readonly audit: AuditNote;
  /** Published only while it runs, and ended as succeeded; null for what no job asked. */
  readonly job: EndingJob | null;
  /** ISO 8601; of everything above. */
  readonly at: string;
}

/** An experience as its editors see it. */
export interface StoredFiche {
  readonly experience: Experience;
  readonly draft: ExperienceDraft;
  readonly evidence: readonly FieldEvidence[];
  readonly hidden: boolean;
  readonly origin: ExperienceOrigin;
  readonly resource: Resource | null;
  readonly goneSince: string | null;
  readonly corrections: readonly CorrectionRecord[];
  /** Oldest first. */
  readonly audit: readonly AuditEntry[];
}

/**
 * The writing side of the store: changes are staged, where nobody reads them, then published all at
 * once. Sees everything, whatever its access: only for who imports, exports and edits.
 * All methods throw DomainError `deadline-exceeded` or `store-unavailable`.
 */
export interface ImportStore {
  /**
   * Waits until no other process imports into this store. Within a process, imports follow each other.
   * @returns what gives the turn to the next one
   * @throws the reason of `signal`
   */
  takeTurn(signal: AbortSignal): Promise<() => Promise<void>>;
  loadState(): Promise<StoredState>;
  /** What tells each stored resource from the others, in any order. Reads all of them whole. */
  loadIdentities(): Promise<readonly ResourceIdentity[]>;
  /** What a stored resource or fiche was made from; null when there is none. Experiences by id. */
  loadSource(key: string): Promise<ChangeSource | null>;
  /** The stored experiences of these ids, as they are shown; in any order. */
  loadExperiences(ids: readonly string[]): Promise<readonly Experience[]>;
  /** Vectors of the passages of these experiences, and of what a batch staged under a key, by text. */
  loadEmbeddings(request: {
    readonly modelId: string;
    readonly experienceIds: readonly string[];
    readonly batch: string;
    readonly key: string;
  }): Promise<ReadonlyMap<string, Float32Array>>;
  /** What was last drawn from a resource, when it was kept under this hash; null otherwise. */
  loadExtraction(resourceId: string, contentHash: string): Promise<KeptExtraction | null>;
  /**
   * Keeps what was drawn from a resource, over what was kept of it before.
   * @param contentHash of the resource and of what draws
   * @throws DomainError `corpus-invalid` when it holds what the database cannot keep
   */
  keepExtraction(resourceId: string, contentHash: string, extraction: KeptExtraction): Promise<void>;
  /** Key to content hash of what a batch has staged. */
  listStaged(batch: string): Promise<ReadonlyMap<string, string>>;
  /**
   * Keeps a change, whole or not at all, over what the batch had under its key.
   * @param batch lower case letters, digits and hyphens
   * @throws DomainError `corpus-invalid` when it holds what the database cannot keep
   */
  stage(batch: string, change: StagedChange): Promise<void>;
  /**
   * Applies a batch in one transaction, computes the versions, and forgets what was staged. A change
   * of recipe forgets what every batch had staged.
   */
  publish(batch: string, publication: Publication): Promise<PublicationOutcome>;
  /** Null when there is none. */
  loadFiche(id: string, signal?: AbortSignal): Promise<StoredFiche | null>;
}
