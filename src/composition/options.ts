import type { IncidentPart } from '../adapters/telemetry/service-metrics.ts';
import type { ServiceTelemetry } from '../adapters/telemetry/service-telemetry.ts';
import type { CountRequests } from '../application/access/count-requests.ts';
import type { Essaimage } from '../application/essaimage.ts';
import type { ExportRecords } from '../application/import/export-records.ts';
import type { ImportDocuments } from '../application/import/import-documents.ts';
import type { ImportExperiences } from '../application/import/import-experiences.ts';
import type { EmbedTexts } from '../application/operate/embed-texts.ts';
import type { RecommendDependencies } from '../application/recommend/recommend.ts';
import type { RankingWeights } from '../domain/matching/weights.ts';
import type { EndedImport } from '../ports/telemetry.ts';

/** Use cases of the command line only. */
export interface Administration {
  readonly importDocuments: ImportDocuments;
  readonly exportRecords: ExportRecords;
}

/** The whole service, assembled. */
export interface Composition {
  readonly essaimage: Essaimage;
  readonly importExperiences: ImportExperiences;
  /** Unrestricted access, for the command line. */
  readonly administration: Administration;
  /** Model of this service, for other instances. */
  readonly embedTexts: EmbedTexts;
  /** Starts to run the imports queued through the API, those of before a restart included. */
  startImportJobs(): void;
  /** Counts requests with the other instances of the database; null with the embedded one. */
  readonly countRequests: CountRequests | null;
  /** Deletes expired feedback now, then every day. */
  startFeedbackPurge(): Promise<void>;
  /** Parts of `recommend`, for benchmarks and evaluations. */
  readonly recommendDependencies: RecommendDependencies;
  /** Metrics and traces; empty unless `isWatched`. */
  readonly telemetry: Pick<ServiceTelemetry, 'registry' | 'startTrace'>;
  /** Waits for running work, then closes the model and the store. */
  close(): Promise<void>;
}

export interface CompositionOptions {
  /** Called at each incident, such as a thread that died and is being replaced. */
  readonly onIncident?: (what: IncidentPart, cause: unknown) => void;
  /** Called at the end of each import of the API. */
  readonly onImportEnd?: (ended: EndedImport) => void;
  /** Collects metrics, and traces when configured: for the HTTP service. */
  readonly isWatched?: boolean;
  readonly weights?: RankingWeights;
}

export type Incident = NonNullable<CompositionOptions['onIncident']>;
