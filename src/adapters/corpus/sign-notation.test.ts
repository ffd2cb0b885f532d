import { describe, expect, it } from 'vitest';
import { fold } from '../../domain/text/fold.ts';
import { compileSign } from './sign-notation.ts';

const WORDS = { lieux: ['salles?', 'tiers-lieux?'] };

function isIn(sentence: string, sign: string): boolean {
  const { source, problems } = compileSign(sign, WORDS);
  expect(problems).toEqual([]);
  return new RegExp(source).test(fold(sentence));
}

describe('a sign', () => {
  it.each([
    ['marchés? réservés?', 'DES MARCHES RESERVES', 'un marché ouvert'],
    ['bail à l’essai', "un bail à l'essai", 'un bail'],
    ['prêt (d’une|de la) salle', 'le prêt de la salle', 'le prêt des salles'],
    ['accompagn* les', 'accompagne les projets', 'accompagne des projets'],
    ['anim+ les', 'anime les clubs', 'anim les clubs'],
    ['met [12]à disposition', 'met un local à disposition', 'met un très grand local à disposition'],
    ['_PAT_', 'le PAT, voté', 'une patinoire'],
    ['# postes?', '2 postes créés', 'deux postes créés'],
    ['^subvention', 'Lyon | Subvention de 3 000 €', 'une subvention'],
    ['prête <lieux>', 'prête tiers-lieu et matériel', 'prête sallesque'],
    ['(?<!sans )garantie', 'avec garantie', 'sans garantie'],
    ['propre (?!territoire)', 'son propre service', 'son propre territoire'],
    ['à hauteur de # %', 'à hauteur de 5 %', 'à hauteur de 5 €'],
  ])('« %s » matches « %s », not « %s »', (sign, read, unread) => {
    expect(isIn(read, sign)).toBe(true);
    expect(isIn(unread, sign)).toBe(false);
  });

  it.each([
    ['prêt (d’une salle', /parenthèse/],
    ['? salle', /parenthèse/],
    ['(prêt)?', /toute phrase/],
    ['prêt|', /toute phrase/],
    ['prêt.*salle', /« \. »/],
    ['\\bprêt', /« \\ »/],
    ['prêt{3}', /« \{ »/],
    ['prêt [400] salle', /« \[ »/],
    ['prête <bureaux>', /« bureaux ».*« words »/],
  ])('« %s » is refused, with the way to correct it', (sign, problem) => {
    expect(compileSign(sign, WORDS).problems[0]).toMatch(problem);
  });
});
