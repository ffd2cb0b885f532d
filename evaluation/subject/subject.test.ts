import { expect, it } from 'vitest';
import { fold } from '../../src/domain/text/fold.ts';
import { readNeeds, readOffSubject, readOnSubject } from './read-questions.ts';

const [offSubject, onSubject, requests] = await Promise.all([readOffSubject(), readOnSubject(), readNeeds()]);

/** Texts that differ only by capitals, accents, spaces or punctuation share a key; emojis and signs keep theirs. */
function keyOf(text: string): string {
  return (
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim() || text
  );
}

function repeatedIn(texts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return texts.filter((text) => seen.size === seen.add(keyOf(text)).size);
}

function sizesOf(groups: readonly string[]): readonly number[] {
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes.values()];
}

it.each([
  ['families off the subject', offSubject.map(({ family }) => family)],
  ['forms on the subject', onSubject.map(({ form }) => form)],
])('has forty %s of eleven questions', (_, groups) => {
  const sizes = sizesOf(groups);
  expect(sizes.length).toBeGreaterThanOrEqual(40);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
});

it('has questions on the subject that no experience answers', () => {
  expect(onSubject.filter(({ covered }) => covered === false).length).toBeGreaterThanOrEqual(100);
});

it('has seventy-five requests of one need, and as many of several', () => {
  const several = requests.filter(({ needs }) => needs.length > 1).length;
  expect(several).toBeGreaterThanOrEqual(75);
  expect(requests.length - several).toBeGreaterThanOrEqual(75);
});

it('quotes needs word for word, apart from each other and in the order of the request', () => {
  const misquoted = requests.filter(({ text, needs }) => {
    let end = 0;
    return needs.some((need) => {
      const start = text.indexOf(need, end);
      end = start + need.length;
      return start < 0;
    });
  });
  expect(misquoted).toEqual([]);
});

it('repeats no question', () => {
  expect(repeatedIn([...offSubject, ...onSubject, ...requests].map(({ text }) => text))).toEqual([]);
});
