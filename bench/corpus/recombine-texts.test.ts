import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../evaluation/randomness.ts';
import { createDraws } from './random-draws.ts';
import { addClause, changeNumbers, renamePlaces, spliceSentences } from './recombine-texts.ts';

const draws = createDraws(seededRandom(3));

describe('recombined texts', () => {
  it('name another place, the longest names first', () => {
    expect(
      renamePlaces('À Angers Loire Métropole, Angers', ['Angers', 'Angers Loire Métropole'], 'Brest'),
    ).toBe('À Brest, Brest');
  });

  it('keep years, and change other figures', () => {
    const changed = changeNumbers('En 2021, 6 000 euros pour le T2.', draws);
    expect(changed).toMatch(/^En 2021, [\d\u202f]+ euros pour le T2\.$/);
  });

  it('join the beginning of one sentence with the end of another', () => {
    const first = 'La commune prête un local vacant, sans loyer pendant un an.';
    const second = 'Une association tient une épicerie, ouverte trois jours par semaine.';
    expect(spliceSentences(first, second, draws)?.text).toBe(
      'La commune prête un local vacant, ouverte trois jours par semaine.',
    );
    expect(spliceSentences(first, 'Sans virgule.', draws)).toBeNull();
  });

  it('add a clause before the final point', () => {
    expect(addClause('La commune prête un local.', 'comme à Brest')).toBe(
      'La commune prête un local comme à Brest.',
    );
    expect(addClause('Sans point', 'comme à Brest')).toBe('Sans point comme à Brest.');
  });
});
