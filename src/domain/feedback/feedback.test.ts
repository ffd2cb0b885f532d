import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  answerId,
  FEEDBACK_REASONS,
  isAnswerId,
  isFeedbackReason,
  isKeptComment,
  isReasonOf,
  RECOMMENDATION_ID,
  VERDICTS,
} from './feedback.ts';

describe('a reason', () => {
  it('goes with one verdict', () => {
    for (const reason of FEEDBACK_REASONS) {
      expect(VERDICTS.filter((verdict) => isReasonOf(verdict, reason))).toHaveLength(1);
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

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

it('recognises the ids of answers, and no other', () => {
  const id = answerId('une question', hash);
  expect(id).toMatch(RECOMMENDATION_ID);
  expect(answerId('une question', hash)).toBe(id);
  expect(isAnswerId(id, hash)).toBe(true);
  for (let position = 4; position < id.length; position += 1) {
    const digit = id[position] === '0' ? '1' : '0';
    expect(isAnswerId(`${id.slice(0, position)}${digit}${id.slice(position + 1)}`, hash)).toBe(false);
  }
  for (const other of ['', 'rec_', `rec_${'0'.repeat(20)}`, `${id}0`, id.toUpperCase()]) {
    expect(isAnswerId(other, hash)).toBe(false);
  }
});
