import type { FieldDifference } from '../experience/difference.ts';
import type { Access } from '../experience/experience.ts';
import type { ImportNote } from '../resource/resource.ts';

interface Counts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ResourceCounts extends Counts {
  /** Resources no longer in their listing: kept, and marked. */
  readonly gone: number;
}

export interface ExperienceCounts extends Counts {
  /** Experiences no longer in their resource. */
  readonly removed: number;
}

export interface ExperienceChange {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly id: string;
  readonly title: string;
  /** `members` when the old or the new version is for members: only they may read the change. */
  readonly access: Access;
  /** Null for a fiche without resource. */
  readonly resourceTitle: string | null;
  /** Visible differences; empty when only the evidence or the visibility changes. */
  readonly fields: readonly FieldDifference[];
}

/** Result of an import, or of a dry run. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly resources: ResourceCounts;
  readonly experiences: ExperienceCounts;
  /** In the order of the documents; only a dry run fills their `fields`. */
  readonly changes: readonly ExperienceChange[];
  /** Number of corrections taken from an export. */
  readonly corrections: number;
  /** Number of feedback entries taken from an export. */
  readonly feedback: number;
  readonly notes: readonly ImportNote[];
}
