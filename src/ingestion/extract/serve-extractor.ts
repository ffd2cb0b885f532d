import type { Resource, ResourceExtraction } from '../../domain/resource/resource.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Gazetteer, TerritoryNames } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { serveCalls } from '../../threads/call-thread.ts';
import { createExperienceExtractor } from './experience-extractor.ts';
import type { Scale } from './meaning/remember-vectors.ts';

/** Start settings of the thread. It loads the register itself, which is too large to be sent. */
export interface ExtractorSettings {
  readonly taxonomy: Taxonomy;
  /** Calibration of the model that computes the vectors. */
  readonly scale: Scale;
  /** Latest year of an experience. */
  readonly currentYear: number;
}

export type ExtractorCalls = {
  /** Answers once the register is loaded. */
  start(_: null): void;
  /** One at a time. */
  extract(resource: Resource): Promise<ResourceExtraction>;
};

/** Calls of the thread, one at a time. */
export type VectorCalls = Pick<Embedder, 'embedQuery' | 'embedPassages'>;

/**
 * Extracts experiences for the service, which computes the vectors: the model stays in its own thread. An error ends
 * the thread, and the service notices.
 */
export function serveExtractor(
  { taxonomy, scale, currentYear }: ExtractorSettings,
  gazetteer: Gazetteer & TerritoryNames,
): void {
  const calls: ExtractorCalls = {
    start: () => {},
    extract: (resource) => extractor.extract(resource),
  };
  const ask = serveCalls<VectorCalls>(calls);
  const extractor = createExperienceExtractor({
    gazetteer,
    taxonomy,
    embedder: {
      calibration: scale,
      embedQuery: (text) => ask('embedQuery', text),
      embedPassages: (texts) => ask('embedPassages', texts),
    },
    currentYear,
  });
}
