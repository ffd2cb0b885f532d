import type { Lever } from '../../src/domain/lever/lever.ts';
import type { LeverLaw, Permission } from '../../src/domain/lever/lever-law.ts';
import type { Theme } from '../../src/domain/theme/theme.ts';

/** Lever without cues nor signs, for code that reads its id and label only. */
export function bareLever(id: string, label = id): Lever {
  const signs = { tells: [], says: [], hints: [] };
  return {
    id,
    label,
    definition: '',
    cues: [],
    refusedAs: [],
    otherSenses: [],
    signs,
    examples: [],
    law: null,
  };
}

/** Theme for code that reads its id and label only. */
export function bareTheme(id: string, label = id): Theme {
  return { id, label, definition: '', cues: [], otherSenses: [] };
}

/** Law that gives every kind the same permission. */
export function bareLaw(permission: Permission): LeverLaw {
  return {
    reviewedBy: null,
    whoMay: {
      commune: permission,
      epci: permission,
      ept: permission,
      departement: permission,
      region: permission,
    },
    texts: [],
    watchOut: [],
    firstSteps: [],
    thresholds: [],
  };
}
