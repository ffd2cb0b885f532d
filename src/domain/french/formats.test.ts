import { expect, it } from 'vitest';
import { formatDate, splitFigure } from './formats.ts';

it.each([
  ['2021', '2021'],
  ['2021-04', 'avril 2021'],
  ['2021-04-03', '3 avril 2021'],
])('writes the date %s as « %s »', (date, written) => {
  expect(formatDate(date)).toBe(written);
});

it.each([
  [16, 'exploitations', 'Exploitations agricoles', '16', 'exploitations agricoles'],
  [42, 'communes', 'communes', '42', 'communes'],
  [4, 'SCIC', 'SCIC avec participation', '4', 'SCIC avec participation'],
  [12, 'place', 'Placements', '12\u00a0place', 'Placements'],
  [10, 'personnes', 'Habitants réunis', '10', 'habitants réunis'],
  [10, 'personnes', 'fréquentation', '10\u00a0personnes', 'fréquentation'],
  [81_200, '€', 'budget', '81\u202f200\u00a0€', 'budget'],
  [3, '', 'Sites', '3', 'Sites'],
])('writes %d %s beside « %s » without saying its unit twice', (value, unit, label, measure, shown) => {
  expect(splitFigure({ value, unit, label, period: null })).toEqual({ measure, label: shown });
});

it.each([
  ['repas', 'Repas servis', 'per-year', '800 par an', 'repas servis'],
  ['sociétaires (environ)', 'Sociétaires de la SCIC', null, 'environ 800', 'sociétaires de la SCIC'],
  ['m² (plus de)', 'Surface', null, 'plus de 800\u00a0m²', 'Surface'],
  ['€', 'Aide par projet', 'per-project', '800\u00a0€', 'Aide par projet'],
] as const)('writes 800 %s beside « %s », %s, in plain French', (unit, label, period, measure, shown) => {
  expect(splitFigure({ value: 800, unit, label, period })).toEqual({ measure, label: shown });
});
