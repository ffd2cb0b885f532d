import { describe, expect, it } from 'vitest';
import {
  FEEDBACK_REASONS,
  isFeedbackReason,
  isKeptComment,
  isReasonOf,
  labelOfReason,
  VERDICTS,
} from './feedback.ts';

describe('a reason', () => {
  it('goes with one verdict, and has a label', () => {
    for (const reason of FEEDBACK_REASONS) {
      expect(VERDICTS.filter((verdict) => isReasonOf(verdict, reason))).toHaveLength(1);
      expect(labelOfReason(reason)).toMatch(/^[A-ZÀ-Ý].*[^.]$/);
    }
  });

  it.each(['', 'useful', 'toString', '__proto__'])('is not %j', (code) => {
    expect(isFeedbackReason(code)).toBe(false);
  });
});

describe('a comment', () => {
  it.each(['é', 'Deux\r\n\tlignes', '<b>', '👨‍👩‍👧'.repeat(100), '🎉'.repeat(1000)])('may be %j', (text) => {
    expect(isKeptComment(text)).toBe(true);
  });

  it.each(['', ' a', 'a\n', 'e\u0301', 'a\u0000', 'a\u0085', '\ud800', '🎉'.repeat(1001)])(
    'may not be %j',
    (text) => {
      expect(isKeptComment(text)).toBe(false);
    },
  );
});
