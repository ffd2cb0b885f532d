import type { Access } from '../experience/experience.ts';
import type { ImportNote } from '../resource/resource.ts';

/** One change that an import makes or would make. */
export interface ImportChange {
  readonly kind: 'resource' | 'experience';
  readonly change: 'added' | 'changed' | 'removed';
  readonly id: string;
  readonly title: string;
  /** `members` when what was there or what comes is for members: only they may read the change. */
  readonly access: Access;
  /** The difference as text, a line an element, each beginning with `+`, `-` or a space. */
  readonly lines: readonly string[];
}

/** What an import did, or would do. */
export interface ImportReport {
  readonly resources: {
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    /** No longer on the site: marked, not deleted. */
    readonly gone: number;
  };
  readonly experiences: {
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly removed: number;
  };
  /** What could not be placed, in the order of the documents. */
  readonly notes: readonly ImportNote[];
  /** Of a dry run; null otherwise. */
  readonly diff: readonly ImportChange[] | null;
}
