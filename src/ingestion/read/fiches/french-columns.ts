import { fold } from '../../../domain/text/fold.ts';

export type FrenchColumn =
  | 'title'
  | 'summary'
  | 'place'
  | 'placeCode'
  | 'year'
  | 'date'
  | 'themes'
  | 'levers'
  | 'actors'
  | 'url'
  | 'publisher'
  | 'sourceTitle'
  | 'access';

/** Names that a person gives to each column; accents, capitals, plurals and brackets do not count. */
const NAMES: readonly (readonly [FrenchColumn, string])[] = [
  [
    'title',
    'titre, intitulé, nom, nom de l’expérience, nom du projet, nom de l’action, expérience, projet, action',
  ],
  ['summary', 'résumé, récit, description, présentation, texte, contenu, détail, description du projet'],
  ['place', 'collectivité, territoire, commune, ville, EPCI, intercommunalité, département, région, lieu'],
  ['place', 'collectivité territoriale, collectivité porteuse, nom de la collectivité, nom du territoire'],
  ['placeCode', 'code INSEE, INSEE, SIREN, code SIREN, numéro SIREN, code, code commune, code officiel'],
  ['year', 'année, année de début, année de démarrage, date de début, date de démarrage, depuis'],
  ['date', 'date, date de publication, date de la source, publié le, parution'],
  ['themes', 'thème, thématique, domaine, sujet'],
  ['levers', 'levier, levier utilisé, levier mobilisé'],
  ['actors', 'acteur, structure, partenaire, association, porteur, porteur de projet'],
  ['url', 'adresse, lien, URL, site, site web, site internet, adresse web, page, page web, lien internet'],
  ['publisher', 'éditeur, source, organisme, publié par, auteur, producteur, réseau'],
  ['sourceTitle', 'titre de la source, titre du document, document'],
  ['access', 'accès, diffusion, visibilité, ouvert à'],
];
const COLUMNS = new Map(
  NAMES.flatMap(([column, names]) => names.split(', ').map((name) => [keyOf(name), column] as const)),
);

/** Recognises the name of a column, or one of the names that it gives: « Code INSEE / SIREN ». Null for another. */
export function findFrenchColumn(name: string): FrenchColumn | null {
  const names = [name, ...name.split(/\/|\bou\b|\bet\b/)];
  return names.map((one) => COLUMNS.get(keyOf(one))).find((column) => column !== undefined) ?? null;
}

function keyOf(name: string): string {
  return fold(name)
    .replace(/\([^)]*\)/g, ' ')
    .split(/[^a-z]+/)
    .map((word) => word.replace(/(?<=..)[sx]$/, ''))
    .join(' ')
    .trim();
}
