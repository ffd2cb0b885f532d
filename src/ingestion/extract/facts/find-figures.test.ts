import { expect, it } from 'vitest';
import { periodAfter, roleOfFigure } from './find-figures.ts';

it.each([
  ['€', 'pour un coût total de 386 000 €', 'total-cost'],
  ['€', 'avec une aide du programme Leader de 15 000 €', 'grant-received'],
  ['€', 'un loyer de 200 €', 'price'],
  ['€', 'la Région verse 30 000 €', 'other'],
  ['€', 'un budget de 6 000 €', 'other'],
  ['ETP', 'emploie 4 ETP', 'jobs'],
  ['m²', 'un local de 200 m²', 'surface'],
  ['familles', 'aide 85 familles', 'people'],
  ['tonnes', 'un coût total de 30 tonnes', 'other'],
])('%s in « %s » is %s', (unit, clause, role) => {
  expect(roleOfFigure(unit, clause)).toBe(role);
});

it.each([
  [' par an, versés', 'per-year'],
  ['/mois', 'per-month'],
  [' par projet', 'per-project'],
  [' par personne', 'per-person'],
  [' par anticipation', null],
  [' versés par mois', null],
])('after a figure, « %s » says %s', (text, period) => {
  expect(periodAfter(text)).toBe(period);
});
