import { FICHES, type Fiches } from './fiches.ts';
import type { SetName } from './requests.ts';
import { VARIANTS, type Variant } from './variants.ts';

/** A set to measure, perhaps written otherwise, perhaps over fiches that lost their needs. */
export interface Case {
  readonly set: SetName;
  /** `sample` is one request in five. */
  readonly part: 'whole' | 'sample';
  readonly variant: Variant | null;
  readonly fiches: Fiches | null;
}

const sample = { set: 'learning', part: 'sample', variant: null, fiches: null } as const satisfies Case;

/** The cases of the README. */
export const CASES: readonly [Case, ...Case[]] = [
  { ...sample, part: 'whole' },
  { ...sample, part: 'whole', set: 'development' },
  sample,
  ...VARIANTS.map((variant) => ({ ...sample, variant })),
  ...FICHES.map((fiches) => ({ ...sample, fiches })),
];

/** Names a case where results are recorded. */
export function nameOf({ set, part, variant, fiches }: Case): string {
  return [set, part, variant, fiches].filter((word) => word !== null).join(' ');
}
