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

/** What nobody reaches through HTTP: for the command line. */
export interface Administration {
  readonly importDocuments: ImportDocuments;
  readonly exportRecords: ExportRecords;
}

/** The whole service, assembled. */
export interface Composition {
  readonly essaimage: Essaimage;
  readonly importExperiences: ImportExperiences;
  /** For who may see and change everything: the command line. */
  readonly administration: Administration;
  /** The model of this service, for other instances. */
  readonly embedTexts: EmbedTexts;
  /** Starts to run the imports asked for through the API, those of before a restart included. */
  startImportJobs(): void;
  /** Counts requests with the other instances of the database; null where there can be no other. */
  readonly countRequests: CountRequests | null;
  /** Forgets feedback that is too old, then does so every day. */
  startFeedbackPurge(): Promise<void>;
  /** What recommendations are made of, for what measures them part by part. */
  readonly recommendDependencies: RecommendDependencies;
  /** Measures and traces; without anything in them unless `isWatched`. */
  readonly telemetry: Pick<ServiceTelemetry, 'registry' | 'startTrace'>;
  /** Lets what runs end, then closes the model and the store. */
  close(): Promise<void>;
}

export interface CompositionOptions {
  /** Told when a thread of the service died and is being replaced. */
  readonly onIncident?: (what: IncidentPart, cause: unknown) => void;
  /** Told how each import asked for through the API ended. */
  readonly onImportEnd?: (ended: EndedImport) => void;
  /** Measures what happens, and traces it when the configuration says so: for what serves. */
  readonly isWatched?: boolean;
  readonly weights?: RankingWeights;
}

export type Incident = NonNullable<CompositionOptions['onIncident']>;
