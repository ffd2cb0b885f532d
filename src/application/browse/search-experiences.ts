import type { Audience } from '../../domain/experience/experience.ts';
import { createRequestExpansion } from '../../domain/matching/expand-request.ts';
import { buildLexicalQuery } from '../../domain/matching/lexical-query.ts';
import type { IndexSnapshot, SparseVector, TermStatistics } from '../../domain/matching/retrieval.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type {
  ExperienceFilter,
  ExperiencePage,
  ExperienceStore,
  PagePosition,
} from '../../ports/experience-store.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import type { Thesaurus } from '../../ports/thesaurus.ts';
import { checkTaxonomy } from '../common/check-taxonomy.ts';
import { type CurrentIndex, readOneVersion } from '../common/current-index.ts';

export interface SearchExperiencesRequest {
  /** French words; null lists everything that passes the filter. */
  readonly text: string | null;
  readonly filter: ExperienceFilter;
  /** `relevance` falls back to `year` when there is no text. */
  readonly sort: 'relevance' | 'year';
  readonly after: PagePosition | null;
  /** 1..100. */
  readonly limit: number;
  readonly audience: Audience;
}

export type SearchExperiences = (
  request: SearchExperiencesRequest,
  signal?: AbortSignal,
) => Promise<ExperiencePage>;

export interface SearchDependencies {
  readonly store: ExperienceStore;
  readonly taxonomy: Taxonomy;
  readonly thesaurus: Thesaurus;
  readonly analyse: TextAnalysis;
  readonly currentIndex: CurrentIndex;
}

/**
 * Lists experiences, or searches by words and their synonyms. A text of stop words only (« de la ») finds
 * nothing.
 * Throws DomainError `theme-unknown`, `lever-unknown`, `index-not-ready`, `deadline-exceeded`,
 * `store-unavailable`.
 */
export function createSearchExperiences(dependencies: SearchDependencies): SearchExperiences {
  const { store, taxonomy, thesaurus, analyse, currentIndex } = dependencies;
  const expand = createRequestExpansion(thesaurus.groups);
  const stemsOf = (text: string) => analyse(text).map((term) => term.stem);

  /** Synonyms add their specific words only: « projet » would match everything. */
  function searchVector(text: string, statistics: TermStatistics): SparseVector {
    const synonyms = buildLexicalQuery(expand(text).flatMap(stemsOf), statistics);
    return buildLexicalQuery([...stemsOf(text), ...synonyms.specificStems], statistics).vector;
  }

  return async ({ text, filter, sort, after, limit, audience }, signal) => {
    checkTaxonomy(taxonomy, { themes: [filter.theme], levers: [filter.lever] });
    const read = (index: IndexSnapshot) => {
      const lexical = text === null ? null : searchVector(text, index.statistics);
      const request = { filter, lexical, sort: lexical === null ? 'year' : sort, after, limit } as const;
      return store.search(request, audience, signal);
    };
    const { result } = await readOneVersion(currentIndex, audience, read, signal);
    return result.page;
  };
}
