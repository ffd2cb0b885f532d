import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNeeds, type ReadSegment } from './find-needs.ts';
import { splitSegments } from './segments.ts';

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
    return { ...segment, embedding, subject };
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
