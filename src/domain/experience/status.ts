import type { ExperienceOrigin } from './experience.ts';

/** Decisions on an experience: readers see the `published` ones alone. */
export const STATUSES = ['proposed', 'published', 'set-aside'] as const;
export type Status = (typeof STATUSES)[number];

/** Status of an experience of which nothing is decided: an experience drawn from a text is a proposal. */
export function firstStatus(origin: ExperienceOrigin): Status {
  return origin === 'resource' ? 'proposed' : 'published';
}

/** Whether imports leave an experience to people: readers see it, or a person drew it. */
export const isHeld = ({ status, byHand }: { readonly status: Status | null; readonly byHand: boolean }) =>
  byHand || status === 'published';

/** Lists of an editor: a status, or experiences that their source no longer tells, or tells otherwise. */
export const REVIEW_LISTS = ['proposed', 'published', 'set-aside', 'gone', 'changed'] as const;
export type ReviewList = (typeof REVIEW_LISTS)[number];
