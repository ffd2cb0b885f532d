import { describe, expect, it } from 'vitest';
import type { Level } from '../matching/relevance.ts';
import {
  countResults,
  describeGaps,
  describeNeed,
  describePermission,
  describeReview,
  markResult,
} from './describe-answer.ts';

const shown = (...levels: readonly Level[]) => levels.map((level) => ({ level }));
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('an answer in a few words', () => {
  it.each<[readonly Level[], number, string]>([
    [['close', 'related', 'close'], 6, '2 expériences proches, 1 voisine et 6 leviers'],
    [['close'], 1, '1 expérience proche et 1 levier'],
    [['related', 'related'], 2, '2 expériences voisines et 2 leviers'],
    [['close', 'distant', 'distant'], 0, '1 expérience proche et 2 éloignées'],
    [[], 0, 'Aucune expérience'],
  ])('%j and %i levers: «%s»', (levels, leverCount, text) => {
    expect(plain(countResults({ experiences: shown(...levels), levers: Array(leverCount) }))).toBe(text);
  });

  it('marks a result with its needs when there are several, and its level when it is not close', () => {
    expect(markResult({ level: 'close', needs: [1] }, 1)).toEqual([]);
    expect(markResult({ level: 'related', needs: [1] }, 1)).toEqual(['Voisine, moins sûre']);
    expect(markResult({ level: 'close', needs: [2] }, 2)).toEqual(['Besoin 2']);
    expect(markResult({ level: 'related', needs: [3, 1] }, 3)).toEqual([
      'Besoins 1 et 3',
      'Voisine, moins sûre',
    ]);
  });
});

describe('what a partial answer lacks', () => {
  const grocery = 'ouvrir une épicerie';
  it('names the need that has no result', () => {
    const needs = [
      { text: grocery, level: 'close' as const },
      { text: 'une régie de quartier', level: null },
    ];
    expect(describeGaps({ experiences: shown('close', 'related'), needs })).toEqual([
      'Aucune expérience de la base n’est assez proche de « une régie de quartier ».',
    ]);
  });

  it('counts the related experiences when none is close', () => {
    const needs = [{ text: grocery, level: 'related' as const }];
    expect(describeGaps({ experiences: shown('related', 'related'), needs })).toEqual([
      'Rien de très proche : voici 2 expériences voisines, moins sûres.',
    ]);
    expect(describeGaps({ experiences: shown('related', 'distant'), needs })).toEqual([
      'Rien de très proche : voici 1 expérience voisine, moins sûre.',
    ]);
  });

  it('says so, without naming needs, when nothing is near', () => {
    const needs = [{ text: grocery, level: null }];
    for (const experiences of [shown(), shown('distant')]) {
      expect(describeGaps({ experiences, needs })).toEqual([
        'Aucune expérience de la base n’est assez proche de votre demande.',
      ]);
    }
  });
});

describe('a need', () => {
  it('is quoted without its final stop, and cut when it is long', () => {
    expect(describeNeed({ text: 'Nous voulons une épicerie.', level: 'close' })).toBe(
      '« Nous voulons une épicerie » : des expériences proches',
    );
    const long = describeNeed({ text: 'une épicerie '.repeat(60), level: null });
    expect(long).toMatch(/^« une épicerie .*… » : aucune expérience proche dans la base$/);
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
    expect(describePermission({ kind: 'epci', may: 'no', ...limits })).toBe(
      'Une intercommunalité ne peut pas l’utiliser : seulement pour ses propres actes.',
    );
  });

  it('says who signed, and warns as long as nobody has', () => {
    expect(describeReview(null)).toContain('Aucun juriste');
    expect(describeReview({ name: 'Service juridique de l’exemple', on: '2026-12-01' })).toBe(
      'Relu par Service juridique de l’exemple le 1er décembre 2026.',
    );
  });
});
