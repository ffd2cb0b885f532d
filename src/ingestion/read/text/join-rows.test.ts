import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinRows } from './join-rows.ts';

const LONG = 'La commune prête un atelier municipal à une asso';

describe('joinRows', () => {
  it.each([
    ['une ressour-', 'cerie associative', 'une ressourcerie associative'],
    ['de celui-', 'ci seulement', 'de celui-ci seulement'],
    ['La commune voisine, elle aussi, prête depuis peu', 'un atelier', null],
  ])('joins %j and %j', (row, next, expected) => {
    expect(joinRows(row, next)).toBe(expected ?? `${row} ${next}`);
  });

  it.each([
    ['Rendez-', 'Vous'],
    ['Budget | 2019 | mise de fonds et autres apports', 'ressour-'],
    ['Une réponse courte', 'et une autre'],
    ['La commune prête un atelier municipal à une association.', 'et puis'],
    [LONG, 'Une autre ligne'],
    ['Une ligne assez longue pour être coupée à la fin de', 'Belle-Rive'],
    ['A-', 'nne'],
    ['', ''],
  ])('keeps %j and %j apart', (row, next) => {
    expect(joinRows(row, next)).toBeNull();
  });

  it('restores a word cut anywhere, and loses nothing but the hyphen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.constantFrom('ressourcerie', 'coopérative', 'œuvrière'),
        (at, word) => {
          const cut = Math.min(at, word.length - 2);
          expect(joinRows(`${word.slice(0, cut)}-`, word.slice(cut))).toBe(word);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), fc.string(), (row, next) => {
        const strip = (text: string) => text.replace(/[\s\u2010-]/gu, '');
        const joined = joinRows(row, next);
        if (joined !== null) expect(strip(joined)).toBe(strip(row + next));
      }),
    );
  });
});
