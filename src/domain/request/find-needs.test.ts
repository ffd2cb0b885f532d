import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNeeds, type ReadSegment, splitSegments } from './find-needs.ts';

const textsOf = (priorities: string) => splitSegments(priorities).map(({ text }) => text);

describe('splitSegments', () => {
  it.each([
    '1. une crèche rurale\n2) une épicerie sociale\n',
    '- une crèche rurale\n- une épicerie sociale',
    'une crèche rurale \r\n  - une épicerie sociale',
    '• une crèche rurale • une épicerie sociale',
    'a) une crèche rurale b) une épicerie sociale',
  ])('reads a list without its marks: %j', (priorities) => {
    expect(textsOf(priorities)).toEqual(['une crèche rurale', 'une épicerie sociale']);
  });

  it('begins a segment after words that announce another need', () => {
    expect(splitSegments('Ouvrir une crèche. Par ailleurs, aider le club.')).toMatchObject([
      { text: 'Ouvrir une crèche.', junction: '' },
      { text: 'aider le club.', junction: ' Par ailleurs, ' },
    ]);
    expect(splitSegments('Ouvrir une crèche et aussi aider le club')).toMatchObject([
      { text: 'Ouvrir une crèche', junction: '' },
      { text: 'aider le club', junction: ' et aussi ' },
    ]);
  });

  it('begins a segment where a wish is added', () => {
    const added = 'Nous cherchons aussi à loger des jeunes, il nous faudrait également un bus';
    expect(textsOf(`Ouvrir une crèche. ${added}`)).toEqual(['Ouvrir une crèche.', ...added.split(', ')]);
  });

  it('reads lists of words, and those dictated without a comma', () => {
    expect(textsOf('vélo, marche et covoiturage')).toEqual(['vélo', 'marche', 'covoiturage']);
    expect(textsOf('un café pour tous un atelier vélo')).toEqual(['un café pour tous', 'un atelier vélo']);
    expect(textsOf('Ouvrir, un jour, un café avec une crèche')).toHaveLength(3);
  });

  it('keeps what parentheses hold with what they explain', () => {
    expect(textsOf('prêter du matériel (barnums, sono et tables)')).toHaveLength(1);
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
      ...[' ', '\n', '\n\n', ', ', ' : ', ' ; ', '. ', ' ? ', ' et ', ' ou ', ' - ', '- '],
      ...['1) ', '• ', '…', '\r\n'],
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

/** How the model reads a segment: a direction for its topic, and the logit of the subject. */
interface Reading {
  /** From 0 to 3; two topics have nothing in common. */
  readonly topic: number;
  readonly subject: number;
}

const ON_SUBJECT = 3;
const OFF_SUBJECT = -4;

function read(priorities: string, readings: readonly Reading[]): readonly ReadSegment[] {
  return splitSegments(priorities).map((segment, position) => {
    const { topic, subject } = readings[position % readings.length] ?? { topic: 0, subject: ON_SUBJECT };
    const embedding = new Float32Array(4);
    embedding[topic] = 1;
    return { ...segment, embedding, subject, isTerm: false };
  });
}

function needsIn(priorities: string, ...readings: readonly Reading[]): readonly string[] {
  const needs = findNeeds(priorities, read(priorities, readings));
  expect(needs.map(({ start, end }) => priorities.slice(start, end))).toEqual(needs.map(({ text }) => text));
  return needs.map(({ text }) => text);
}

const on = (topic: number): Reading => ({ topic, subject: ON_SUBJECT });
const off: Reading = { topic: 3, subject: OFF_SUBJECT };

describe('findNeeds', () => {
  it('leaves out greetings and signatures', () => {
    const ask = 'Nous voudrions soutenir la reprise de l’épicerie du bourg par ses habitants.';
    expect(needsIn(`Bonjour Madame,\n${ask}\nBien cordialement, la mairie`, off, on(0), off)).toEqual([ask]);
  });

  it('cuts where the topic changes, and not inside of a topic', () => {
    const priorities = 'ouvrir une crèche associative ; par ailleurs, aider le club de vélo';
    expect(needsIn(priorities, on(0), on(1))).toEqual([
      'ouvrir une crèche associative',
      'aider le club de vélo',
    ]);
    const said = 'Nous voulons une crèche associative. Elle accueillerait les enfants le soir.';
    expect(needsIn(said, on(0), on(0))).toEqual([said]);
  });

  it('cuts a list even between related topics', () => {
    expect(needsIn('1. une crèche rurale\n2. une école du dehors', on(0), on(1))).toHaveLength(2);
  });

  it.each([
    'une cantine bio et locale',
    'clauses sociales, comment s’y prendre ?',
    'un outil, un prêt par exemple',
  ])('does not take a part of a need for another one: %s', (asked) => {
    expect(needsIn(asked, on(0), on(1))).toEqual([asked]);
  });

  it('keeps a short first need that is an expression of the field', () => {
    const asked = 'Mobilité, alimentation locale, soutenir les associations du canton';
    const segments = read(asked, [on(0), on(1), on(2)]).map((one) => ({ ...one, isTerm: true }));
    expect(findNeeds(asked, segments).map(({ text }) => text)).toEqual(asked.split(', '));
  });

  it('takes each thing of a bare list, the first one too', () => {
    const listed = 'bois énergie, rénovation énergétique, recyclerie et café associatif';
    expect(needsIn(listed, off, on(0), on(0), on(1))).toEqual([
      'bois énergie',
      'rénovation énergétique',
      'recyclerie',
      'café associatif',
    ]);
    expect(needsIn('santé, entraide', on(0), on(0))).toHaveLength(1);
    expect(needsIn('cantine bio et locale, recyclerie, logement', on(0), on(1), on(0), on(1))).toEqual([
      'cantine bio et locale',
      'recyclerie',
      'logement',
    ]);
    const people = 'mobilité des jeunes, aide à domicile, précarité des étudiants et allocataires du RSA';
    expect(needsIn(people, on(0), on(1), on(0), on(1))).toHaveLength(3);
    expect(needsIn('Le café ferme et M. le maire cherche un repreneur', on(0), on(0))).toHaveLength(1);
    const signed = 'aide à domicile qui n’arrive plus à recruter + répit pour les aidants + un club du soir';
    expect(needsIn(signed, on(0), on(0), on(1))).toEqual(signed.split(' + '));
    const terms = read('compost / recyclerie', [on(0), on(0)]).map((one) => ({ ...one, isTerm: true }));
    expect(findNeeds('compost / recyclerie', terms)).toHaveLength(2);
  });

  it('takes each item of a list with marks, whatever it seems to tell', () => {
    const items = ['parc solaire citoyen', 'aider les ménages modestes', 'former des artisans'];
    const listed = items.map((item, index) => `${index + 1}) ${item}`).join(' ');
    expect(needsIn(listed, off, on(0), on(1))).toEqual(items);
  });

  it('leaves out why something is refused, and what is dismissed', () => {
    const ask = 'Insertion par le maraîchage.';
    const refused = ' '.repeat(30);
    expect(
      needsIn(`${ask}${refused}: nos clubs sont épuisés de remplir des dossiers.`, on(0), on(1)),
    ).toEqual([ask]);
    expect(needsIn(`${ask}${refused}d’aucune sorte, les élus sont très clairs.`, on(0), off, on(1))).toEqual([
      ask,
    ]);
    expect(needsIn(`${ask} Qui l’a fait ?`, on(0), on(1))).toEqual([ask]);
    expect(needsIn(`${ask} Les exemples de métropole ne nous servent à rien.`, on(0), on(1))).toEqual([ask]);
    expect(needsIn(`${ask}${refused}; nous voudrions ouvrir une crèche.`, on(0), on(1))).toHaveLength(2);
  });

  it('joins what comes after a fourth need to it', () => {
    const lines = [
      'la crèche rurale',
      'le club de vélo',
      'la forge du bourg',
      'le four à pain',
      'un bac à sable',
    ];
    const needs = needsIn(lines.join('\n'), on(0), on(1), on(2), on(3), on(0));
    expect(needs).toEqual([...lines.slice(0, 3), 'le four à pain\nun bac à sable']);
  });

  it('keeps the likeliest segment when none seems to tell a need', () => {
    expect(needsIn('Bonjour.\nMerci d’avance pour la recette des crêpes.\nCordialement.', off)).toHaveLength(
      1,
    );
  });

  it('begins another need where the request says so', () => {
    const needs = needsIn('Une crèche. Par ailleurs, une école. La seconde : un vélo.', on(0), on(0), on(0));
    expect(needs).toEqual(['Une crèche.', 'une école.', 'un vélo.']);
  });

  it('cuts a text of many blanks, as conditions leave it, without reading them again and again', () => {
    const blanks = ' '.repeat(1_900);
    expect(splitSegments(`budget${blanks}pour vélo ici`)).toHaveLength(1);
  });

  it('gives between one and four needs, in order and apart from each other', () => {
    const piece = fc.constantFrom(
      ...['Bonjour', 'une crèche', 'aider le club', 'deux sujets', 'l’épicerie', 'merci'],
      ...['\n', ', ', ' : ', ' ; ', '. ', ' et ', ' et aussi ', ' - ', '1) '],
    );
    const readingArb = fc.record({ topic: fc.nat(3), subject: fc.double({ min: -9, max: 9, noNaN: true }) });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }).map((pieces) => `une crèche${pieces.join('')}`),
        fc.array(readingArb, { minLength: 1, maxLength: 8 }),
        (priorities, readings) => {
          const needs = findNeeds(priorities, read(priorities, readings));
          expect(needs.length).toBeGreaterThanOrEqual(1);
          expect(needs.length).toBeLessThanOrEqual(4);
          let last = 0;
          for (const { text, start, end } of needs) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(text).toBe(priorities.slice(start, end));
            last = end;
          }
        },
      ),
    );
  });
});
