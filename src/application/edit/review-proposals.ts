import { compareExperiences } from '../../domain/experience/difference.ts';
import { type Doubt, doubtsOf } from '../../domain/experience/doubts.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import { createConceptFinder } from '../../domain/matching/find-concepts.ts';
import type { Dropped, ImportNote, Resource } from '../../domain/resource/resource.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { AuditEntry } from '../../ports/import-store.ts';
import type {
  MergeCandidate,
  Proposal,
  ProposalPage,
  ProposalRequest,
  ReviewFacts,
  ReviewStore,
  SourceCheckStore,
} from '../../ports/review-store.ts';
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
  /** As in `StoredFiche`. */
  readonly changedAt: string;
  /** Version to send back with a correction. */
  readonly version: string;
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
  /** Experience that the editor compares with it; null for none. */
  readonly compared: {
    readonly id: string;
    readonly title: string;
    readonly status: Proposal['status'];
    readonly differences: readonly Difference[];
  } | null;
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
  /** @param comparedId another experience to compare with it */
  read(id: string, editor: FicheEditor, comparedId?: string): Promise<Review>;
  /**
   * Finds experiences to merge with one.
   * @param text words, or an identifier; null for those that share a territory with it, nearest in meaning first
   */
  findCandidates(id: string, text: string | null, editor: FicheEditor): Promise<readonly MergeCandidate[]>;
  /** Notes that a person has seen what imports changed. */
  acknowledgeChange(id: string, editor: FicheEditor): Promise<void>;
}

export interface ReviewDependencies {
  readonly reviewStore: ReviewStore;
  readonly sourceChecks: Pick<SourceCheckStore, 'listTroubled'>;
  readonly hash: Hasher;
  readonly analyse: TextAnalysis;
  /** Throws `experience-not-found`. */
  readonly readFiche: (
    id: string,
    editor: FicheEditor,
  ) => Promise<KeptFiche & { readonly goneSince: string | null }>;
}

/** Most experiences that a search gives: beyond, the editor adds a word. */
const MOST_CANDIDATES = 20;

type Compared = NonNullable<Review['compared']>;

function compareWith(
  { experience: other, status }: Pick<KeptFiche, 'experience' | 'status'>,
  experience: Experience,
): Compared {
  return { id: other.id, title: other.title, status, differences: compareExperiences(other, experience) };
}

/** Puts together a fiche and the facts around it, of which there are none when it has just been deleted. */
function toReview(
  kept: KeptFiche & { readonly goneSince: string | null },
  facts: ReviewFacts | null,
  editor: FicheEditor,
): Omit<Review, 'compared'> {
  const { experience, changedAt, version, status, statusReason, confidence, provenance } = toFiche(
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
    changedAt,
    version,
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
}

export function createReviewProposals({
  reviewStore,
  sourceChecks,
  readFiche,
  hash,
  analyse,
}: ReviewDependencies): ReviewProposals {
  const findWords = createConceptFinder([], analyse);
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
    async findCandidates(id, text, editor) {
      await readFiche(id, editor);
      const asked = text === null ? null : { concepts: findWords(text), id: text };
      return reviewStore.findCandidates({ id, asked, limit: MOST_CANDIDATES });
    },
    async read(id, editor, comparedId) {
      const [kept, other, facts] = await Promise.all([
        readFiche(id, editor),
        comparedId === undefined ? null : readFiche(comparedId, editor),
        reviewStore.loadReviewFacts(id),
      ]);
      return { ...toReview(kept, facts, editor), compared: other && compareWith(other, kept.experience) };
    },
    async acknowledgeChange(id, editor) {
      await readFiche(id, editor);
      await reviewStore.forgetChange(id);
    },
  };
}
