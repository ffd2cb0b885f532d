import { DomainError } from '../../domain/errors.ts';
import type { TerritoryKind } from '../../domain/territory/territory.ts';
import type {
  ChangePosition,
  DatedExperience,
  ExperienceFilter,
  ExperienceStore,
} from '../../ports/experience-store.ts';
import type { Gazetteer, GroupedCommunes } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { checkTaxonomy } from '../common/asked-ids.ts';
import { indexNotReady } from '../common/current-index.ts';
import { readPlace } from './territories.ts';

/**
 * Lists the changes of public experiences after a position or from an instant, for members too: readers keep a copy. In
 * their order, the last change of each experience alone; `next` is the position to ask after, also when nothing follows
 * yet.
 * @throws DomainError `cursor-invalid` for a position of another history, as of a database restored since
 * @throws DomainError `index-not-ready`, `deadline-exceeded`, `store-unavailable`
 */
export function createListChanges(store: Pick<ExperienceStore, 'listChanges' | 'listByIds'>) {
  return async (
    since: ChangePosition | Date | null,
    limit: number,
    isWithExperiences: boolean,
    signal?: AbortSignal,
  ) => {
    const { version, isKnown, start, items: found } = await store.listChanges(since, limit + 1, signal);
    if (version === null) throw indexNotReady();
    if (!isKnown) {
      throw new DomainError(
        'cursor-invalid',
        'Ce curseur vient d’un autre état du service, qui a été restauré ou recréé depuis : la suite ne peut pas en être donnée. Refaites la copie, sans « since ».',
        {},
      );
    }
    const changes = found.slice(0, limit);
    const { number, at } = changes.at(-1) ?? start;
    const ids = isWithExperiences ? changes.flatMap(({ id, isDeleted }) => (isDeleted ? [] : [id])) : [];
    const read = ids.length === 0 ? [] : (await store.listByIds(ids, 'public', signal)).items;
    const experiences = new Map(read.map((dated) => [dated.experience.id, dated]));
    const items = changes.map((change) => ({ ...change, dated: experiences.get(change.id) ?? null }));
    return { items, next: { number, at }, hasMore: found.length > limit };
  };
}

/**
 * Lists the first ids of public experiences in their order, for members too: search engines keep a copy.
 * Throws DomainError `index-not-ready`, `deadline-exceeded`, `store-unavailable`.
 */
export function createListPublicIds(store: Pick<ExperienceStore, 'listIds'>) {
  return async (limit: number, signal?: AbortSignal) => {
    const { version, items } = await store.listIds(limit, 'public', signal);
    if (version === null) throw indexNotReady();
    return items;
  };
}

export interface RecentRequest {
  /** Ids; null for any. */
  readonly theme: string | null;
  readonly lever: string | null;
  /** `kind` distinguishes a département from a région with the same code. */
  readonly territory: { readonly code: string; readonly kind: TerritoryKind | undefined } | null;
}

const LIMIT = 50;

/**
 * Lists the newest public experiences, at most 50, most recently added or changed first, for members too: feed readers
 * keep a copy. A territory matches what it contains (see `readPlace`).
 * @throws DomainError `theme-unknown`, `lever-unknown`, `territory-unknown`, `territory-ambiguous`,
 * `index-not-ready`, `deadline-exceeded`, `store-unavailable`
 */
export function createListRecentExperiences({
  store,
  taxonomy,
  gazetteer,
}: {
  readonly store: Pick<ExperienceStore, 'listRecent'>;
  readonly taxonomy: Taxonomy;
  readonly gazetteer: Gazetteer & GroupedCommunes;
}) {
  return async (request: RecentRequest, signal?: AbortSignal) => {
    const { theme, lever, territory: asked } = request;
    checkTaxonomy(taxonomy, { themes: [theme ?? undefined], levers: [lever ?? undefined] });
    const place = asked === null ? null : readPlace(gazetteer, { ...asked, isWidened: false });
    const filter: ExperienceFilter = {
      ...(theme === null ? {} : { themes: [theme] }),
      ...(lever === null ? {} : { levers: [lever] }),
      ...(place === null ? {} : { within: place.within }),
    };
    const { version, items } = await store.listRecent(filter, LIMIT, 'public', signal);
    if (version === null) throw indexNotReady();
    return { items, territory: place?.territory ?? null };
  };
}

export interface OpenData {
  readonly version: string;
  /** Date of the last change of an experience; null without any. A removal does not move it. */
  readonly changedAt: string | null;
  /** When this state was published; null without any experience yet. */
  readonly publishedAt: string | null;
  /**
   * Reads them in the order of their ids, a page at a time, each when the caller is ready for it.
   * @throws OutdatedError when another state is published before the last page
   */
  read(): AsyncIterable<readonly DatedExperience[]>;
}

/** Two states would have been mixed: the caller begins again. */
export class OutdatedError extends Error {
  override readonly name = 'OutdatedError';
}

/** Some hundred kilobytes. */
const PAGE_SIZE = 100;

async function* readPages(store: Pick<ExperienceStore, 'listAfter'>, expected: string) {
  let last: string | null = null;
  while (true) {
    // Each statement has its own deadline: a large download outlives that of a request.
    const { version, items } = await store.listAfter(last, PAGE_SIZE, 'public');
    if (version !== expected) throw new OutdatedError('another state was published during the reading');
    if (items.length > 0) yield items;
    if (items.length < PAGE_SIZE) return;
    last = items.at(-1)?.experience.id ?? null;
  }
}

/**
 * Opens the public experiences in bulk, for members too: portals keep a copy.
 * @throws DomainError `index-not-ready`, `deadline-exceeded`, `store-unavailable`
 */
export function createReadOpenData(store: Pick<ExperienceStore, 'readLastChange' | 'listAfter'>) {
  return async (signal?: AbortSignal): Promise<OpenData> => {
    const { version, changedAt, publishedAt } = await store.readLastChange('public', signal);
    if (version === null) throw indexNotReady();
    return { version, changedAt, publishedAt, read: () => readPages(store, version) };
  };
}
