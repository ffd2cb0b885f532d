import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForm } from './form.ts';
import { type WrittenForm, wordKey } from './nearest-word.ts';
import { createReadText } from './read-text.ts';

/** How often each word is written; 0 for a word of French or of the register only. */
const COUNTS = {
  ...{ une: 99, un: 99, de: 99, la: 99, les: 99, pour: 99, quoi: 100, faire: 9, village: 30, villages: 20 },
  ...{ ressourcerie: 40, recyclerie: 30, épicerie: 90, solidaire: 80, jardin: 40, partagé: 50, hangar: 5 },
  ...{ source: 9, bourse: 12, intergénérationnel: 9, association: 50, SCIC: 60, 'tiers-lieu': 40, tiers: 20 },
  ...{
    lieu: 50,
    marché: 40,
    marche: 8,
    commune: 70,
    communes: 60,
    habitat: 30,
    inter: 0,
    marne: 0,
    arche: 0,
  },
  ...{ voudrait: 150, voudrai: 6, coudre: 5, femmes: 400, famés: 0, âmes: 18 },
};
const forms: readonly WrittenForm[] = Object.entries(COUNTS)
  .map(([form, count]) => ({ form, count }))
  .sort((a, b) => b.count - a.count);
const read = createReadText({
  formsOf: (key) => forms.filter(({ form }) => wordKey(form) === key),
  written: forms.filter(({ count }) => count > 0),
});
const readAlone = (text: string) => read(text, () => false);

describe('the form of a text', () => {
  it.each([
    ['Bonjour virgule euh une recyclerie point d’interrogation', 'Bonjour, une recyclerie ?'],
    ['la mobilité point à la ligne le logement point', 'la mobilité\nle logement.'],
    ['note deux points ouvrez les guillemets bio fermez les guillemets', 'note : « bio »'],
    ['le point d’eau virgule les deux points de vente', "le point d'eau, les deux points de vente"],
    ['un point de vente et la virgule du titre', 'un point de vente et la virgule du titre'],
    ['la pêche à la ligne de la nouvelle ligne', 'la pêche à la ligne de la nouvelle ligne'],
    ['🛒 épicerie 1️⃣ bio 👩🏽‍🌾', 'épicerie 1 bio'],
    ['des idées pr les jeunes ds le bourg', 'des idées pour les jeunes dans le bourg'],
  ])('reads %j as %j', (typed, understood) => {
    expect(readForm(typed)).toBe(understood);
  });

  it('does nothing more the second time', () => {
    const parts = fc.constantFrom(
      ...['virgule', 'point', 'deux points', 'euh', 'le', 'village', '🛒', ' ', '\n', ','],
    );
    fc.assert(
      fc.property(fc.array(parts), (said) => {
        const once = readForm(said.join(' '));
        expect(readForm(once)).toBe(once);
      }),
    );
  });
});

describe('the spelling of a text', () => {
  it.each([
    ['une resourcerie', 'Une ressourcerie', 'resourcerie', 'ressourcerie'],
    ['epicrie solidaire', 'Épicerie solidaire', 'epicrie', 'épicerie'],
    ['une recycelrie', 'Une recyclerie', 'recycelrie', 'recyclerie'],
    ['jardain partagé', 'Jardin partagé', 'jardain', 'jardin'],
    ['habitat inter générationel', 'Habitat intergénérationnel', 'inter générationel', 'intergénérationnel'],
    ['un tier lieu', 'Un tiers-lieu', 'tier lieu', 'tiers-lieu'],
    ['la sourse de la commune', 'La source de la commune', 'sourse', 'source'],
    ['un angar', 'Un hangar', 'angar', 'hangar'],
    ['pour les fames', 'Pour les femmes', 'fames', 'femmes'],
    ['la commune voudré', 'La commune voudrai', 'voudré', 'voudrai'],
    ['koi faire', 'Quoi faire', 'koi', 'quoi'],
    ['pour lassociation', "Pour l'association", 'lassociation', "l'association"],
    ['Resourcerie', 'Ressourcerie', 'Resourcerie', 'Ressourcerie'],
  ])('understands %j', (text, whole, typed, understood) => {
    expect(readAlone(text)).toEqual({ text: whole, corrections: [{ typed, understood }] });
  });

  it.each([
    ['a name of the register', 'La marne'],
    ['a capitalised word amid a sentence', 'Pour Solidare'],
    ['an acronym', 'Une SCIX'],
    ['a word too short', 'Un lie'],
    ['a word too far', 'Un jardinage'],
  ])('leaves %s alone', (_, text) => {
    expect(readAlone(text)).toEqual({ text, corrections: [] });
  });

  it('leaves a word of the fiches alone', () => {
    expect(
      read('Une resourcerie', (typed, understood) => typed === 'resourcerie' && understood === 'ressourcerie')
        .corrections,
    ).toEqual([]);
  });

  it('keeps the accents of who types some, and the usual ones otherwise', () => {
    expect(readAlone('La marche de la commune').text).toBe('La marché de la commune');
    expect(readAlone('La marche, une épicerie').text).toBe('La marche, une épicerie');
  });

  it('understands the same whatever the case, the accents and the pictures', () => {
    const words = fc.constantFrom(
      ...forms.filter(({ form }) => !/marche|fames|-/.test(wordKey(form))).map((one) => one.form),
    );
    const pictures = fc.constantFrom('', '🛒 ', '👩🏽‍🌾', ' 🇫🇷 ');
    const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), pictures, (typed, picture) => {
        const text = typed.join(' ');
        const { text: understood } = readAlone(text);
        const lowered = text.toLowerCase();
        for (const same of [withoutAccents(text), picture + text, lowered, text.toUpperCase()]) {
          expect(readAlone(same).text).toBe(understood);
          expect(readAlone(withoutAccents(same)).text).toBe(understood);
        }
        expect(readAlone(understood)).toEqual({ text: understood, corrections: [] });
      }),
    );
  });
});
