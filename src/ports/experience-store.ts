import type { Audience, Experience, ExperienceState } from '../domain/experience/experience.ts';
import type { Sort } from '../domain/experience/sort.ts';
import type { Load } from '../domain/load/load.ts';
import type { Candidate, IndexSnapshot, PassageHit, SparseVector } from '../domain/matching/retrieval.ts';
import type { Concept } from '../domain/matching/synonyms.ts';
import type { Setting, TerritoryKind } from '../domain/territory/territory.ts';
import type { PagePosition, PageRange } from './page.ts';

/** Place of a list: a région, a département, or INSEE codes and SIREN. */
export type Surroundings =
  | { readonly region: string }
  | { readonly department: string }
  | { readonly codes: readonly string[] };

/** Search filters, combined with AND; an absent filter matches everything. */
export interface ExperienceFilter {
  /** Any of these ids. */
  readonly themes?: readonly string[] | undefined;
  readonly levers?: readonly string[] | undefined;
  readonly setting?: Setting | undefined;
  readonly state?: ExperienceState | undefined;
  readonly kind?: TerritoryKind | undefined;
  /** INSEE codes. */
  readonly region?: string | undefined;
  readonly department?: string | undefined;
  /** Any territory of the experience is there. */
  readonly within?: Surroundings | undefined;
  readonly year?: number | undefined;
  /** First and last year, included; an experience without a year passes neither. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface Facets {
  readonly themes: ReadonlyMap<string, number>;
  readonly levers: ReadonlyMap<string, number>;
  readonly settings: ReadonlyMap<Setting, number>;
  readonly states: ReadonlyMap<ExperienceState, number>;
  readonly kinds: ReadonlyMap<TerritoryKind, number>;
  readonly regions: ReadonlyMap<string, number>;
  readonly departments: ReadonlyMap<string, number>;
  readonly years: ReadonlyMap<number, number>;
}

export interface ExperiencePage {
  readonly items: readonly Experience[];
  /** As in `DatedExperience`, by the id of an item. */
  readonly changedAt: ReadonlyMap<string, string>;
  readonly total: number;
  readonly facets: Facets;
  /** Null on the last page. */
  readonly next: PagePosition | null;
}

export interface SearchRequest extends PageRange {
  readonly filter: ExperienceFilter;
  /**
   * Null lists without searching. Among the experiences that pass the filter, those match that have the most concepts,
   * at least one, and have them as much as the best of them, or nearly: not those that only mention what others are
   * about.
   */
  readonly concepts: readonly Concept[] | null;
  /** `relevance` needs `concepts`. */
  readonly sort: Sort;
}

export interface RetrievalRequest {
  /** Unit vector of the question. */
  readonly embedding: Float32Array;
  /** Query-side lexical vector (IDF per term). */
  readonly lexical: SparseVector;
  /** Dimensions; an experience found by words has at least one of them. */
  readonly anchors: readonly number[];
  /** Weight of each precedent like the question; empty when precedents have no say. */
  readonly precedents: SparseVector;
  /** Size of each leg, 1..200: nearest passages, best experiences by words, then by precedents. */
  readonly depth: number;
}

/** An answer, and the index version that it comes from; null when nothing is published. */
export type Versioned<T> = T & { readonly version: string | null };

export interface Neighbour {
  readonly experience: Experience;
  /** Cosine of the two whole fiches (passages of ordinal 0), in [-1, 1]. */
  readonly cosine: number;
}

export interface ChosenContent {
  readonly experience: Experience;
  /** As in `DatedExperience`. */
  readonly changedAt: string;
  /** Passages nearest to the question, at most three, best cosine first, ties by ordinal. */
  readonly passages: readonly PassageHit[];
}

/** An experience with the date of its last visible change. */
export interface DatedExperience {
  readonly experience: Experience;
  /** ISO 8601, UTC, to the millisecond; the date of addition when nothing changed since. */
  readonly changedAt: string;
}

