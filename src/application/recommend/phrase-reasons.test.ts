import { describe, expect, it } from 'vitest';
import { bareLever, bareTheme } from '../../../test/fakes/levers.ts';
import type { ExperienceReason, LeverReason } from '../../domain/explanation/reason.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { phraseExperienceReason, phraseLeverReason } from './phrase-reasons.ts';

const taxonomy: Taxonomy = {
  hash: '',
  themes: [bareTheme('energie', 'Énergie'), bareTheme('sport', 'Sport')],
  levers: [bareLever('scic', 'Entrée au capital')],
};

describe('reasons in French', () => {
  it.each<[ExperienceReason, string]>([
    [{ code: 'same-words', words: ['toit'] }, 'Même sujet : « toit »'],
    [
      { code: 'same-words', words: ['toit', 'parts', 'hangar'] },
      'Même sujet : « toit », « parts » et « hangar »',
    ],
    [{ code: 'same-theme', themes: ['energie'] }, 'Porte sur le thème « Énergie »'],
    [{ code: 'same-theme', themes: ['energie', 'sport'] }, 'Porte sur les thèmes « Énergie » et « Sport »'],
    [{ code: 'same-lever', levers: ['scic'] }, 'Utilise le levier demandé : « Entrée au capital »'],
    [{ code: 'same-setting', setting: 'rural' }, 'Territoire rural, comme le vôtre'],
    [
      { code: 'similar-size', kind: 'commune', populationCount: 24310 },
      'Une commune de taille comparable (24\u202f310 habitants)',
    ],
    [
      { code: 'evoked-theme', themes: ['energie'] },
      'Porte sur un thème dont parle votre demande : « Énergie »',
    ],
    [
      { code: 'evoked-lever', levers: ['scic'] },
      'Utilise un levier dont parle votre demande : « Entrée au capital »',
    ],
    [{ code: 'state', state: 'ended-as-planned', hasDifficulties: false }, 'Expérience terminée comme prévu'],
    [
      { code: 'state', state: 'stopped', hasDifficulties: true },
      'Expérience arrêtée : la fiche dit ce qui a été difficile',
    ],
    [{ code: 'age', year: 2013, checkedOn: null }, 'Récit de 2013, jamais revérifié'],
    [{ code: 'age', year: null, checkedOn: '2026-03-01' }, 'Récit sans date, revérifié le 1er mars 2026'],
    [{ code: 'age', year: null, checkedOn: '2026-03' }, 'Récit sans date, revérifié en mars 2026'],
  ])('%j reads «%s»', (reason, sentence) => {
    expect(phraseExperienceReason(reason, taxonomy)).toBe(sentence);
  });

  it.each<[LeverReason, string]>([
    [{ code: 'used-by-cases', caseCount: 1, shownCount: 8 }, 'Utilisé dans une des 8 expériences proposées'],
    [{ code: 'used-by-cases', caseCount: 5, shownCount: 8 }, 'Utilisé dans 5 des 8 expériences proposées'],
    [{ code: 'used-by-cases', caseCount: 3, shownCount: 3 }, 'Utilisé dans les 3 expériences proposées'],
    [{ code: 'used-by-cases', caseCount: 1, shownCount: 1 }, 'Utilisé dans l’expérience proposée'],
    [{ code: 'used-further' }, 'Utilisé dans des expériences plus éloignées de votre demande'],
    [{ code: 'evoked', cues: ['SCIC'] }, 'Votre demande évoque « SCIC »'],
    [{ code: 'advised', howOften: 'often' }, 'Souvent conseillé pour une telle demande'],
    [{ code: 'advised', howOften: 'sometimes' }, 'Parfois conseillé pour une telle demande'],
    [
      { code: 'usual', asker: 'village' },
      'Plus souvent conseillé aux communes de moins de 3 500 habitants qu’aux autres collectivités',
    ],
  ])('%j reads «%s»', (reason, sentence) => {
    expect(phraseLeverReason(reason)).toBe(sentence);
  });
});
