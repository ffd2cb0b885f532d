import { expect, it } from 'vitest';
import { createAreaNamed, factsOf, findConditions } from './conditions.ts';

it.each([
  ['Tiers-lieu pour un village', { kind: 'commune', setting: 'rural' }],
  [
    'petite commune de 800 habitants : garder l’école',
    { kind: 'commune', setting: 'rural', populationCount: 800 },
  ],
  ['Nous sommes 3 500 hab. et voudrions une cuisine', { populationCount: 3_500 }],
  ['Pour une communauté de communes de 25 000 habitants', { kind: 'epci', populationCount: 25_000 }],
  ['Quelles métropoles achètent à l’insertion ?', { kind: 'epci', setting: 'urban' }],
  ['Aider les aidants à l’échelle du département', { kind: 'departement' }],
  ['mobilité en zone rurale', { setting: 'rural' }],
  ['insertion en outre-mer', { place: 'overseas' }],
  ['Des exemples en outre-mer uniquement', { place: 'overseas', isOnly: true }],
  ['maraîchage à La Réunion ou en Guadeloupe', { place: 'overseas' }],
  ['jardins dans un QPV, expériences après 2018', { place: 'priority-district', since: 2018 }],
  ['épiceries solidaires depuis 2020', { since: 2020 }],
  ['une cantine bio dans une commune comme la nôtre', { isIdle: true, isAlike: true }],
  ['Comme nous n’avons plus de local', {}],
  ['Maire depuis 2020, je vous sollicite. Une cantine bio ?', {}],
  [
    'Épiceries solidaires, uniquement dans des communes de moins de 15 000 habitants',
    { populationCount: 15_000, under: 15_000, isOnly: true },
  ],
  ['Des villes de plus de 50 000 hab. avec une monnaie locale', { populationCount: 50_000, over: 50_000 }],
  ['Nous sommes une commune de moins de 900 habitants', { populationCount: 900 }],
  ['L’école est vide depuis 2016. On aimerait en faire un lieu.', {}],
  ['Un quartier de 6 000 habitants sans boulangerie', {}],
  ['Un quartier de moins de 6 000 habitants', {}],
  ['Est-ce jouable à 15 habitants au km² ?', {}],
  ['Lancer un budget participatif de 100 000 euros', {}],
  ['L’école d’avant a été fermée, le commerce d’ici a été vendu', {}],
  ['Accueillir les enfants avant 3 ans, animer le village avant les fêtes', {}],
  ['Comme convenu à la réunion de mardi', {}],
])('reads the facts of «%s»', (text, facts) => {
  expect(factsOf(findConditions(text))).toEqual(facts);
});

const areaNamed = createAreaNamed([
  { kind: 'region', code: '53', name: 'Bretagne' },
  { kind: 'region', code: '93', name: 'Provence-Alpes-Côte d’Azur' },
  { kind: 'departement', code: '59', name: 'Nord' },
  { kind: 'departement', code: '29', name: 'Finistère' },
  { kind: 'commune', code: '14515', name: 'Pont' },
]);
it.each([
  ['Des exemples d’épiceries en Bretagne', 'en Bretagne', ['53'], undefined],
  ['Mobilité : des exemples en bretagne seulement', 'en bretagne seulement', ['53'], true],
  ['Une monnaie locale, uniquement dans le Finistère', 'uniquement dans le Finistère', ['29'], true],
  ['tiers-lieux dans le Finistère', 'dans le Finistère', ['29'], undefined],
  [
    'Que font les communes de Provence Alpes Côte d’Azur ?',
    'de Provence Alpes Côte d’Azur',
    ['93'],
    undefined,
  ],
  ['Nous sommes deux seulement. Des exemples en Bretagne', 'en Bretagne', ['53'], undefined],
  ['Des projets du Nord ou du Finistère', 'du Nord', ['59', '29'], undefined],
])('reads the area of the experiences wanted in «%s»', (text, words, codes, isOnly) => {
  const conditions = findConditions(text, areaNamed);
  expect(conditions[0]?.words.text).toBe(words);
  const facts = factsOf(conditions);
  expect(facts.areas?.map(({ code }) => code)).toEqual(codes);
  expect(facts.isOnly).toBe(isOnly);
});

it.each([
  'Nous sommes en Bretagne et cherchons à ouvrir une épicerie',
  'Le département du Nord veut aider les associations',
  'Que font les villes de Pont ?',
  'Nous sommes une communauté de communes du Nord',
  'Des exemples comparables, fût-ce hors de Bretagne, mais pas forcément dans le Nord',
  'Des réalisations à visiter en Bretagne ou ailleurs',
  'Trier les déchets dans le cadre du plan, exemples de réunions',
])('reads no area in «%s»', (text) => {
  expect(factsOf(findConditions(text, areaNamed)).areas).toBeUndefined();
});

it.each([
  ['Loger les saisonniers en haute montagne', 'en haute montagne', 'Montagne (par les mots seulement)'],
  ['Que font les villes de notre taille ?', 'de notre taille', 'Comparable à votre territoire'],
  [
    'Des vélos, avec un petit budget de 5 000 €',
    'avec un petit budget de 5 000 €',
    'Budget (sans effet sur le classement)',
  ],
  ['Des jardins, budget max 50 k€', 'budget max 50 k€', 'Budget (sans effet sur le classement)'],
  ['Ouvrir une crèche d’ici deux ans', 'd’ici deux ans', 'Délai (sans effet sur le classement)'],
  [
    'Un lieu à ouvrir avant la fin de l’année',
    'avant la fin de l’année',
    'Délai (sans effet sur le classement)',
  ],
  [
    'Uniquement des communes de moins de 15 000 habitants',
    'Uniquement des communes de moins de 15 000 habitants',
    'Moins de 15\u202f000\u00a0habitants',
  ],
  ['Une ville jusqu’à 9 000 hab.', 'jusqu’à 9 000 hab.', 'Jusqu’à 9\u202f000\u00a0habitants'],
  ['Animer sans service dédié', 'sans service dédié', 'Petite équipe (les fiches ne le disent pas)'],
])('says what weighs little or nothing in «%s»', (text, words, label) => {
  expect(findConditions(text)).toMatchObject([{ words: { text: words }, label }]);
});

it('quotes the words as typed, once for each label', () => {
  const text = 'Un QPV, ou un quartier prioritaire, de 12 000 habitants';
  expect(findConditions(text).map(({ words, label }) => [words.text, label])).toEqual([
    ['QPV', 'Quartier prioritaire'],
    ['12 000 habitants', '12\u202f000\u00a0habitants'],
  ]);
});
