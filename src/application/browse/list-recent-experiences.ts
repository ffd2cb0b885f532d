import type { RegisteredTerritory, TerritoryKind } from '../../domain/territory/territory.ts';
import type { DatedExperience, ExperienceFilter, ExperienceStore } from '../../ports/experience-store.ts';
import type { Gazetteer, GroupedCommunes } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { checkTaxonomy } from '../common/check-taxonomy.ts';
import { indexNotReady } from '../common/current-index.ts';
import { readPlace } from './surroundings.ts';

export interface RecentRequest {
  /** Ids; null for any. */
  readonly theme: string | null;
  readonly lever: string | null;
  /** `kind` distinguishes a département from a région with the same code. */
  readonly territory: { readonly code: string; readonly kind: TerritoryKind | undefined } | null;
}

export interface RecentList {
  /** At most 50, most recently added or changed first. */
  readonly items: readonly DatedExperience[];
  /** Territory of the request; null without one. */
  readonly territory: RegisteredTerritory | null;
}

const LIMIT = 50;

/**
 * Lists the newest public experiences, for members too: feed readers keep a copy. A territory
 * matches what it contains (see `readPlace`).
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
  return async (request: RecentRequest, signal?: AbortSignal): Promise<RecentList> => {
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
