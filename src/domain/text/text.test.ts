import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countNoun, joinWithAnd, shorten } from '../french/formats.ts';
import { calmCapitals, fold } from './fold.ts';
import { splitSentences } from './sentences.ts';
import { createTextAnalysis } from './terms.ts';
import { splitWords } from './words.ts';

describe('fold', () => {
  it('removes case, accents, ligatures and curly apostrophes', () => {
    expect(fold('L’Œuvre d’Été à Ça')).toBe("l'oeuvre d'ete a ca");
  });

  it('is idempotent on any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('splitWords', () => {
  it('separates on apostrophes and hyphens and keeps positions', () => {
    const text = "Sous-main de l'épicerie, 4 000 m²";
    const words = splitWords(text);
    expect(words.map((word) => word.text)).toEqual(['Sous', 'main', 'de', 'l', 'épicerie', '4', '000', 'm²']);
    for (const word of words) expect(text.slice(word.start, word.end)).toBe(word.text);
  });
});

describe('createTextAnalysis', () => {
  const analyse = createTextAnalysis((word) => word.replace(/s$/, ''));

  it('gives the same terms with and without accents', () => {
    const stems = (text: string) => analyse(text).map((term) => term.stem);
    expect(stems('Des épiceries solidaires à rénover')).toEqual(stems('des epiceries solidaires a renover'));
    expect(stems('Des épiceries solidaires à rénover')).toEqual(['epicerie', 'solidaire', 'renover']);
  });

  it('gives the same terms with either apostrophe', () => {
    expect(analyse('L’épicerie d’Uzès').map(({ stem }) => stem)).toEqual(
      analyse("L'épicerie d'Uzès").map(({ stem }) => stem),
    );
  });

  it('drops formulas of politeness and function words', () => {
    expect(
      analyse("Bonjour, nous voudrions qu'on nous le dise s'il vous plaît, merci").map((t) => t.stem),
    ).toEqual(['dise', 'plait']);
  });
});

describe('splitSentences', () => {
  it.each([
    ['Une phrase. Une autre ! Une troisième ?', ['Une phrase.', 'Une autre !', 'Une troisième ?']],
    ['M. Martin préside. Il signe.', ['M. Martin préside.', 'Il signe.']],
    [
      'Des vélos, des jouets, etc. Elle vend tout. Des vélos, etc., et des jouets etc. ou rien.',
      ['Des vélos, des jouets, etc.', 'Elle vend tout.', 'Des vélos, etc., et des jouets etc. ou rien.'],
    ],
    ['Voir p. 3. Puis le reste.', ['Voir p. 3.', 'Puis le reste.']],
    [
      'Elle a dit « Oui ! Nous venons. » avant de partir. Fin.',
      ['Elle a dit « Oui ! Nous venons. » avant de partir.', 'Fin.'],
    ],
    ['', []],
  ])('cuts %j as a reader would', (text, expected) => {
    expect(splitSentences(text)).toEqual(expected);
  });

  it('loses no character but white space', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Un mot', '. ', '« ', ' »', '! ', 'M.', 'é', '\n', '3')),
        (parts) => {
          const text = parts.join('');
          const strip = (value: string) => value.replace(/\s/gu, '');
          expect(strip(splitSentences(text).join(''))).toBe(strip(text));
        },
      ),
    );
  });
});

describe('French number and lists', () => {
  it('uses the plural from two on', () => {
    expect([0, 1, 2].map((count) => countNoun(count, 'cas', 'cas'))).toEqual(['0 cas', '1 cas', '2 cas']);
    expect(countNoun(1, 'levier', 'leviers')).toBe('1 levier');
    expect(countNoun(3, 'levier', 'leviers')).toBe('3 leviers');
  });

  it('joins with commas and «et»', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joinWithAnd)).toEqual([
      '',
      'a',
      'a et b',
      'a, b et c',
    ]);
  });

  it('shortens at a word, within the length', () => {
    expect(shorten('une épicerie', 20)).toBe('une épicerie');
    expect(shorten('une épicerie solidaire', 16)).toBe('une épicerie…');
    expect(shorten('une épicerie, solidaire', 16)).toBe('une épicerie…');
  });
});

it.each([
  ['REPRENDRE L’ÉPICERIE DU VILLAGE', 'reprendre l’épicerie du village'],
  ['candidature TZCLD, quel portage ?', 'candidature TZCLD, quel portage ?'],
  ['SCIC, PTCE', 'SCIC, PTCE'],
  ['', ''],
])('reads %j as %j', (typed, read) => {
  expect(calmCapitals(typed)).toBe(read);
});
