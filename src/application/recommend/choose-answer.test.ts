import { describe, expect, it } from 'vitest';
import { candidate, experienceTerritory, profile } from '../../../test/fakes/experiences.ts';
import type { RankedExperience } from '../../domain/matching/rank-needs.ts';
import type { Level } from '../../domain/matching/relevance.ts';
import { chooseShown, type MinLevel } from './choose-answer.ts';

const HOME = '23001';
const at = {
  profile: profile({ territory: { code: HOME, name: 'Ici' }, kind: { origin: 'given', value: 'commune' } }),
  needCount: 1,
};

/** Makes ranked experiences, each named by its position and level; `home` ones are of the asking territory. */
function ranked(...levels: readonly (Level | 'close-home')[]): readonly RankedExperience[] {
  return levels.map((level, position) => ({
    candidate: candidate({
      id: `${position}-${level}`,
      territories: [experienceTerritory({ code: level === 'close-home' ? HOME : '87001' })],
    }),
    breakdown: { score: 0.5, contributions: [] },
    relevance: 0.5,
    level: level === 'close-home' ? 'close' : level,
    needs: [0],
  }));
}

function show(
  entries: readonly RankedExperience[],
  minLevel: MinLevel,
  { limit = 10, needCount = 1, isBroad = false } = {},
) {
  const shown = chooseShown(entries, { limit, minLevel }, { ...at, needCount, isBroad });
  return shown.map((entry) => entry.candidate.experience.id);
}

const MIXED = ranked('related', 'distant', 'close', 'related', 'close', 'related', 'related', 'distant');

describe('chooseShown', () => {
  it('shows close ones, then related ones, never a distant one', () => {
    expect(show(MIXED, 'related')).toEqual([
      '2-close',
      '4-close',
      '0-related',
      '3-related',
      '5-related',
      '6-related',
    ]);
    expect(show(MIXED, 'related', { limit: 3 })).toEqual(['2-close', '4-close', '0-related']);
  });

  it('keeps the turns of several needs', () => {
    expect(show(MIXED, 'related', { limit: 3, needCount: 2 })).toEqual(['0-related', '2-close', '3-related']);
  });

  it('shows the close ones alone, or the whole ranking in its order, on demand', () => {
    expect(show(MIXED, 'close')).toEqual(['2-close', '4-close']);
    expect(show(MIXED, 'none')).toEqual(MIXED.map((entry) => entry.candidate.experience.id));
    expect(show(MIXED, 'none', { limit: 2 })).toEqual(['0-related', '1-distant']);
  });

  it('shows three related ones at most when nothing is close, unless the request is vague; nothing when all is distant', () => {
    const related = ranked('related', 'related', 'distant', 'related', 'related');
    expect(show(related, 'related')).toEqual(['0-related', '1-related', '3-related']);
    expect(show(related, 'related', { limit: 2 })).toEqual(['0-related', '1-related']);
    expect(show(related, 'related', { isBroad: true })).toHaveLength(4);
    expect(show(related, 'close')).toEqual([]);
    expect(show(ranked('distant', 'distant'), 'related')).toEqual([]);
  });

  it('shows what the asking territory did itself after what others did as well', () => {
    const entries = ranked('close-home', 'related', 'close');
    expect(show(entries, 'related')).toEqual(['2-close', '0-close-home', '1-related']);
    expect(show(entries, 'close')).toEqual(['2-close', '0-close-home']);
    expect(show(entries, 'none')[0]).toBe('0-close-home');
  });

  const REUNION = { code: '04', name: 'La Réunion' };
  const BRITTANY = { code: '53', name: 'Bretagne' };

  /** Shows an experience from elsewhere and one of the asking région; returns their names in order. */
  function showRegional(
    own: { code: string; name: string },
    kind: 'commune' | 'region',
    ownRelevance: number,
  ) {
    const entry = (
      id: string,
      region: { code: string; name: string },
      relevance: number,
    ): RankedExperience => ({
      candidate: candidate({ id, territories: [experienceTerritory({ region })] }),
      breakdown: { score: relevance, contributions: [] },
      relevance,
      level: 'close',
      needs: [0],
    });
    const asking = profile({
      kind: { origin: 'given', value: kind },
      region: { origin: 'derived', value: own },
    });
    const entries = [
      entry('elsewhere', { code: '75', name: 'Nouvelle-Aquitaine' }, 0.94),
      entry('own', own, ownRelevance),
    ];
    const form = { profile: asking, needCount: 1, isBroad: false };
    return chooseShown(entries, { limit: 5, minLevel: 'related' }, form).map(
      (one) => one.candidate.experience.id,
    );
  }

  it('shows first what was done in the asking overseas or regional territory, when it is as relevant', () => {
    expect(showRegional(REUNION, 'commune', 0.91)).toEqual(['own', 'elsewhere']);
    expect(showRegional(BRITTANY, 'region', 0.91)).toEqual(['own', 'elsewhere']);
    expect(showRegional(BRITTANY, 'commune', 0.91)).toEqual(['elsewhere', 'own']);
    expect(showRegional(REUNION, 'commune', 0.8)).toEqual(['elsewhere', 'own']);
  });
});
