import { expect, it } from 'vitest';
import { answer, answeredNeed, experienceResult, leverResult } from '../../../test/fakes/answers.ts';
import { bareLaw, bareLever } from '../../../test/fakes/levers.ts';
import type { Recommendation } from '../../application/recommend/recommendation.ts';
import { printRecommendation } from './recommendation.ts';

/** Returns the printed answer, each run of spaces made one. */
function print(overrides: Partial<Recommendation>): string {
  const lines = printRecommendation(answer(overrides), { levers: [], themes: [], hash: '' });
  return lines.join(' ').replace(/\s+/g, ' ');
}

it('says which levers the request refuses, after the levers, with its words', () => {
  const setAside = [{ lever: bareLever('subvention', 'Subvention'), words: ['sans subvention'] }];
  const text = print({ experiences: [experienceResult(1)], levers: [leverResult(1)], setAside });
  expect(text).toMatch(/1 LEVIER À ACTIONNER.* Mis de côté : Subvention \(« sans subvention »\)$/);
});

it('says under a lever which condition holds for the collectivité that asks, and that no lawyer has signed its law', () => {
  const reason = 'Dans ses compétences seulement.';
  const permission = { kind: 'epci', may: 'conditional', reason, ref: 'CGCT, art. L. 1511-2' } as const;
  const lever = { ...bareLever('subvention', 'Subvention'), law: bareLaw(permission) };
  const text = print({ experiences: [experienceResult(1)], levers: [leverResult(1, { lever, permission })] });
  expect(text).toMatch(
    /Subvention · .* Une intercommunalité peut l’utiliser sous condition : dans ses compétences seulement\. \(CGCT, art\. L\. 1511-2\).*Aucun juriste n’a encore relu ni signé ces textes/,
  );
});

it('tells the needs, and the level and need of each experience', () => {
  const text = print({
    status: 'partial',
    needs: [
      answeredNeed('ouvrir une épicerie', 'close'),
      answeredNeed('loger les saisonniers', 'related'),
      answeredNeed('une régie', null),
    ],
    experiences: [experienceResult(1), experienceResult(2, { level: 'related', needs: [1] })],
  });
  expect(text).toContain('Besoin 2 « loger les saisonniers » : des expériences voisines, moins sûres');
  expect(text).toContain('Besoin 3 « une régie » : aucune expérience proche dans la base');
  expect(text).toContain('Aucune expérience de la base n’est assez proche de « une régie ».');
  expect(text).toContain('1 EXPÉRIENCE PROCHE ET 1 VOISINE (100 COMPARÉES)');
  expect(text).toMatch(/Expérience 1 Besoin 1 · .*Expérience 2 Besoin 2 · Voisine, moins sûre · /);
  expect(text).not.toContain('LEVIER');
});

it('gives advice when no experience is near enough', () => {
  const text = print({ status: 'partial', needs: [answeredNeed('ouvrir une épicerie', null)] });
  expect(text).toContain('Aucune expérience de la base n’est assez proche de votre demande.');
  expect(text).toContain('Dites en d’autres mots ce que vous voulez faire.');
  expect(text).toContain('AUCUNE EXPÉRIENCE (100 COMPARÉES)');
});
