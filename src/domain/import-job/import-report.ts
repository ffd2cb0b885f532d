import type { FieldDifference } from '../experience/difference.ts';
import type { Access } from '../experience/experience.ts';
import type { ImportNote } from '../resource/resource.ts';

export interface ResourceCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** No longer in their listing: kept, and marked. */
  readonly gone: number;
}

export interface ExperienceCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** No longer told by their resource. */
  readonly removed: number;
}

export interface ExperienceChange {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly id: string;
  readonly title: string;
  /** `members` when what was there or what comes is for members: only they may read the change. */
  readonly access: Access;
  /** Null for a fiche that comes without one. */
  readonly resourceTitle: string | null;
  /** What is seen of it; only its proofs or its visibility change when this is empty. */
  readonly fields: readonly FieldDifference[];
}

/** What an import did; or what it would do, when nothing was stored. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly resources: ResourceCounts;
  readonly experiences: ExperienceCounts;
  /** In the order of the documents. Their fields are told by a dry run only. */
  readonly changes: readonly ExperienceChange[];
  /** Corrections taken from an export. */
  readonly corrections: number;
  /** Feedback taken from an export. */
  readonly feedback: number;
  /** What could not be placed, or was placed with a doubt. */
  readonly notes: readonly ImportNote[];
}
