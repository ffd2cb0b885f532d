import type { Lever } from '../domain/lever/lever.ts';
import type { Theme } from '../domain/theme/theme.ts';

/** Levers and themes of the service, in display order. */
export interface Taxonomy {
  readonly levers: readonly Lever[];
  readonly themes: readonly Theme[];
  /** Hash of what recognises and names levers and themes; their law does not change it. */
  readonly hash: string;
}
