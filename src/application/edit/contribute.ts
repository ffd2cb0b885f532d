import { DomainError } from '../../domain/errors.ts';
import { type ExperienceDraft, NOTHING_KNOWN } from '../../domain/experience/experience.ts';
import { FAULTS } from '../../domain/faults.ts';
import { foldWords } from '../../domain/territory/fold-name.ts';
import { readyMade } from '../../ports/import-store.ts';
import { CONTRIBUTION_PLACES, type ContributionStore } from '../../ports/public-stores.ts';
import type { GetTerritory } from '../browse/territories.ts';
import { checkTaxonomy } from '../common/asked-ids.ts';
import { daysAfter } from '../common/days.ts';
import { type AskedTerritory, toStoredTerritory } from './manage-fiches.ts';
import { type EditingDependencies, publishProposal } from './publish-edit.ts';

/** Experience that a collectivité proposes of its own. */
export interface Contribution {
  readonly title: string;
  readonly story: string;
  readonly territory: AskedTerritory;
  readonly year: number | null;
  readonly themes: readonly string[];
  readonly levers: readonly string[];
  /** Document that tells it; null without any. */
  readonly source: { readonly title: string; readonly url: string | null } | null;
  /** E-mail address to answer; null without any. */
  readonly contact: string | null;
}

export interface ContributeDependencies extends EditingDependencies {
  readonly contributionStore: ContributionStore;
  readonly getTerritory: GetTerritory;
  /** Returns a text of `SALT_LENGTH` letters and digits that nobody guesses. */
  readonly newSalt: () => string;
}

const LONGEST_NAME = 60;
const SALT_LENGTH = 8;
/** Author in the audit. */
const ACTOR = 'contribution';

const slug = (text: string) => foldWords(text).slice(0, LONGEST_NAME).trim().replaceAll(' ', '-');

function toDraft(
  { title, story, year, themes, levers, source, ...given }: Contribution,
  { getTerritory, newSalt, now }: ContributeDependencies,
): ExperienceDraft {
  const territory = toStoredTerritory(given.territory, getTerritory);
  const today = now().toISOString().slice(0, 'YYYY-MM-DD'.length);
  return {
    ...NOTHING_KNOWN,
    id: [slug(title), slug(territory.name), newSalt()].filter((part) => part !== '').join('-'),
    title,
    summary: story,
    territories: [territory],
    year,
    themes,
    // The form asks which levers, not how: the title says it until an editor does.
    levers: levers.map((lever) => ({ lever, what: title })),
    source: {
      title: source?.title ?? 'Récit proposé par la collectivité',
      url: source?.url ?? null,
      publisher: territory.name,
      date: source === null ? today : null,
    },
    access: 'public',
  };
}

/**
 * Puts a contribution in the queue of the editors: no reader sees it before one of them publishes it. Returns its id.
 * Throws the reason of `signal`, and DomainError `contributions-full`, `territory-unknown`, `territory-ambiguous`,
 * `theme-unknown`, `lever-unknown`, `index-not-ready`, `model-mismatch`, and the errors of the embedder and the store.
 */
export function createContribute(dependencies: ContributeDependencies) {
  const { contributionStore, taxonomy, now } = dependencies;
  return async (contribution: Contribution, signal: AbortSignal): Promise<string> => {
    checkTaxonomy(taxonomy, contribution);
    const draft = toDraft(contribution, dependencies);
    const place = {
      experienceId: draft.id,
      contact: contribution.contact,
      createdAt: now().toISOString(),
    };
    // An id ends with the name of the territory and a salt.
    const sameTerritory = `%-${slug(draft.territories[0]?.name ?? '')}-${'_'.repeat(SALT_LENGTH)}`;
    const bounds = {
      ...CONTRIBUTION_PLACES,
      since: daysAfter(now(), -CONTRIBUTION_PLACES.days),
      sameTerritory,
    };
    if (!(await contributionStore.add(place, bounds))) {
      throw new DomainError('contributions-full', FAULTS['contributions-full'].advice, {
        waiting: CONTRIBUTION_PLACES.all,
      });
    }
    try {
      const under = () => ({ ...readyMade(draft), status: 'proposed' as const });
      const proposal = { origin: 'file' as const, resource: null, goneSince: null, under, actor: ACTOR };
      return await publishProposal(proposal, signal, dependencies);
    } catch (error) {
      await contributionStore.remove(draft.id);
      throw error;
    }
  };
}
