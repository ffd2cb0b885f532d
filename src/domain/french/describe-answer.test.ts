import { describe, expect, it } from 'vitest';
import type { Level } from '../matching/level.ts';
import {
  countResults,
  describeGaps,
  describeNeed,
  describePermission,
  describeReview,
  markNeeds,
  nameLevel,
} from './describe-answer.ts';

const shown = (...levels: readonly Level[]) => levels.map((level) => ({ level }));
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('an answer in a few words', () => {
  it.each<[readonly Level[], number, string]>([
    [['close', 'related', 'close'], 6, '2 expériences sur votre sujet, 1 pour élargir et 6 leviers'],
    [['close'], 1, '1 expérience sur votre sujet et 1 levier'],
    [['related', 'related'], 2, '2 expériences pour élargir et 2 leviers'],
    [[], 0, 'Aucune expérience'],
  ])('%j and %i levers: «%s»', (levels, leverCount, text) => {
    expect(plain(countResults({ experiences: shown(...levels), levers: Array(leverCount) }))).toBe(text);
  });

  it('marks a result with its needs when there are several, and a group with its level', () => {
    expect(markNeeds([1], 1)).toBe('');
    expect(markNeeds([2], 2)).toBe('Besoin 2');
    expect(markNeeds([3, 1], 3)).toBe('Besoins 1 et 3');
    expect((['close', 'related'] as const).map(nameLevel)).toEqual(['Sur votre sujet', 'Pour élargir']);
  });
});

describe('what a partial answer lacks', () => {
  const grocery = 'ouvrir une épicerie';
  it('names the needs that have no close experience', () => {
    const needs = [
      { text: grocery, level: 'close' as const },
      { text: 'une régie de quartier', level: null },
      { text: 'un cinéma.', level: null },
    ];
    expect(describeGaps(needs)).toBe(
      'Aucune expérience de la base n’est assez proche de « une régie de quartier » et « un cinéma ».',
    );
  });

  it('says that the experiences widen the subject when no need has one', () => {
    for (const needs of [[grocery], [grocery, 'un cinéma']])
      expect(describeGaps(needs.map((text) => ({ text, level: null })))).toBe(
        'Rien sur ce sujet précis : les expériences qui suivent élargissent le sujet.',
      );
  });
});

describe('a need', () => {
  it('is quoted without its final stop, and cut when it is long', () => {
    expect(describeNeed({ text: 'Nous voulons une épicerie.', level: 'close' })).toBe(
      '« Nous voulons une épicerie » : des expériences sur ce sujet',
    );
    const long = describeNeed({ text: 'une épicerie '.repeat(60), level: null });
    expect(long).toMatch(/^« une épicerie .*… » : aucune expérience sur ce sujet$/);
    expect(long.length).toBeLessThan(200);
  });
});

describe('the law in French', () => {
  it('says who may use a lever, under which condition, or why not', () => {
    const limits = { reason: 'Seulement pour ses propres actes.', ref: 'CGCT, art. L. 1116-1' };
    expect(describePermission({ kind: 'region', may: 'yes' })).toBe('Une région peut l’utiliser.');
    expect(describePermission({ kind: 'departement', may: 'conditional', ...limits })).toBe(
      'Un département peut l’utiliser sous condition : seulement pour ses propres actes.',
    );
    expect(describePermission({ kind: 'region', may: 'unknown', ...limits })).toBe(limits.reason);
  });

  it('says who signed', () => {
    const reviewedBy = { name: 'Service juridique de l’exemple', on: '2026-12-01' };
    expect(describeReview({ reviewedBy, texts: [] })).toBe(
      'Relu par Service juridique de l’exemple le 1er décembre 2026.',
    );
  });
});
