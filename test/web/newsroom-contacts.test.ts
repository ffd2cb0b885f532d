import { expect, it } from 'vitest';
import { contactsIn } from '../../web/page/newsroom/contacts.ts';

it.each([
  ['écrire à marie.durand@ville-exemple.fr, vite', ['marie.durand@ville-exemple.fr']],
  ['Mme Durand (06 12 34 56 78) ou 0596123456', ['06 12 34 56 78', '0596123456']],
  ['+33 (0)6.12.34.56.78, 0033612345678', ['+33 (0)6.12.34.56.78', '0033612345678']],
  ['un budget de 01 250 000 €, code 74010, SIREN 200 067 932, SIRET 01234567890123', []],
  ['des recettes @ domicile, en 2025-2026', []],
])('finds what reaches someone in %j', (text, contacts) => {
  expect(contactsIn(text)).toEqual(contacts);
});
