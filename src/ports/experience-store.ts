import type { Audience, Experience } from '../domain/experience/experience.ts';
import type {
  Candidate,
  IndexSnapshot,
  Passage,
  SparseVector,
  TermStatistics,
} from '../domain/matching/retrieval.ts';
import type { Setting, TerritoryKind } from '../domain/territory/territory.ts';

/** Filters of the search; an absent filter lets everything through. They combine with AND. */
export interface ExperienceFilter {
  readonly theme?: string;
  readonly lever?: string;
  readonly setting?: Setting;
  readonly kind?: TerritoryKind;
  /** INSEE codes. */
  readonly region?: string;
  readonly department?: string;
  readonly year?: number;
}

/** How many of the experiences that pass the filter carry each value. */
export interface Facets {
  readonly themes: ReadonlyMap<string, number>;
  readonly levers: ReadonlyMap<string, number>;
  readonly settings: ReadonlyMap<Setting, number>;
  readonly kinds: ReadonlyMap<TerritoryKind, number>;
  readonly regions: ReadonlyMap<string, number>;
  readonly departments: ReadonlyMap<string, number>;
  readonly years: ReadonlyMap<number, number>;
}

export interface ExperiencePage {
  readonly items: readonly Experience[];
  /** All those that pass the filter, not only this page. */
  readonly total: number;
  readonly facets: Facets;
  /** Where the next page starts; null on the last one. */
  readonly next: PagePosition | null;
}

/** The last item of a page: pages never repeat nor skip an item, whatever is added meanwhile. */
export interface PagePosition {
  /** The value the page is sorted by: lexical score of a search, year (0 when unknown) otherwise. */
  readonly key: number;
  readonly id: string;
}

export interface SearchRequest {
  readonly filter: ExperienceFilter;
  /** Query-side lexical vector; null lists without search. Only experiences with a score > 0 match. */
  readonly lexical: SparseVector | null;
  /** `relevance` needs `lexical`; `year` is most recent first, unknown years last. Ties by id. */
  readonly sort: 'relevance' | 'year';
  readonly after: PagePosition | null;
  /** 1..100. */
  readonly limit: number;
}

export interface RetrievalRequest {
  /** Unit vector of the question, or null to leave the semantic leg out. */
  readonly embedding: Float32Array | null;
  /** Query-side lexical vector (IDF per term), or null to leave the lexical leg out. */
  readonly lexical: SparseVector | null;
  /** Candidates kept of each leg, 1..1000; both legs are scored for every candidate of either. */
  readonly depth: number;
}

export interface Neighbour {
  readonly experience: Experience;
  /** Cosine of the two whole fiches (passages of ordinal 0), in [-1, 1]. */
  readonly cosine: number;
}

/** An experience with all that the index keeps of it. */
export interface IndexedExperience {
  readonly experience: Experience;
  /** Of everything that, changed, must have it indexed again. */
  readonly contentHash: string;
  readonly passages: readonly { readonly passage: Passage; readonly embedding: Float32Array }[];
  /** Document-side lexical vector (saturated BM25F term frequencies). */
  readonly lexical: SparseVector;
}

/** What an index was built with; kept from one start to the next. */
export interface IndexRecipe {
  readonly modelId: string;
  /** Version of the code and data that turn an experience into passages and terms. */
  readonly pipelineVersion: string;
  readonly statistics: TermStatistics;
}

/**
 * Where experiences and their vectors live. Every reading takes the audience and never lets
 * anything of a members' experience through to `public`, counts included.
 * All methods throw DomainError `deadline-exceeded` or `store-unavailable`.
 */
export interface ExperienceStore {
  /** Null when nothing was published yet. */
  currentVersion(audience: Audience): Promise<string | null>;
  loadSnapshot(audience: Audience): Promise<IndexSnapshot | null>;
  /** In any order; each visible experience that is among the best `depth` of a leg. */
  retrieve(request: RetrievalRequest, audience: Audience): Promise<readonly Candidate[]>;
  findById(id: string, audience: Audience): Promise<Experience | null>;
  search(request: SearchRequest, audience: Audience): Promise<ExperiencePage>;
  /** Nearest whole fiches, most similar first, ties by id, without itself; null when `id` is not visible. */
  findSimilar(id: string, limit: number, audience: Audience): Promise<readonly Neighbour[] | null>;

  /** The recipe of what is stored, published or not; null when the store is new. */
  loadRecipe(): Promise<IndexRecipe | null>;
  /** Starts afresh with a recipe: every experience and every publication is dropped at the same time. */
  saveRecipe(recipe: IndexRecipe): Promise<void>;
  /** Id to content hash of everything stored. */
  listContentHashes(): Promise<ReadonlyMap<string, string>>;
  /** Writes one experience, its passages and its terms in one transaction, replacing it if it exists. */
  save(indexed: IndexedExperience): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Makes what is stored the current index: computes its versions. Idempotent. */
  publish(): Promise<void>;
  /** Answers when the store can serve. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
