import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSegments } from './segments.ts';

const textsOf = (priorities: string) => splitSegments(priorities).map(({ text }) => text);
const separatorsOf = (priorities: string) => splitSegments(priorities).map(({ separator }) => separator);

describe('splitSegments', () => {
  it.each([
    '1. une crèche rurale\n2) une épicerie sociale\n',
    '- une crèche rurale\n- une épicerie sociale',
    'une crèche rurale \r\n  - une épicerie sociale',
    '• une crèche rurale • une épicerie sociale',
    'a) une crèche rurale b) une épicerie sociale',
  ])('reads a list without its marks: %j', (priorities) => {
    expect(textsOf(priorities)).toEqual(['une crèche rurale', 'une épicerie sociale']);
    expect(separatorsOf(priorities)).toEqual(['start', 'line']);
  });

  it('begins a segment at words that announce another need, and drops them when they stand alone', () => {
    expect(splitSegments('Ouvrir une crèche. Par ailleurs, aider le club.')).toMatchObject([
      { text: 'Ouvrir une crèche.', separator: 'start' },
      { text: 'aider le club.', separator: 'link' },
    ]);
    expect(splitSegments('Ouvrir une crèche et aussi aider le club')).toMatchObject([
      { text: 'Ouvrir une crèche', separator: 'start' },
      { text: 'et aussi aider le club', separator: 'link' },
    ]);
  });

  it('keeps a word alone with its neighbours', () => {
    expect(textsOf('aider les maires, départements et régions')).toEqual([
      'aider les maires, départements et régions',
    ]);
    expect(textsOf('vélo, marche et covoiturage')).toEqual(['vélo, marche et covoiturage']);
    expect(textsOf('crèche\nvélo')).toEqual(['crèche', 'vélo']);
  });

  it('cuts neither numbers nor words that hold a link', () => {
    expect(textsOf('un prêt de 1,5 million sur 12 ans')).toEqual(['un prêt de 1,5 million sur 12 ans']);
    expect(textsOf('épuiser puiser depuis outremer')).toEqual(['épuiser puiser depuis outremer']);
  });

  it('gives nothing for a text without a word', () => {
    expect(splitSegments('')).toEqual([]);
    expect(splitSegments(' ?\n3 ; à !')).toEqual([]);
  });

  it('gives slices in order, apart from each other, and leaves out no word but links', () => {
    const piece = fc.constantFrom(
      ...['crèche', 'une épicerie', 'SCIC', 'l’école', 'à', '2026', 'par ailleurs', 'puis', 'enfin', 'y'],
      ...[
        ' ',
        '\n',
        '\n\n',
        ', ',
        ' : ',
        ' ; ',
        '. ',
        ' ? ',
        ' et ',
        ' ou ',
        ' - ',
        '- ',
        '1) ',
        '• ',
        '…',
        '\r\n',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const priorities = pieces.join('').trim();
        let end = 0;
        let between = '';
        for (const segment of splitSegments(priorities)) {
          expect(segment.start).toBeGreaterThanOrEqual(end);
          expect(segment.text).toBe(priorities.slice(segment.start, segment.end));
          expect(segment.text).toMatch(/\p{L}{2}/u);
          expect(segment.text.trim()).toBe(segment.text);
          between += ` ${priorities.slice(end, segment.start)}`;
          end = segment.end;
        }
        const left = `${between} ${priorities.slice(end)}`.match(/\p{L}{2,}/gu) ?? [];
        expect(left.filter((word) => !/^(?:et|ou|par|ailleurs|puis|enfin)$/.test(word))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
