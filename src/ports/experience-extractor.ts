import type { Resource, ResourceExtraction } from '../domain/resource/resource.ts';

/** Draws from a resource the experiences that it tells. */
export interface ExperienceExtractor {
  /**
   * Of all that decides what is drawn besides the resource: two extractors of one version draw the same
   * experiences, with the same notes, from the same resource.
   */
  readonly version: string;
  /**
   * Experiences in reading order; `signal` stops it at once.
   * @throws DomainError `import-unreadable` when it is the resource that cannot be read, which others may
   * outlive; `extractor-unavailable`, `deadline-exceeded`, `embedder-unavailable`; the reason of `signal`
   */
  extract(resource: Resource, signal: AbortSignal): Promise<ResourceExtraction>;
}
