import type { Audience, Experience } from '../domain/experience/experience.ts';
import type { Candidate, IndexSnapshot, PassageHit, SparseVector } from '../domain/matching/retrieval.ts';
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
  /** INSEE code or SIREN of one of its territories. */
  readonly territory?: string;
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
  /** Unit vector of the question. */
  readonly embedding: Float32Array;
  /** Query-side lexical vector (IDF per term). */
  readonly lexical: SparseVector;
  /** Dimensions of which an experience found by words has at least one. */
  readonly anchors: readonly number[];
  /** What each leg brings, 1..160: the nearest passages, and the best experiences by words. */
  readonly depth: number;
}

export interface Neighbour {
  readonly experience: Experience;
  /** Cosine of the two whole fiches (passages of ordinal 0), in [-1, 1]. */
  readonly cosine: number;
}

/** Candidates, and the version of the index that gave them: null when nothing was published. */
export interface Retrieval {
  readonly version: string | null;
  readonly candidates: readonly Candidate[];
}

/** What a chosen experience holds. */
export interface ChosenContent {
  readonly experience: Experience;
  /** The nearest to the question, at most three, best cosine first, ties by ordinal. */
  readonly passages: readonly PassageHit[];
}

/** Contents by id, and the version of the index that gave them: null when nothing was published. */
export interface ChosenContents {
  readonly version: string | null;
  readonly contents: ReadonlyMap<string, ChosenContent>;
}

/** A page, and the version of the index that gave it: null when nothing was published. */
export interface SearchResult {
  readonly version: string | null;
  readonly page: ExperiencePage;
}

/** An experience, and when what is told of it last changed: when it was added, if nothing did since. */
export interface DatedExperience {
  readonly experience: Experience;
  /** ISO 8601, UTC, to the millisecond. */
  readonly changedAt: string;
}

/** Most recently changed first, and the version of the index that gave them: null when nothing was published. */
export interface RecentExperiences {
  readonly version: string | null;
  readonly items: readonly DatedExperience[];
}

/** How busy the database is. */
export interface StoreLoad {
  /** Operations that wait for their turn. */
  readonly waiting: number;
  /** What an operation asked now would wait before its own turn; 0 when nothing is known. */
  readonly estimatedWaitMs: number;
}

/**
 * Where experiences and their vectors are read. Every reading takes the audience and never lets
 * anything of a members' experience through to `public`, nor of a hidden one to anybody, counts
 * included. Each answer comes from one published state, never from two.
 * Readings stop once `signal` aborts, and throw its reason. All throw DomainError `deadline-exceeded`,
 * `overloaded` or `store-unavailable`.
 */
export interface ExperienceStore {
  /** Null when nothing was published yet. */
  currentVersion(audience: Audience, signal?: AbortSignal): Promise<string | null>;
  loadSnapshot(audience: Audience, signal?: AbortSignal): Promise<IndexSnapshot | null>;
  /** Visible experiences that a leg brings, in any order; each with its exact score by both. */
  retrieve(request: RetrievalRequest, audience: Audience, signal?: AbortSignal): Promise<Retrieval>;
  /** Contents of the visible ones among `ids`. */
  readContents(
    ids: readonly string[],
    embedding: Float32Array,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<ChosenContents>;
  findById(id: string, audience: Audience, signal?: AbortSignal): Promise<Experience | null>;
  search(request: SearchRequest, audience: Audience, signal?: AbortSignal): Promise<SearchResult>;
  /** Ties: most recent year first, unknown years last, then by id. */
  listRecent(
    filter: ExperienceFilter,
    limit: number,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<RecentExperiences>;
  /** Nearest whole fiches, most similar first, ties by id, without itself; null when `id` is not visible. */
  findSimilar(
    id: string,
    limit: number,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<readonly Neighbour[] | null>;

  /** Answers when the store can serve. */
  ping(): Promise<void>;
  /** Read often: it asks the database nothing. */
  load(): StoreLoad;
  close(): Promise<void>;
}
