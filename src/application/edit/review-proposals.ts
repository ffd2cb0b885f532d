import { compareExperiences } from '../../domain/experience/difference.ts';
import { type Doubt, doubtsOf } from '../../domain/experience/doubts.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import type { Dropped, ImportNote, Resource } from '../../domain/resource/resource.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { AuditEntry } from '../../ports/import-store.ts';
import type {
  Proposal,
  ProposalPage,
  ProposalRequest,
  ReviewFacts,
  ReviewStore,
} from '../../ports/review-store.ts';
import type { SourceCheckStore } from '../../ports/source-check-store.ts';
import { type FicheEditor, versionOf } from './fiche-reader.ts';
import { type KeptFiche, type Proof, toFiche } from './manage-fiches.ts';

type Difference = ReturnType<typeof compareExperiences>[number];

export interface ListedProposal extends Proposal {
  /** Version to send back with a correction. */
  readonly version: string;
  readonly doubts: readonly Doubt[];
}

/** Everything that a person needs to decide of an experience. */
export interface Review {
  readonly experience: Experience;
  /** Version to send back with a correction. */
  readonly version: string;
  /** As in `StoredFiche`. */
  readonly changedAt: string;
  readonly status: Proposal['status'];
  readonly statusReason: string | null;
  readonly confidence: number | null;
  /** E-mail address of the contributor, to answer; null without any, and once someone has decided. */
  readonly contact: string | null;
  readonly doubts: readonly Doubt[];
  readonly resource: (Resource & { readonly goneSince: string | null }) | null;
  /** Without those of corrected fields, which no longer come from the text. */
  readonly evidence: readonly Proof[];
  readonly dropped: readonly Dropped[];
  readonly notes: readonly ImportNote[];
  readonly siblings: ReviewFacts['siblings'];
  /** Next proposal of the queue, or its first; null when there is no other. */
  readonly next: string | null;
  /** Experiences that may be the same, nearest first, with what they say otherwise. */
  readonly sameAs: readonly {
    readonly id: string;
    readonly title: string;
    readonly similarity: number;
    readonly differences: readonly Difference[];
  }[];
  /** Changes that imports made since a person last saw it, field by field. */
  readonly changedFrom: readonly Difference[];
  /** Oldest first. */
  readonly history: readonly AuditEntry[];
}

/**
 * Reads proposals for editors with access to members' experiences. All methods throw DomainError
 * `experience-not-found`, `store-unavailable`, `deadline-exceeded`.
 */
export interface ReviewProposals {
  list(
    request: ProposalRequest,
  ): Promise<Omit<ProposalPage, 'proposals'> & { readonly proposals: readonly ListedProposal[] }>;
  readonly opinions: ReviewStore['listOpinions'];
  /** Addresses that do not answer as they should, as the last `check-sources` found them. */
  readonly sources: SourceCheckStore['listTroubled'];
  read(id: string, editor: FicheEditor): Promise<Review>;
  /** Notes that a person has seen what imports changed. */
  acknowledgeChange(id: string, editor: FicheEditor): Promise<void>;
}

export interface ReviewDependencies {
  readonly reviewStore: ReviewStore;
  readonly sourceChecks: Pick<SourceCheckStore, 'listTroubled'>;
  readonly hash: Hasher;
  /** Throws `experience-not-found`. */
  readonly readFiche: (
    id: string,
    editor: FicheEditor,
  ) => Promise<KeptFiche & { readonly goneSince: string | null }>;
}

export function createReviewProposals({
  reviewStore,
  sourceChecks,
  readFiche,
  hash,
}: ReviewDependencies): ReviewProposals {
  return {
    opinions: (request) => reviewStore.listOpinions(request),
    sources: () => sourceChecks.listTroubled(),
    async list(request) {
      const page = await reviewStore.listProposals(request);
      const proposals = page.proposals.map((each) => ({
        ...each,
        version: versionOf(each, hash),
        doubts: doubtsOf(each.experience),
      }));
      return { ...page, proposals };
    },
    async read(id, editor) {
      const [kept, facts] = await Promise.all([readFiche(id, editor), reviewStore.loadReviewFacts(id)]);
      const { experience, version, changedAt, status, statusReason, confidence, provenance } = toFiche(
        kept,
        editor,
      );
      const { resource, goneSince, audit } = kept;
      const {
        alike = [],
        changedFrom = null,
        contact = null,
        dropped = [],
        next = null,
        notes = [],
        siblings = [],
      } = facts ?? {};
      return {
        experience,
        version,
        changedAt,
        status,
        statusReason,
        confidence,
        contact,
        doubts: doubtsOf(experience),
        resource: resource && { ...resource, goneSince },
        evidence: provenance?.proofs ?? [],
        dropped,
        notes,
        next,
        siblings,
        sameAs: alike.map(({ experience: other, similarity }) => ({
          id: other.id,
          title: other.title,
          similarity,
          differences: compareExperiences(other, experience),
        })),
        changedFrom: changedFrom === null ? [] : compareExperiences(changedFrom, experience),
        history: audit,
      };
    },
    async acknowledgeChange(id, editor) {
      await readFiche(id, editor);
      await reviewStore.forgetChange(id);
    },
  };
}
