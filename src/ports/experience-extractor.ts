import type { Resource, ResourceExtraction } from '../domain/resource/resource.ts';

/** Extracts the experiences that a resource describes. */
export interface ExperienceExtractor {
  /**
   * Digest of everything but the resource that decides the result: two extractors of one version give the same
   * experiences and notes for the same resource.
   */
  readonly version: string;
  /**
   * Extracts experiences in reading order; `signal` stops it at once.
   * @throws DomainError `import-unreadable` when this resource cannot be read (others may still be);
   * `extractor-unavailable`, `deadline-exceeded`, `embedder-unavailable`; the reason of `signal`
   */
  extract(resource: Resource, signal: AbortSignal): Promise<ResourceExtraction>;
}
