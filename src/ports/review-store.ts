import type { Alike } from '../domain/experience/alike.ts';
import type { Experience } from '../domain/experience/experience.ts';
import type { ReviewList, Status } from '../domain/experience/status.ts';
import type { Feedback, Verdict } from '../domain/feedback/feedback.ts';
import type { Concept } from '../domain/matching/find-concepts.ts';
import type { Dropped, ImportNote, Resource } from '../domain/resource/resource.ts';

/** An experience as a list of an editor shows it. */
export interface Proposal {
  readonly experience: Experience;
  readonly status: Status;
  readonly statusReason: string | null;
  /** Whether it came by the public form and nobody has decided. */
  readonly isContribution: boolean;
  readonly confidence: number | null;
  readonly resource:
    | (Pick<Resource, 'id' | 'title' | 'url' | 'publisher' | 'date'> & { readonly goneSince: string | null })
    | null;
  /** Nearest experience that may be the same, of another resource; null without any. */
  readonly sameAs: Alike | null;
  /** Whether an import changed it since a person last saw it. */
  readonly changed: boolean;
  /** Sort key of its list. */
  readonly key: number;
}

export interface ProposalPage {
  readonly proposals: readonly Proposal[];
  /** Experiences of each list, over all resources. */
  readonly counts: Readonly<Record<ReviewList, number>>;
}

export interface ProposalRequest {
  readonly list: ReviewList;
  /** Only those of this resource; null for all. */
  readonly resourceId: string | null;
  readonly after: { readonly key: number; readonly id: string } | null;
  /** 1..101. */
  readonly limit: number;
}

/** Facts on an experience besides its fiche. */
export interface ReviewFacts {
  /** From the last extraction of the resource, as are the notes. */
  readonly dropped: readonly Dropped[];
  readonly notes: readonly ImportNote[];
  /** Other experiences of the resource, in order of id. */
  readonly siblings: readonly { readonly id: string; readonly title: string; readonly status: Status }[];
  /** As in `findAlike`, each whole. */
  readonly alike: readonly { readonly experience: Experience; readonly similarity: number }[];
  /** Fiche that readers saw before imports changed it; null when nothing changed since a person looked. */
  readonly changedFrom: Experience | null;
  /** E-mail address of the contributor, to answer; null without any, and once someone has decided. */
  readonly contact: string | null;
  /** Next proposal of the queue, or its first; null when there is no other. */
  readonly next: string | null;
}

/** An experience that an editor may merge with another one. */
export interface MergeCandidate {
  readonly experience: Experience;
  readonly status: Status;
  /** Whether both have a territory in common. */
  readonly sharesTerritory: boolean;
}

export interface CandidateRequest {
  /** Experience to merge. */
  readonly id: string;
  /** Null for those that share a territory with it, nearest in meaning first. */
  readonly asked: {
    /** Concepts of a text: of the experiences found, those that have most of them are kept. */
    readonly concepts: readonly Concept[];
    /** Id that the text may be: that experience comes first. */
    readonly id: string;
  } | null;
  /** At least 1. */
  readonly limit: number;
}

/** An opinion as editors read it: without its id, which would let them take it back. */
export interface ReceivedOpinion extends Omit<Feedback, 'id' | 'recommendationId' | 'rankingVersion'> {
  /** Title of the experience; null for a lever, and for an experience that no longer exists. */
  readonly title: string | null;
  /** Sort key among those of one instant. */
  readonly digest: string;
}

export interface OpinionPage {
  readonly opinions: readonly ReceivedOpinion[];
  /** Over all opinions. */
  readonly counts: Readonly<Record<Verdict, number>>;
}

export interface OpinionRequest {
  /** Instant, in milliseconds since 1970, and digest of the last opinion of the page before; null for the first. */
  readonly after: { readonly key: number; readonly id: string } | null;
  /** 1..101. */
  readonly limit: number;
}

/**
 * Reads what editors review. No audience applies: for editors who may read members' experiences only.
 * All methods throw DomainError `deadline-exceeded` or `store-unavailable`.
 */
export interface ReviewStore {
  /**
   * Lists a page: proposals by what a minute of attention gains (confidence, less for each thing that lacks), the
   * other lists by the last change, most recent first; ties by id.
   */
  listProposals(request: ProposalRequest): Promise<ProposalPage>;
  /** Lists a page of opinions, most recent first. */
  listOpinions(request: OpinionRequest): Promise<OpinionPage>;
  /** Finds experiences of any status but `set-aside`, those that share a territory first. */
  findCandidates(request: CandidateRequest): Promise<readonly MergeCandidate[]>;
  /** Null when there is no such experience. */
  loadReviewFacts(id: string): Promise<ReviewFacts | null>;
  /** Forgets what the experience was before imports changed it. */
  forgetChange(id: string): Promise<void>;
}

/** Visit to the address of a source. */
export interface SourceVisit {
  readonly url: string;
  /** `to-check` also stands for a document that is there but that the service does not read. */
  readonly outcome: 'reached' | 'moved' | 'to-check';
  /** Address that answers, or reason why none does, in French. */
  readonly detail: string;
  /** ISO 8601. */
  readonly checkedAt: string;
}

/** An address that did not answer as it should, and the experiences that quote it. */
export interface TroubledSource extends SourceVisit {
  readonly outcome: Exclude<SourceVisit['outcome'], 'reached'>;
  /** At least one, in order of id. */
  readonly experiences: readonly { readonly id: string; readonly title: string }[];
}

/** Keeps the last visit to each address. All methods throw DomainError `deadline-exceeded` or `store-unavailable`. */
export interface SourceCheckStore {
  /** Replaces the earlier visit to the address. */
  record(visit: SourceVisit): Promise<void>;
  /**
   * Lists the addresses of published experiences that were not reached, those that nothing answers first, then by
   * address; 500 at most. No audience applies: for editors who may read members' experiences only.
   */
  listTroubled(): Promise<readonly TroubledSource[]>;
}

/**
 * Asks for a page within the rules of its site, and returns the address that answers, after redirects.
 * @throws DomainError `import-refused` when the address or the site forbids it, `import-unreadable` when nothing
 * readable comes in time; throws the reason of `signal` when it aborts
 */
export type VisitSource = (url: string, signal: AbortSignal) => Promise<string>;
