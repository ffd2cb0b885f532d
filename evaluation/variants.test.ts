import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fiches, forgetFiches } from './fiches.ts';
import { rewrite, VARIANTS } from './variants.ts';

const words = (text: string) => text.split(' ');
const word = fc.string({ unit: fc.constantFrom(...'abcdeéèœ'), minLength: 1, maxLength: 12 });
const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(' '));
const text = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join(', ')}.`);

describe('a request written otherwise', () => {
  it.each(VARIANTS)('is the same each time: %s', (variant) => {
    fc.assert(
      fc.property(text, fc.string(), (given, id) => {
        expect(rewrite(given, id, variant)).toBe(rewrite(given, id, variant));
      }),
    );
  });

  it('keeps its words when mistyped, but for a letter of the long ones', () => {
    fc.assert(
      fc.property(sentence, fc.string(), (given, id) => {
        const plain = words(rewrite(given, id, 'no-accents'));
        const typed = words(rewrite(given, id, 'typing'));
        expect(typed).toHaveLength(plain.length);
        for (const [index, word] of plain.entries()) {
          const other = typed[index] ?? '';
          if (word.length < 6) expect(other).toBe(word);
          expect(Math.abs(other.length - word.length)).toBeLessThanOrEqual(1);
          expect(other[0]).toBe(word[0]);
        }
      }),
    );
  });

  it('mistypes a quarter of its long words', () => {
    const given = Array.from({ length: 4_000 }, () => 'ressourcerie').join(' ');
    const changed = words(rewrite(given, 'q1', 'typing')).filter((word) => word !== 'ressourcerie');
    // Some faults change nothing: the two s swapped.
    expect(changed.length / 4_000).toBeGreaterThan(0.21);
    expect(changed.length / 4_000).toBeLessThan(0.27);
    expect(new Set(changed.map(({ length }) => length))).toEqual(new Set([11, 12, 13]));
  });

  it('says its marks when dictated, and keeps its numbers', () => {
    expect(rewrite('Bonjour,\nune épicerie à 3,5 km ? Oui. Merci !', 'q1', 'dictated')).toBe(
      'bonjour virgule à la ligne une épicerie à 3,5 km point d’interrogation oui point merci point d’exclamation',
    );
  });

  it('loses its accents, or its small letters', () => {
    expect(rewrite('L’épicerie où ?', 'q1', 'no-accents')).toBe('L’epicerie ou ?');
    expect(rewrite('L’épicerie où ?', 'q1', 'capitals')).toBe('L’ÉPICERIE OÙ ?');
  });
});

it('forgets what was judged of all the fiches, or of about half of them', () => {
  const requests = [
    { experiences: Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`e${i}`, 3])) },
  ];
  const kept = (kind: Fiches) => Object.keys(forgetFiches(requests, kind)[0]?.experiences ?? {}).length;
  expect(kept('unjudged')).toBe(0);
  expect(kept('half-judged')).toBeGreaterThan(450);
  expect(kept('half-judged')).toBeLessThan(550);
  expect(forgetFiches(requests, 'half-judged')).toEqual(forgetFiches(requests, 'half-judged'));
});
