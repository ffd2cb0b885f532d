import { z } from 'zod';
import { experienceSchema, type Frozen } from '../domain/experience/experience.ts';
import { REVIEW_LISTS, type ReviewList, STATUSES } from '../domain/experience/status.ts';
import { FEEDBACK_REASONS, VERDICTS } from '../domain/feedback/feedback.ts';
import type { Concept } from '../domain/matching/synonyms.ts';
import { droppedSchema, importNoteSchema, resourceSchema } from '../domain/resource/resource.ts';
import type { PageRange } from './page.ts';

/** Page of a list of an editor. */
export const proposalPageSchema = z.object({
  proposals: z.array(
    z.object({
      experience: experienceSchema,
      status: z.enum(STATUSES),
      statusReason: z.string().nullable(),
      /** Whether it came by the public form and nobody has decided. */
      isContribution: z.boolean(),
      confidence: z.number().nullable(),
      resource: resourceSchema
        .pick({ id: true, title: true, url: true, publisher: true, date: true })
        .extend({ goneSince: z.string().nullable() })
        .nullable(),
      /** Nearest experience that may be the same, of another resource; null without any. */
      sameAs: z.object({ id: z.string(), title: z.string(), similarity: z.number() }).nullable(),
      /** Whether a rereading of its source waits for a person. */
      changed: z.boolean(),
      /** Sort key of its list. */
      key: z.number(),
    }),
  ),
  /** Experiences of each list, over all resources. */
  counts: z.record(z.enum(REVIEW_LISTS), z.int()),
});
export type ProposalPage = Frozen<z.output<typeof proposalPageSchema>>;

export interface ProposalRequest extends PageRange {
  readonly list: ReviewList;
  /** Only those of this resource; null for all. */
  readonly resourceId: string | null;
}

/** Facts on an experience besides its fiche. */
export const reviewFactsSchema = z.object({
  /** From the last extraction of the resource, as are the notes. */
  dropped: z.array(droppedSchema),
  notes: z.array(importNoteSchema),
  /** Other experiences of the resource, in order of id. */
  siblings: z.array(z.object({ id: z.string(), title: z.string(), status: z.enum(STATUSES) })),
  /** As in `findAlike`, each whole. */
  alike: z.array(z.object({ experience: experienceSchema, similarity: z.number() })),
  /** E-mail address of the contributor, to answer; null without any, and once someone has decided. */
  contact: z.string().nullable(),
  /** Next proposal of the queue, or its first; null when there is no other. */
  next: z.string().nullable(),
});
export type ReviewFacts = Frozen<z.output<typeof reviewFactsSchema>>;

/** An experience that an editor may merge with another one. */
export const mergeCandidateSchema = z.object({
  experience: experienceSchema,
  status: z.enum(STATUSES),
  /** Whether both have a territory in common. */
  sharesTerritory: z.boolean(),
});
export type MergeCandidate = Frozen<z.output<typeof mergeCandidateSchema>>;

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

/** Opinions as editors read them: without their ids, which would let them take one back. */
export const opinionPageSchema = z.object({
  opinions: z.array(
    z.object({
      subject: z.union([
        z.object({ experienceId: z.string(), leverId: z.null() }),
        z.object({ experienceId: z.null(), leverId: z.string().nullable() }),
      ]),
      /** Title of the experience; null for a lever or an answer, and for an experience that no longer exists. */
      title: z.string().nullable(),
      verdict: z.enum(VERDICTS),
      reason: z.enum(FEEDBACK_REASONS).nullable(),
      comment: z.string().nullable(),
      createdAt: z.string(),
      /** Sort key among those of one instant. */
      digest: z.string(),
    }),
  ),
  /** Over all opinions. */
  counts: z.record(z.enum(VERDICTS), z.int()),
});
export type OpinionPage = Frozen<z.output<typeof opinionPageSchema>>;

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
  /** Lists a page of opinions, most recent first; the id of one is its digest. */
  listOpinions(range: PageRange): Promise<OpinionPage>;
  /** Finds experiences of any status but `set-aside`, those that share a territory first. */
  findCandidates(request: CandidateRequest): Promise<readonly MergeCandidate[]>;
  /** Null when there is no such experience. */
  loadReviewFacts(id: string): Promise<ReviewFacts | null>;
}

/** Outcomes of a visit; `to-check` also stands for a document that is there but that the service does not read. */
export const VISIT_OUTCOMES = ['reached', 'moved', 'to-check'] as const;

export interface SourceVisit {
  readonly url: string;
  readonly outcome: (typeof VISIT_OUTCOMES)[number];
  /** Address that answers, or reason why none does, in French. */
  readonly detail: string;
  /** ISO 8601. */
  readonly checkedAt: string;
}

/** An address that did not answer as it should, and the experiences that quote it. */
export const troubledSourceSchema = z.object({
  url: z.string(),
  outcome: z.enum(['moved', 'to-check']),
  detail: z.string(),
  checkedAt: z.string(),
  /** At least one, in order of id. */
  experiences: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type TroubledSource = Frozen<z.output<typeof troubledSourceSchema>>;

/** Keeps the last visit to each address. All methods throw DomainError `deadline-exceeded` or `store-unavailable`. */
export interface SourceCheckStore {
  /** Replaces the earlier visit to the address. */
  record(visit: SourceVisit): Promise<void>;
  /** Lists the addresses of public experiences without a visit since an instant (ISO 8601), in their order. */
  listUnvisited(since: string): Promise<readonly string[]>;
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
