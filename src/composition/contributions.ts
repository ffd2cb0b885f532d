import { randomBytes } from 'node:crypto';
import {
  createDrizzleBlindSpotStore,
  createDrizzleContributionStore,
} from '../adapters/store/drizzle-public-stores.ts';
import type { StoreConnection } from '../adapters/store/session/database.ts';
import { type ContributeDependencies, createContribute } from '../application/edit/contribute.ts';
import { createDailyPurge } from '../application/operate/purge-daily.ts';
import {
  countingBlindSpots,
  createBlindSpotCounter,
  createListBlindSpots,
} from '../application/recommend/count-blind-spots.ts';
import type { RecommendWithDates } from '../application/recommend/recommend.ts';
import type { Config } from '../config.ts';
import type { Incident } from './options.ts';

/** Contacts without a decision and counts are forgotten after a year. */
const RETENTION_DAYS = 365;

/** Experiences that readers propose, and counts of what they did not find. */
export function composeContributions(
  { operator }: Config,
  connection: Pick<StoreConnection, 'run'>,
  writing: Omit<ContributeDependencies, 'contributionStore' | 'newSalt'>,
  onIncident: Incident,
) {
  const { now } = writing;
  const contributionStore = createDrizzleContributionStore(connection);
  const blindSpotStore = createDrizzleBlindSpotStore(connection);
  const newSalt = () => randomBytes(4).toString('hex');
  const onLoss = (cause: unknown) => onIncident('blind-spots', cause);
  const counter = createBlindSpotCounter({ store: blindSpotStore, now, onIncident: onLoss });
  const purge = (
    part: 'contributions' | 'blind-spots',
    { removeBefore }: typeof contributionStore | typeof blindSpotStore,
  ) =>
    createDailyPurge({
      removeBefore,
      now,
      retentionDays: RETENTION_DAYS,
      onIncident: (cause) => onIncident(part, cause),
    });
  return {
    useCases: {
      contribute: createContribute({ ...writing, contributionStore, newSalt }),
      listBlindSpots: createListBlindSpots({ ...writing, store: blindSpotStore }),
    },
    /** Counts the questions of `recommend` when the operator asks for it. */
    counting: (recommend: RecommendWithDates) =>
      operator.countsBlindSpots ? countingBlindSpots(recommend, counter) : recommend,
    counter,
    purges: [purge('contributions', contributionStore), purge('blind-spots', blindSpotStore)],
  };
}
