import type { Taxonomy } from '../ports/taxonomy.ts';
import type { AuthenticateKey } from './authenticate-key.ts';
import type { GetLever, ListLevers, ListThemes } from './browse-taxonomy.ts';
import type { CheckReadiness } from './check-readiness.ts';
import type { FindTerritories } from './find-territories.ts';
import type { GetTerritory } from './get-territory.ts';
import type { ListRecentExperiences } from './list-recent-experiences.ts';
import type { ManageFeedback } from './manage-feedback.ts';
import type { ManageFiches } from './manage-fiches.ts';
import type { ManageImportJobs } from './manage-import-jobs.ts';
import type { ManageKeys } from './manage-keys.ts';
import type { FindSimilarExperiences } from './read-experience.ts';
import type { ReadLoad } from './read-load.ts';
import type { Recommend } from './recommend.ts';
import type { SearchExperiences } from './search-experiences.ts';

/** Everything that the service can be asked: what HTTP and the command line are given. */
export interface Essaimage {
  readonly recommend: Recommend;
  readonly searchExperiences: SearchExperiences;
  readonly fiches: ManageFiches;
  readonly listRecentExperiences: ListRecentExperiences;
  readonly findSimilarExperiences: FindSimilarExperiences;
  readonly listLevers: ListLevers;
  readonly getLever: GetLever;
  readonly listThemes: ListThemes;
  readonly findTerritories: FindTerritories;
  readonly getTerritory: GetTerritory;
  readonly feedback: ManageFeedback;
  readonly checkReadiness: CheckReadiness;
  readonly readLoad: ReadLoad;
  readonly authenticateKey: AuthenticateKey;
  readonly keys: ManageKeys;
  readonly imports: ManageImportJobs;
  /** For the labels of what is shown. */
  readonly taxonomy: Taxonomy;
}
