import { DomainError } from '../../domain/errors.ts';
import type { Audience, Experience } from '../../domain/experience/experience.ts';
import type { Sort } from '../../domain/experience/sort.ts';
import { type Concept, createConceptFinder } from '../../domain/matching/synonyms.ts';
import type { ExperienceFilter, ExperienceStore, Neighbour } from '../../ports/experience-store.ts';
import type { Gazetteer, GroupedCommunes } from '../../ports/gazetteer.ts';
import type { PageRange } from '../../ports/page.ts';
import type { Taxonomy, Thesaurus } from '../../ports/taxonomy.ts';
import { checkTaxonomy } from '../common/asked-ids.ts';
import { readOneVersion } from '../common/current-index.ts';
import { createReadTyped, type ReadingDependencies } from '../common/read-text.ts';
import { type AskedPlace, readPlace } from './territories.ts';

export interface SearchExperiencesRequest extends PageRange {
  /** French words; null lists everything that passes the filter. */
  readonly text: string | null;
  /** Searches the words as they are written, without correction. */
  readonly asTyped?: boolean;
  readonly filter: Omit<ExperienceFilter, 'within'>;
  /** Null for anywhere. */
  readonly place: AskedPlace | null;
  /** `relevance` needs a text. */
  readonly sort: Sort;
  readonly audience: Audience;
}

export interface SearchDependencies extends ReadingDependencies {
  readonly store: ExperienceStore;
  readonly taxonomy: Taxonomy;
  readonly gazetteer: Gazetteer & GroupedCommunes;
  readonly thesaurus: Thesaurus;
}

/**
 * Lists experiences, or searches by words and their synonyms: finds those that have all the concepts of the text, or as
 * many as any has; when none has any, those that have the most of its words. A text of stop words only (« de la »)
 * finds nothing.
 * @throws DomainError `theme-unknown`, `lever-unknown`, `territory-unknown`, `territory-ambiguous`,
 * `index-not-ready`, `deadline-exceeded`, `store-unavailable`
 */
export function createSearchExperiences(dependencies: SearchDependencies) {
  const { store, taxonomy, gazetteer, thesaurus, analyse, currentIndex } = dependencies;
  const readTyped = createReadTyped(dependencies);
  const findConcepts = createConceptFinder(thesaurus.groups, analyse);
  const findWords = createConceptFinder([], analyse);

  return async (request: SearchExperiencesRequest, signal?: AbortSignal) => {
    const { text, asTyped = false, filter, place, sort, after, limit, audience } = request;
    checkTaxonomy(taxonomy, { themes: filter.themes ?? [], levers: filter.levers ?? [] });
    const within = place === null ? undefined : readPlace(gazetteer, place).within;
    const find = (concepts: readonly Concept[] | null) =>
      store.search({ filter: { ...filter, within }, concepts, sort, after, limit }, audience, signal);
    const understood = text === null ? null : await readTyped({ text, asTyped, audience }, signal);
    const read = async () => {
      if (understood === null) return find(null);
      const result = await find(findConcepts(understood.text));
      // An expression that no experience has may have a word that some have.
      return result.page.total > 0 ? result : find(findWords(understood.text));
    };
    const { result } = await readOneVersion(currentIndex, audience, read, signal);
    return { ...result.page, understood };
  };
}

export function experienceNotFound(id: string): DomainError {
  return new DomainError(
    'experience-not-found',
    `Aucune expérience ne porte l’identifiant « ${id} ». La liste est à l’adresse /v1/experiences.`,
    { id },
  );
}

/** Reads an experience. To `public`, a members' id is `experience-not-found`, as a missing one. */
export function createGetExperience(store: ExperienceStore) {
  return async (id: string, audience: Audience, signal?: AbortSignal): Promise<Experience> => {
    const experience = await store.findById(id, audience, signal);
    if (experience === null) throw experienceNotFound(id);
    return experience;
  };
}

/** Lists the nearest experiences, most similar first. Throws `experience-not-found`. */
export function createFindSimilarExperiences(store: ExperienceStore) {
  return async (
    id: string,
    limit: number,
    audience: Audience,
    signal?: AbortSignal,
  ): Promise<readonly Neighbour[]> => {
    const neighbours = await store.findSimilar(id, limit, audience, signal);
    if (neighbours === null) throw experienceNotFound(id);
    return neighbours;
  };
}
