import type { Resource, ResourceExtraction } from '../domain/resource/resource.ts';

/** Draws from a resource the experiences that it tells. */
export interface ExperienceExtractor {
  /**
   * The same resource gives the same experiences. Experiences in reading order.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`
   */
  extract(resource: Resource): Promise<ResourceExtraction>;
}
