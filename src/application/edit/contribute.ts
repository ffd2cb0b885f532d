import { DomainError } from '../../domain/errors.ts';
import { type ExperienceDraft, NOTHING_KNOWN } from '../../domain/experience/experience.ts';
import { FAULTS } from '../../domain/faults.ts';
import { foldWords } from '../../domain/territory/fold-name.ts';
import { readyMade } from '../../ports/import-store.ts';
import type { ContributionStore } from '../../ports/public-stores.ts';
import type { GetTerritory } from '../browse/territories.ts';
import { checkTaxonomy } from '../common/asked-ids.ts';
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
  /** Returns a text that nobody guesses, of letters and digits. */
  readonly newSalt: () => string;
}

/** Contributions that wait at most, all of them: two weeks of work for an editor. */
const MAX_WAITING = 200;
const LONGEST_NAME = 60;
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
    if (!(await contributionStore.add(place, MAX_WAITING))) {
      const { advice } = FAULTS['contributions-full'];
      throw new DomainError('contributions-full', advice, { waiting: MAX_WAITING });
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
