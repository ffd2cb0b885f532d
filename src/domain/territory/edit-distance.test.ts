import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, prefixEditDistance } from './edit-distance.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 12 });
const limit = fc.integer({ min: 0, max: 4 });

/** Textbook definition, without band, limit or reuse of memory. */
function textbookDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [headA, headB] = [a.slice(0, -1), b.slice(0, -1)];
  const ways = [
    textbookDistance(headA, b) + 1,
    textbookDistance(a, headB) + 1,
    textbookDistance(headA, headB) + (a.at(-1) === b.at(-1) ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    ways.push(textbookDistance(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...ways);
}

describe('editDistance', () => {
  it.each([
    ['rennes', 'rennes', 0],
    ['renes', 'rennes', 1],
    ['parsi', 'paris', 1],
    ['monpelier', 'montpellier', 2],
    ['lyon', 'brest', 3],
  ])('between « %s » and « %s » is %i', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
  });

  it('is the textbook distance, capped just above the limit', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(short, short, limit, (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(textbookDistance(a, b), most + 1));
      }),
    );
  });

  it('measures texts far longer than a name', () => {
    expect(editDistance(`${'a'.repeat(999)}b`, 'a'.repeat(1000), 2)).toBe(1);
  });
});

describe('prefixEditDistance', () => {
  it('is the smallest distance to a prefix of the text from the given start', () => {
    fc.assert(
      fc.property(word, word, fc.nat(4), limit, (query, text, offset, most) => {
        const start = Math.min(offset, text.length);
        const distances = Array.from({ length: text.length - start + 1 }, (_, length) =>
          editDistance(query, text.slice(start, start + length), most),
        );
        expect(prefixEditDistance(query, text, start, most)).toBe(Math.min(...distances));
      }),
    );
  });
});