/** Place of a change in their order, which commits follow. */
export interface ChangePosition {
  /** 0 before the first change. */
  readonly number: number;
  /** ISO 8601, to the millisecond; never before that of a lower number. */
  readonly at: string;
}

/** Last change of an experience that was ever public. */
export interface PublicChange extends ChangePosition {
  readonly id: string;
  /** True once the experience is no longer public. */
  readonly isDeleted: boolean;
}

/**
 * Reads experiences and their vectors. Every method takes the audience: nothing of a members' experience
 * reaches `public`, nothing of an unpublished one reaches any reader, counts included. Each answer comes from one
 * published state.
 * A read throws the reason of `signal` as soon as it aborts. All throw DomainError `deadline-exceeded`,
 * `overloaded` or `store-unavailable`.
 */
export interface ExperienceStore {
  /** Null when nothing is published yet. */
  currentVersion(audience: Audience, signal?: AbortSignal): Promise<string | null>;
  loadSnapshot(audience: Audience, signal?: AbortSignal): Promise<IndexSnapshot | null>;
  /** Returns the visible experiences found by either leg, in any order, each with its exact score by both. */
  retrieve(
    request: RetrievalRequest,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<Versioned<{ readonly candidates: readonly Candidate[] }>>;
  /** Reads the visible experiences among `ids`, by id. */
  readContents(
    ids: readonly string[],
    embedding: Float32Array,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<Versioned<{ readonly contents: ReadonlyMap<string, ChosenContent> }>>;
  findById(id: string, audience: Audience, signal?: AbortSignal): Promise<Experience | null>;
  search(
    request: SearchRequest,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<Versioned<{ readonly page: ExperiencePage }>>;
  /** Most recently changed first. Ties: most recent year first, unknown years last, then by id. */
  listRecent(
    filter: ExperienceFilter,
    limit: number,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<Versioned<{ readonly items: readonly DatedExperience[] }>>;
  /** Ids in their order, each with the date of its last change as in `DatedExperience`; at most `limit`. */
  listIds(
    limit: number,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<Versioned<{ readonly items: readonly { readonly id: string; readonly changedAt: string }[] }>>;
  /**
   * Date of the last change of any visible experience, which a removal does not move, and of the last publication that
   * changed the public experiences, by a removal too; null without any.
   */
  readLastChange(
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<Versioned<{ readonly changedAt: string | null; readonly publishedAt: string | null }>>;
  /** In the order of the ids, those after `id`, or from the first when it is null; at most `limit`. */
  listAfter(
    id: string | null,
    limit: number,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<Versioned<{ readonly items: readonly DatedExperience[] }>>;
  /** Those of these ids that are visible, in the order of the ids. */
  listByIds(
    ids: readonly string[],
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<Versioned<{ readonly items: readonly DatedExperience[] }>>;
  /**
   * Lists public changes after `since`, in their order, at most `limit`; null begins with the first. An instant gives
   * some of those before it too: a publication under way has an instant already. A change leaves the list when the same
   * experience changes again.
   */
  listChanges(
    since: ChangePosition | Date | null,
    limit: number,
    signal?: AbortSignal,
  ): Promise<
    Versioned<{
      /** False for a position of another history, as of a database restored since. */
      readonly isKnown: boolean;
      /** Position after which `items` begins. */
      readonly start: ChangePosition;
      readonly items: readonly PublicChange[];
    }>
  >;
  /** Visible experiences by the code of each of their territories of this kind, most recent year first, then by id. */
  listPlaces(
    kind: TerritoryKind,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<
    Versioned<{ readonly places: ReadonlyMap<string, readonly Pick<Experience, 'id' | 'title'>[]> }>
  >;
  /** Nearest whole fiches, most similar first, ties by id, without `id`; null when `id` is not visible. */
  findSimilar(
    id: string,
    limit: number,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<readonly Neighbour[] | null>;
  /** Cheap enough to call on every request: no query. */
  load(): Load;
  close(): Promise<void>;
}
