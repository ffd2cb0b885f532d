import { compareExperiences } from '../../domain/experience/difference.ts';
import { doubtsOf } from '../../domain/experience/doubts.ts';
import { createConceptFinder } from '../../domain/matching/synonyms.ts';
import { ficheKey, type StoredFiche } from '../../ports/import-store.ts';
import type {
  ProposalRequest,
  ReviewFacts,
  ReviewStore,
  SourceCheckStore,
} from '../../ports/review-store.ts';
import { compareReading } from '../index/compare-reading.ts';
import type { Preparation } from '../index/index-experience.ts';
import { indexCorrections } from '../index/prepare-change.ts';
import { type FicheEditor, versionOf } from './fiche-reader.ts';
import { type KeptFiche, toFiche } from './manage-fiches.ts';
import { readingVersion } from './settle-rereading.ts';

type ReadFiche = StoredFiche & Pick<KeptFiche, 'version'>;

export interface ReviewDependencies extends Preparation {
  readonly reviewStore: ReviewStore;
  readonly sourceChecks: Pick<SourceCheckStore, 'listTroubled'>;
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

/** The present reading of its source, when nobody has decided of it. */
function toRereading(kept: ReadFiche, preparation: Preparation) {
  const { rereading, corrections } = kept;
  if (rereading === null || rereading.isSeen) return null;
  const { read } = rereading;
  const source = { ...kept, key: ficheKey(kept.experience.id) };
  return {
    version: readingVersion(kept, preparation.hash),
    isGone: read === null,
    differences:
      read === null ? [] : compareReading(source, kept, read, indexCorrections(corrections), preparation),
  };
}

/** Gathers everything that a person needs to decide of an experience. */
function toReview(kept: ReadFiche, { alike, ...facts }: ReviewFacts, editor: FicheEditor) {
  const { provenance, ...fiche } = toFiche(kept, editor);
  const { experience, resource, goneSince, audit } = kept;
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
        rereading: toRereading(kept, dependencies),
        compared: other && {
          id: other.experience.id,
          title: other.experience.title,
          status: other.status,
          differences: compareExperiences(other.experience, kept.experience),
        },
      };
    },
  };
}
