import type { IncidentPart } from '../adapters/telemetry/service-metrics.ts';
import type { RankingWeights } from '../domain/matching/weights.ts';
import type { EndedImport } from '../ports/telemetry.ts';

/** Receives each incident, such as a thread that died and is being replaced. */
export type Incident = (what: IncidentPart, cause: unknown) => void;

export interface CompositionOptions {
  readonly onIncident?: Incident;
  /** Called at the end of each import of the API. */
  readonly onImportEnd?: (ended: EndedImport) => void;
  /** Collects metrics, and traces when configured: for the HTTP service. */
  readonly isWatched?: boolean;
  readonly weights?: RankingWeights;
}
