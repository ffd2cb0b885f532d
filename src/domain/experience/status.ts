import type { ExperienceOrigin } from './experience.ts';

/** What people decided of an experience: readers see the `published` ones alone. */
export const STATUSES = ['proposed', 'published', 'set-aside'] as const;
export type Status = (typeof STATUSES)[number];

/** Status of an experience of which nothing is decided: what the service draws from a text is a proposal. */
export function firstStatus(origin: ExperienceOrigin): Status {
  return origin === 'resource' ? 'proposed' : 'published';
}
