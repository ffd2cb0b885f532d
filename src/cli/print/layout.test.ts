import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hang, labelled, wrap } from './layout.ts';

const words = fc.array(fc.stringMatching(/^[a-zà-ü'’.,()]{1,25}$/), { minLength: 1, maxLength: 40 });

test('wrapping keeps every word, and the width except for a longer word', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 5, max: 60 }), (given, width) => {
      const lines = wrap(given.join(' '), width);
      expect(lines.join(' ')).toBe(given.join(' '));
      for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
    }),
  );
});

test('lines are filled greedily', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 5, max: 60 }), (given, width) => {
      const lines = wrap(given.join(' '), width);
      for (const [index, line] of lines.slice(0, -1).entries()) {
        const [next = ''] = (lines[index + 1] ?? '').split(' ');
        expect(line.length + 1 + next.length).toBeGreaterThan(width);
      }
    }),
  );
});

test('a line never begins with spaced French punctuation', () => {
  expect(wrap('Pourquoi cela : « oui »', 12)).toEqual(['Pourquoi', 'cela\u00a0:', '«\u00a0oui\u00a0»']);
});

test('styles do not count in the width', () => {
  const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;
  const lines = wrap(`une ${bold('épicerie')} solidaire dans le bourg`, 22);
  expect(lines.map(stripVTControlCharacters)).toEqual(['une épicerie solidaire', 'dans le bourg']);
});

test('hanging lines are aligned on the first one', () => {
  expect(hang(' 1  ', 'une épicerie solidaire', 14)).toEqual([' 1  une', '    épicerie', '    solidaire']);
});

test('a label stands before the first paragraph only', () => {
  expect(labelled('Pourquoi', ['proche', 'rural'], 10, '• ')).toEqual([
    'Pourquoi  • proche',
    '          • rural',
  ]);
  expect(labelled('Pourquoi', [], 10)).toEqual([]);
});
