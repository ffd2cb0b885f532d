import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findStatedDate, isDateLine } from './stated-date.ts';
import { type Line, splitTextLines } from './text-lines.ts';

const PROSE =
  'La commune loue son ancien garage à une association qui y répare des vélos, et la ferme voisine suit.';
const lines = (...texts: readonly string[]): readonly Line[] => splitTextLines(texts.join('\n'));
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);

describe('the date that lines state', () => {
  it.each([
    ['Publié le 3 mars 2024', '2024-03-03'],
    ['Publiée le 03/03/2024 à 18h04 — Réservé aux abonnés', '2024-03-03'],
    ['Département : 16 / Publiée le 1er mars 2024', '2024-03-01'],
    ['Paru dans l’édition du mercredi 13 décembre 2023', '2023-12-13'],
    ['Par Alix Exemple – 12.03.24 à 8h', '2024-03-12'],
    ['GRAND ÂGE | 09.12.21', '2021-12-09'],
    ['Écrit le 2024-03-12', '2024-03-12'],
    ['Jeudi 10 octobre 2024', '2024-10-10'],
    ['23 JANV. 2020 / Petite enfance', '2020-01-23'],
    ['Tribune libre, le 21 octobre 2022. Les textes publiés ici n’engagent que leurs auteurs.', '2022-10-21'],
    ['NOVEMBRE 2019. Il klaxonne trois fois en arrivant devant l’église.', '2019-11'],
    ['Lettre d’information n° 12 – mars 2024', '2024-03'],
    ['Le magazine – mai-juin 2023', '2023-05'],
    ['Le journal, printemps 2024', '2024'],
    ['Séance du 12 juin 2023', '2023-06-12'],
    ['Conseil communautaire – lundi 3 juillet 2023', '2023-07-03'],
    [
      'L’an deux mille vingt et un, le trente mars, le conseil municipal, dûment convoqué, s’est réuni',
      '2021-03-30',
    ],
    [
      'L’an deux mille dix-neuf, le premier du mois de juin à dix-huit heures, le conseil s’est réuni',
      '2019-06-01',
    ],
    ['Version d’octobre 2021', '2021-10'],
    [`Par Alix Exemple · 12 mars 2023 · ${PROSE}`, '2023-03-12'],
    ['Page revue en novembre 2024', '2024-11'],
  ])('is read beside the title: %s', (line, date) => {
    expect(findStatedDate(lines('Une rubrique', line, PROSE, PROSE))).toBe(date);
  });

  it.each([
    ['Depuis le 1er mars 2019, la commune loue son garage'],
    ['Une action lancée en 2019'],
    ['Plan local 2021-2026'],
    ['Inscriptions avant le 3 mars 2024'],
    ['La loi du 31 juillet 2014'],
    ['La fête a eu lieu le 12 mars 2023 au local.'],
    ['Contact : 03.12.24.56.78'],
    [`${PROSE} Elle a rouvert le 31 mai 2021.`],
    ['Elle a réouvert le 31 mai 2021'],
    [`${PROSE} Un rapport le recommande (février 2020), et deux villes l’ont suivi.`],
    ['Budget : 12.03.2 millions'],
  ])('is not that of another thing: %s', (line) => {
    expect(findStatedDate(lines('Une rubrique', line, PROSE, PROSE))).toBe(null);
  });

  it('is that of the end when the text is signed and dated there', () => {
    expect(findStatedDate(lines(PROSE, PROSE, PROSE, PROSE, 'A. E., 18 septembre 2020'))).toBe('2020-09-18');
    expect(findStatedDate(lines(PROSE, PROSE, PROSE, `${PROSE} (Mardi 4 avril 2023)`))).toBe('2023-04-04');
    expect(findStatedDate(lines(PROSE, PROSE, PROSE, 'Prochaine réunion le 18 septembre 2020'))).toBe(null);
  });

  it('prefers the publication to the last change, wherever they stand', () => {
    const both = [
      'Mis à jour le 3 avril 2024',
      PROSE,
      PROSE,
      PROSE,
      PROSE,
      PROSE,
      PROSE,
      'Publié le 12 mars 2023',
    ];
    expect(findStatedDate(lines(...both))).toBe('2023-03-12');
    expect(findStatedDate(lines(...both.slice(0, -1)))).toBe('2024-04-03');
  });

  it('is the same in every usual form', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });
    const lead = fc.constantFrom('Publié le ', 'Mis en ligne le ', 'Le ', '', 'Séance du ', 'Actualités | ');
    fc.assert(
      fc.property(day, lead, (date, before) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', number = ''] = iso.split('-');
        const name = MONTHS[Number(month) - 1] ?? '';
        const ordinal = number === '01' ? '1er' : String(Number(number));
        const forms = [
          `${number}/${month}/${year}`,
          `${ordinal} ${name} ${year}`,
          `${number}.${month}.${year}`,
        ];
        for (const form of [...forms, `${ordinal} ${name.toUpperCase()} ${year}`, iso]) {
          expect(findStatedDate(lines(before + form, PROSE))).toBe(iso);
        }
      }),
    );
  });

  it('tells a line that is only a date from a sentence', () => {
    expect(['3 mars 2024', '12.03.24', 'Publié le 3 mars 2024'].map(isDateLine)).toEqual([true, true, true]);
    expect(['Le local prêté en mars 2024', 'Trois projets', PROSE].map(isDateLine)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
