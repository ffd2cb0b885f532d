import { expect, it } from 'vitest';
import { REASONS as KEPT } from '../../src/domain/feedback/feedback.ts';
import { REASONS as OFFERED } from '../../web/page/search/opinion/opinion-reasons.ts';

it.each(['useful', 'not-useful'] as const)(
  'offers the reasons that the service keeps for %s, in its words',
  (verdict) => {
    expect(OFFERED[verdict]).toEqual(Object.entries(KEPT[verdict]));
  },
);
