import type { Lever } from '../domain/lever/lever.ts';
import type { Theme } from '../domain/theme/theme.ts';

/** The levers and themes of the service, in the order in which they are shown. */
export interface Taxonomy {
  readonly levers: readonly Lever[];
  readonly themes: readonly Theme[];
  /** Of its content. */
  readonly hash: string;
}
