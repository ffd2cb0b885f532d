import type { RegisteredTerritory, TerritoryKind } from '../../domain/territory/territory.ts';
import type { DatedExperience, ExperienceFilter, ExperienceStore } from '../../ports/experience-store.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { checkTaxonomy } from '../common/check-taxonomy.ts';
import { indexNotReady } from '../common/current-index.ts';
import { resolveTerritory } from '../common/resolve-territory.ts';

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

/**
 * Lists the newest public experiences, for members too: feed readers keep a copy. A département or a région
 * matches every experience located in it; another territory, only its own.
 * @throws DomainError `theme-unknown`, `lever-unknown`, `territory-unknown`, `territory-ambiguous`,
 * `index-not-ready`, `deadline-exceeded`, `store-unavailable`
 */
export type ListRecentExperiences = (request: RecentRequest, signal?: AbortSignal) => Promise<RecentList>;

const LIMIT = 50;

function placeFilter({ kind, code }: RegisteredTerritory): ExperienceFilter {
  if (kind === 'departement') return { department: code };
  return kind === 'region' ? { region: code } : { territory: code };
}

export function createListRecentExperiences({
  store,
  taxonomy,
  gazetteer,
}: {
  readonly store: Pick<ExperienceStore, 'listRecent'>;
  readonly taxonomy: Taxonomy;
  readonly gazetteer: Gazetteer;
}): ListRecentExperiences {
  return async ({ theme, lever, territory: asked }, signal) => {
    checkTaxonomy(taxonomy, { themes: [theme ?? undefined], levers: [lever ?? undefined] });
    const territory = asked === null ? null : resolveTerritory(gazetteer, asked.code, asked.kind);
    const filter: ExperienceFilter = {
      ...(theme === null ? {} : { theme }),
      ...(lever === null ? {} : { lever }),
      ...(territory === null ? {} : placeFilter(territory)),
    };
    const { version, items } = await store.listRecent(filter, LIMIT, 'public', signal);
    if (version === null) throw indexNotReady();
    return { items, territory };
  };
}
