import manifest from '../../package.json' with { type: 'json' };
import { loadTaxonomy } from '../adapters/corpus/load-taxonomy.ts';
import { randomKeySecrets } from '../adapters/keys/random-key-secrets.ts';
import { createDrizzleKeyStore } from '../adapters/store/drizzle-access-stores.ts';
import { createDrizzleExperienceStore } from '../adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../adapters/store/drizzle-import-store.ts';
import { createDrizzleFeedbackStore } from '../adapters/store/drizzle-public-stores.ts';
import { createDrizzleSourceCheckStore } from '../adapters/store/drizzle-review-store.ts';
import { createManageKeys } from '../application/access/manage-keys.ts';
import { createFindSimilarTerritories } from '../application/browse/similar-territories.ts';
import {
  createFindTerritories,
  createGetTerritory,
  type FindTerritories,
} from '../application/browse/territories.ts';
import { createDeleteExperience } from '../application/edit/delete-experience.ts';
import { createReportFeedback } from '../application/feedback/report-feedback.ts';
import { createCheckSources } from '../application/operate/check-sources.ts';
import type { Config } from '../config.ts';
import { createFetcher } from '../ingestion/fetch/fetcher.ts';
import type { VisitSource } from '../ports/review-store.ts';
import { connectStore, openRegisters, sha256 } from './open-parts.ts';

/** Opens the keys, without the model. Throws like the store of `compose`. */
export async function composeKeys(config: Config) {
  const connection = await connectStore(config.store, () => {});
  const keys = createManageKeys(createDrizzleKeyStore(connection), randomKeySecrets, () => new Date());
  return { keys, close: () => connection.close() };
}

/** Opens what deletes fiches, without the model. Throws like the store of `compose`. */
export async function composeErasure(config: Config) {
  const connection = await connectStore(config.store, () => {});
  const store = createDrizzleImportStore(connection);
  const deleteExperience = createDeleteExperience({ store, hash: sha256, now: () => new Date() });
  return { deleteExperience, close: () => connection.close() };
}

/** Opens the report, without the model. @throws DomainError `corpus-invalid`, and those of `composeKeys` */
export async function composeFeedbackReport(config: Config) {
  const taxonomy = await loadTaxonomy(config.corpusDirectory);
  const connection = await connectStore(config.store, () => {});
  const store = createDrizzleExperienceStore(connection);
  const feedbackStore = createDrizzleFeedbackStore(connection);
  const reportFeedback = createReportFeedback({ feedbackStore, store, taxonomy });
  return { reportFeedback, close: () => connection.close() };
}

/** Opens the register; needs neither the store nor the model. @throws DomainError `corpus-invalid` */
export async function composeFindTerritories(config: Config): Promise<FindTerritories> {
  return createFindTerritories(await openRegisters(config));
}

/**
 * Opens the register and the store, without the model. @throws DomainError `corpus-invalid`, and those of `composeKeys`
 */
export async function composeSimilarTerritories(config: Config) {
  const registers = await openRegisters(config);
  const connection = await connectStore(config.store, () => {});
  const store = createDrizzleExperienceStore(connection);
  const getTerritory = createGetTerritory(registers);
  const findSimilarTerritories = createFindSimilarTerritories({ ...registers, getTerritory, store });
  return { findSimilarTerritories, close: () => connection.close() };
}

/** One source in full, then the next. */
const SOURCE_TIMEOUT_MS = 30_000;
const SOURCE_BYTES = 20_000_000;

/** Opens what visits the sources, without the model. Throws like the store of `compose`. */
export async function composeCheckSources({ store: settings, importContact }: Config) {
  const connection = await connectStore(settings, () => {});
  const { fetch } = createFetcher({
    version: manifest.version,
    contact: importContact,
    timeoutMs: SOURCE_TIMEOUT_MS,
    maxBytes: SOURCE_BYTES,
    maxSites: Number.POSITIVE_INFINITY,
  });
  const visit: VisitSource = async (url, signal) => (await fetch(url, signal)).url;
  const checkSources = createCheckSources({
    store: createDrizzleExperienceStore(connection),
    checks: createDrizzleSourceCheckStore(connection),
    visit,
    now: () => new Date(),
  });
  return { checkSources, close: () => connection.close() };
}
