import { loadTaxonomy } from '../adapters/corpus/load-taxonomy.ts';
import { createOfficialGazetteer } from '../adapters/gazetteer/official-gazetteer.ts';
import { randomKeySecrets } from '../adapters/keys/random-key-secrets.ts';
import { createDrizzleExperienceStore } from '../adapters/store/drizzle-experience-store.ts';
import { createDrizzleFeedbackStore } from '../adapters/store/drizzle-feedback-store.ts';
import { createDrizzleKeyStore } from '../adapters/store/drizzle-key-store.ts';
import { createManageKeys, type ManageKeys } from '../application/access/manage-keys.ts';
import { createFindTerritories, type FindTerritories } from '../application/browse/territories.ts';
import { createReportFeedback, type ReportFeedback } from '../application/feedback/report-feedback.ts';
import type { Config } from '../config.ts';
import { connectStore } from './open-parts.ts';

/**
 * Opens the keys; needs the store, not the model.
 * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`, `migration-failed`
 */
export async function composeKeys(config: Config): Promise<{ keys: ManageKeys; close(): Promise<void> }> {
  const connection = await connectStore(config.store, () => {});
  const keys = createManageKeys(createDrizzleKeyStore(connection), randomKeySecrets);
  return { keys, close: () => connection.close() };
}

/**
 * Opens the feedback report; needs the store and the taxonomy, not the model.
 * @throws DomainError `corpus-invalid`, and the errors of `composeKeys`
 */
export async function composeFeedbackReport(
  config: Config,
): Promise<{ reportFeedback: ReportFeedback; close(): Promise<void> }> {
  const taxonomy = await loadTaxonomy(config.corpusDirectory);
  const connection = await connectStore(config.store, () => {});
  const store = createDrizzleExperienceStore(connection);
  const feedbackStore = createDrizzleFeedbackStore(connection);
  return {
    reportFeedback: createReportFeedback({ feedbackStore, store, taxonomy }),
    close: () => connection.close(),
  };
}

/** Opens the register; needs neither the store nor the model. */
export async function composeFindTerritories(): Promise<FindTerritories> {
  return createFindTerritories(await createOfficialGazetteer());
}
