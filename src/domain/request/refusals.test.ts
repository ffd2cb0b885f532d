import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownIn } from '../matching/synonyms.ts';
import { findRefusedSubjects } from './refusals.ts';

const isKnown = knownIn([
  'vélo',
  'mobilité',
  'covoiturage',
  'textile',
  'crèche',
  'logement',
  'tiers-lieu',
  'réemploi',
]);
const subjectsOf = (text: string) => findRefusedSubjects(text, isKnown).map(({ subject }) => subject.text);

describe('subjects that a request refuses', () => {
  it.each([
    ['Lieu de rencontre pour les habitants, surtout pas un tiers-lieu', ['tiers-lieu']],
    ['De grâce, pas un tiers-lieu de plus ni du coworking !', ['tiers-lieu', 'coworking']],
    ['alimentation durable hors cantines scolaires', ['cantines scolaires']],
    ['hors cantines et Ehpad.', ['cantines', 'Ehpad']],
    ['réemploi sauf textile', ['textile']],
    ['Commerces de centre-bourg à part les épiceries', ['épiceries']],
    ['Réduire les déchets, on a déjà une recyclerie', ['recyclerie']],
    ['On a déjà une recyclerie, quoi d’autre pour les objets ?', ['recyclerie']],
    ['On a déjà une crèche et un fablab. Ce qui nous manque, c’est le vélo', ['crèche', 'fablab']],
    ['Verdir le quartier, mais pas de jardin partagé', ['jardin partagé']],
    ['Réduire nos déchets sans ouvrir de ressourcerie', ['ressourcerie']],
    ['Nous ne voulons pas d’une monnaie locale', ['monnaie locale']],
    ['Un lieu chaleureux, autre chose qu’un café associatif', ['café associatif']],
    ['Garder les petits à domicile plutôt qu’en crèche', ['crèche']],
    ['Pas question de créer un nouvel équipement municipal', ['équipement municipal']],
    ['Nous ne voulons ni résidence de promoteur ni plateforme', ['résidence de promoteur', 'plateforme']],
    ['Ni Ehpad ni résidence autonomie, une maison ordinaire', ['Ehpad', 'résidence autonomie']],
    ['De l’énergie, oui. Des éoliennes, non merci.', ['éoliennes']],
    ['L’autopartage, on a essayé, échec total', ['autopartage']],
    ['Inutile de nous parler de covoiturage', ['covoiturage']],
    ['Se déplacer entre les hameaux, sans vélo', ['vélo']],
    ['Mobilité des seniors, pas de covoiturage ni de vélo', ['covoiturage', 'vélo']],
    [
      'Loger des aînés, surtout pas un foyer (on en a deux). Pas non plus de jardin partagé',
      ['foyer', 'jardin partagé'],
    ],
    ['Le réemploi, oui, mais pas le textile : la filière est pleine', ['textile']],
    ['Réduire les déchets, pas une ressourcerie de plus', ['ressourcerie']],
    ['Animer le village l’été sans festival', ['festival']],
    ['Trier les biodéchets, à l’exclusion de la méthanisation', ['méthanisation']],
    ['Rénover. Nous ne parlons pas ici de logement neuf', ['logement neuf']],
    ['Faire venir des visiteurs, mais plutôt pas d’hébergement', ['hébergement']],
    ['Amener les jeunes au lycée. Surtout pas de voiture', ['voiture']],
    ['Réduire les déchets, mais pas le textile ni les meubles', ['textile', 'meubles']],
    ['Créer des emplois, rien dans le ménage ni l’aide à la personne', ['ménage', 'aide à la personne']],
    ['Vieillir au village, hors résidences pour seniors', ['résidences pour seniors']],
    ['Réemploi hors textile et hors meubles', ['textile', 'meubles']],
    ['Aller au travail autrement, surtout rien de numérique', ['numérique']],
    ['Des idées de mobilité autres que le covoiturage', ['covoiturage']],
    ['Un commerce qui ne soit ni une épicerie ni un bar', ['épicerie', 'bar']],
    ['Créer du lien. Les jardins partagés, c’est déjà fait', ['jardins partagés']],
    ['On a déjà deux crèches. Ce qu’on cherche, c’est le vélo', ['crèches']],
    ['Réemploi. Merci d’éviter les ressourceries, on en a cinq', ['ressourceries']],
    ['Loger les jeunes, mais ni foyer ni résidence étudiante', ['foyer', 'résidence étudiante']],
  ])('%s', (text, subjects) => {
    expect(subjectsOf(text)).toEqual(subjects);
  });

  it.each([
    'On n’a pas de crèche et les parents font 20 km.',
    'On ne parle pas de santé mentale chez les agriculteurs : comment les aider ?',
    'Réparer l’électroménager au lieu de le réexpédier sur le continent',
    'il n’y a plus de médecin dans la vallée',
    'Une association de jeunes sans local cherche un endroit',
    'On a déjà une recyclerie, comment l’agrandir et créer des emplois ?',
    'Nous avons déjà une crèche, nous voudrions y mettre des vélos',
    'Nous avons déjà une crèche, nous voudrions ouvrir le samedi',
    'Pas de commerce dans le village depuis dix ans',
    'Des jeunes se retrouvent seuls : pas de garant, pas de permis',
    'Une classe menacée, pas d’accueil avant 8 h 30 ni le mercredi',
    'Des femmes ont des idées mais ni réseau, ni apport',
    'Ni les agents ni la moitié des élus ne savent ce que c’est',
    'Réparer au lieu de jeter, louer plutôt que de l’acheter',
    'Un bâtiment hors d’usage, des loyers hors de prix, un jardin hors sol',
    'À partir de septembre, un jardin à partager',
    'Joignable tous les jours sauf le mercredi',
    'Le bailleur ne veut pas réinvestir',
    'Comment éviter le gaspillage alimentaire ?',
    'Aider les familles sans logement et les habitants sans voiture',
    'Pas de vélo dans la commune, comment en proposer ?',
    'Village de montagne, pas de crèche',
    'Trier les meubles, pas de filière de réemploi qui suive',
    'Rien dans ma vallée pour garder les enfants',
    'La crèche existe déjà mais elle ferme, comment la sauver ?',
    'Un garage qui ne soit pas trop cher',
    'D’autres communes que la nôtre l’ont-elles fait ?',
    'Un lieu pour des brodeuses âgées, sans relève et sans crèche',
  ])('are not read in «%s»', (text) => {
    expect(subjectsOf(text)).toEqual([]);
  });

  it('are quoted from the text, in order and disjoint', () => {
    const parts = ['surtout pas ', 'un tiers-lieu', ' ni ', 'du coworking', ', '];
    parts.push('hors ', 'l’Œuvre', ' déjà ', 'É', '.', ' sans vélo', 'loger ');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts)), (chosen) => {
        const text = chosen.join('');
        let last = 0;
        for (const { words, subject } of findRefusedSubjects(text)) {
          expect(text.slice(words.start, words.end)).toBe(words.text);
          expect(text.slice(subject.start, subject.end)).toBe(subject.text);
          expect(words.start).toBeGreaterThanOrEqual(last);
          expect(subject.start).toBeGreaterThanOrEqual(words.start);
          last = words.end;
        }
      }),
    );
  });

  it('are read in a long text of little words within a moment', () => {
    const text = `${'pas de la plus grande '.repeat(400)}${'hors de la et ni '.repeat(400)}`;
    expect(subjectsOf(text).length).toBeLessThan(800);
  });
});
