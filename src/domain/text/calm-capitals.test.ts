import { expect, it } from 'vitest';
import { calmCapitals } from './calm-capitals.ts';

it.each([
  ['REPRENDRE L’ÉPICERIE DU VILLAGE', 'reprendre l’épicerie du village'],
  ['candidature TZCLD, quel portage ?', 'candidature TZCLD, quel portage ?'],
  ['SCIC, PTCE', 'SCIC, PTCE'],
  ['', ''],
])('reads %j as %j', (typed, read) => {
  expect(calmCapitals(typed)).toBe(read);
});
