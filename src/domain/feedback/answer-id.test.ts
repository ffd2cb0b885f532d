import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { answerId, isAnswerId } from './answer-id.ts';
import { RECOMMENDATION_ID } from './feedback.ts';

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
