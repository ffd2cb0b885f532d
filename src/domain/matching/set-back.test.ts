import { expect, it } from 'vitest';
import { candidate, experienceTerritory, question } from '../../../test/fakes/experiences.ts';
import type { ScoredExperience } from './score-experiences.ts';
import { setBack, type Wanted } from './set-back.ts';

function scored(overrides: Parameters<typeof candidate>[0], score: number, precedents = 0): ScoredExperience {
  return {
    candidate: candidate(overrides, { precedents }),
    breakdown: { score, contributions: [] },
    relevance: score,
  };
}

const use = (lever: string) => ({ lever, what: '' });
const list = [
  scored({ id: 'refused' }, 0.9),
  scored({ id: 'wanted' }, 0.8, 1.4),
  scored({ id: 'relies', levers: [use('locaux'), use('subvention')] }, 0.6),
  scored({ id: 'mentions', levers: [use('a'), use('b'), use('subvention')] }, 0.55),
  scored({ id: 'old', year: 2012 }, 0.54),
  scored({ id: 'far', year: 2022 }, 0.3),
];
const idsOf = (entries: readonly ScoredExperience[]) => entries.map((entry) => entry.candidate.experience.id);

it('puts what is nearer to a refused subject than to the wanted one last, and what relies on a refused lever a little lower', () => {
  const experiences = new Map([
    ['refused', 1.5],
    ['wanted', 1.5],
    ['mentions', 1],
  ]);
  const placed = setBack(list, { experiences, levers: new Set(['subvention']), wanted: {} }, question());
  expect(idsOf(placed)).toEqual(['wanted', 'mentions', 'old', 'relies', 'far', 'refused']);
  expect(placed.map(({ relevance }) => relevance)).toEqual([0.8, 0.55, 0.54, 0.6 * 0.6, 0.3, 0.9 * 0.2]);
});

it('puts what is too old a little lower', () => {
  const rules = {
    experiences: new Map<string, number>(),
    levers: new Set<string>(),
    wanted: { since: 2020 },
  };
  expect(idsOf(setBack(list, rules, question())).at(-2)).toBe('old');
  expect(setBack(list, { ...rules, wanted: {} }, question())).toEqual(list);
});

it('puts what a place of another size did a little lower', () => {
  const territories = (populationCount: number | null) => [experienceTerritory({ populationCount })];
  const sized = [
    scored({ id: 'city', territories: territories(90_000) }, 0.9),
    scored({ id: 'village', territories: territories(800) }, 0.8),
    scored({ id: 'unknown', territories: territories(null) }, 0.7),
  ];
  const rules = { experiences: new Map<string, number>(), levers: new Set<string>() };
  const placed = (wanted: Wanted) => idsOf(setBack(sized, { ...rules, wanted }, question()));
  expect(placed({ under: 2_000 })).toEqual(['village', 'unknown', 'city']);
  expect(placed({ over: 50_000 })).toEqual(['city', 'unknown', 'village']);
  const overseas = scored(
    { id: 'overseas', territories: [experienceTerritory({ region: { code: '04', name: 'La Réunion' } })] },
    0.25,
  );
  const [first] = setBack(
    [...sized, overseas],
    { ...rules, wanted: { place: 'overseas', isOnly: true } },
    question(),
  );
  expect(first?.candidate.experience.id).toBe('overseas');
  const areas = [{ level: 'region', code: '04', name: 'La Réunion' }] as const;
  const [near] = setBack([...sized, overseas], { ...rules, wanted: { areas, isOnly: true } }, question());
  expect(near?.candidate.experience.id).toBe('overseas');
  // Six communes of 1916 have no inhabitant.
  const empty = [scored({ id: 'empty', territories: territories(0) }, 0.9)];
  expect(setBack(empty, { ...rules, wanted: {} }, question())).toEqual(empty);
});

it('puts what a place unlike the asker did a little lower when comparable ones are asked for', () => {
  const by = (id: string, likeness: number, relevance: number): ScoredExperience => ({
    ...scored({ id }, relevance),
    breakdown: {
      score: relevance,
      contributions: [{ criterion: 'likeness', value: likeness, weight: 1, contribution: likeness }],
    },
  });
  const list = [by('metropole', 0.4, 0.6), by('alike', 1, 0.5)];
  const rules = { experiences: new Map<string, number>(), levers: new Set<string>() };
  expect(idsOf(setBack(list, { ...rules, wanted: {} }, question()))).toEqual(['metropole', 'alike']);
  expect(idsOf(setBack(list, { ...rules, wanted: { isAlike: true } }, question()))).toEqual([
    'alike',
    'metropole',
  ]);
});
