import { compareExperiences } from '../../domain/experience/difference.ts';
import { doubtsOf } from '../../domain/experience/doubts.ts';
import { createConceptFinder } from '../../domain/matching/synonyms.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { StoredFiche } from '../../ports/import-store.ts';
import type {
  ProposalRequest,
  ReviewFacts,
  ReviewStore,
  SourceCheckStore,
} from '../../ports/review-store.ts';
import { type FicheEditor, versionOf } from './fiche-reader.ts';
import { type KeptFiche, toFiche } from './manage-fiches.ts';

type ReadFiche = KeptFiche & Pick<StoredFiche, 'goneSince' | 'rereading'>;

export interface ReviewDependencies {
  readonly reviewStore: ReviewStore;
  readonly sourceChecks: Pick<SourceCheckStore, 'listTroubled'>;
  readonly hash: Hasher;
  readonly analyse: TextAnalysis;
  /** Throws `experience-not-found`. */
  readonly readFiche: (id: string, editor: FicheEditor) => Promise<ReadFiche>;
}

/** Most experiences that a search gives: beyond, the editor adds a word. */
const MOST_CANDIDATES = 20;

/** Facts around a fiche that has just been deleted. */
const NO_FACTS: ReviewFacts = {
  alike: [],
  contact: null,
  dropped: [],
  next: null,
  notes: [],
  siblings: [],
};

/** Gathers everything that a person needs to decide of an experience. */
function toReview(kept: ReadFiche, { alike, ...facts }: ReviewFacts, editor: FicheEditor) {
  const { provenance, ...fiche } = toFiche(kept, editor);
  const { experience, resource, goneSince, audit, rereading } = kept;
  return {
    ...fiche,
    ...facts,
    doubts: doubtsOf(experience),
    resource: resource && { ...resource, goneSince },
    /** Without those of corrected fields, which no longer come from the text. */
    evidence: provenance?.proofs ?? [],
    /** Experiences that may be the same, nearest first, with what they say otherwise. */
    sameAs: alike.map(({ experience: other, similarity }) => ({
      id: other.id,
      title: other.title,
      similarity,
      differences: compareExperiences(other, experience),
    })),
    /** What its source tells now, when that changed since a person last saw it. */
    rereading:
      rereading === null || rereading.isSeen
        ? null
        : {
            isGone: rereading.experience === null,
            differences:
              rereading.experience === null ? [] : compareExperiences(experience, rereading.experience),
          },
    /** Oldest first. */
    history: audit,
  };
}

/**
 * Reads proposals for editors with access to members' experiences. All methods throw DomainError
 * `experience-not-found`, `store-unavailable`, `deadline-exceeded`.
 */
export function createReviewProposals(dependencies: ReviewDependencies) {
  const { reviewStore, sourceChecks, readFiche, hash, analyse } = dependencies;
  const findWords = createConceptFinder([], analyse);
  return {
    opinions: reviewStore.listOpinions,
    /** Addresses that do not answer as they should, as the last `check-sources` found them. */
    sources: sourceChecks.listTroubled,
    async list(request: ProposalRequest) {
      const page = await reviewStore.listProposals(request);
      const proposals = page.proposals.map((each) => ({
        ...each,
        /** To send back with a correction. */
        version: versionOf(each, hash),
        doubts: doubtsOf(each.experience),
      }));
      return { ...page, proposals };
    },
    /**
     * Finds experiences to merge with one.
     * @param text words, or an identifier; null for those that share a territory with it, nearest in meaning first
     */
    async findCandidates(id: string, text: string | null, editor: FicheEditor) {
      await readFiche(id, editor);
      const asked = text === null ? null : { concepts: findWords(text), id: text };
      return reviewStore.findCandidates({ id, asked, limit: MOST_CANDIDATES });
    },
    /** @param comparedId another experience to compare with it */
    async read(id: string, editor: FicheEditor, comparedId?: string) {
      const [kept, other, facts] = await Promise.all([
        readFiche(id, editor),
        comparedId === undefined ? null : readFiche(comparedId, editor),
        reviewStore.loadReviewFacts(id),
      ]);
      return {
        ...toReview(kept, facts ?? NO_FACTS, editor),
        compared: other && {
          id: other.experience.id,
          title: other.experience.title,
          status: other.status,
          differences: compareExperiences(other.experience, kept.experience),
        },
      };
    },
    /** Notes that a person has decided what to take of the rereading of an experience. */
    async settleRereading(id: string, editor: FicheEditor): Promise<void> {
      await readFiche(id, editor);
      await reviewStore.settleRereading(id);
    },
  };
}
