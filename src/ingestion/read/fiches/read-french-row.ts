import type { FicheVocabulary } from '../../../domain/experience/written-fiche.ts';
import { findTitleDate } from '../../../domain/resource/title-date.ts';
import { foldWords } from '../../../domain/territory/fold-name.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { NamedPlace } from '../common/read-item.ts';
import { slugOfTitle } from '../common/resource-id.ts';
import { listOf } from './read-csv.ts';

export type CellOf = (column: FrenchColumn) => string;

const SEPARATORS = /[|;\n]/;
const ISO_DATE = /^(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?$/;
const OPEN = /^(?:public|publique|oui|tou[st]?|ouvert|libre)/;

/**
 * Makes a fiche of a row whose columns are named in French: an id from its title and territory, themes and levers by
 * label or id, a year out of a date. The fiche is to check, without its territories; `unknown` has the values that name
 * nothing known, with what they should have named.
 * @param table name of the table, for rows without source
 */
export function readFrenchRow(
  cellOf: CellOf,
  { labels, themeIds, leverIds }: FicheVocabulary,
  table: string,
) {
  const places = readPlaces(cellOf('place'), cellOf('placeCode'));
  const known = (ids: readonly string[], value: string) =>
    ids.find((id) => id === value) ?? ids.find((id) => foldWords(labels[id] ?? '') === foldWords(value));
  const themes = splitKnown(cellOf('themes'), (value) => known(themeIds, value));
  const uses = listOf(cellOf('levers'), SEPARATORS).map((value) => {
    const [, name = value, what = ''] = /^([^:]*?)\s*:\s*(.*)$/s.exec(value) ?? [];
    return { value: name, lever: known(leverIds, name), what: what || name };
  });
  const url = /^www\./i.test(cellOf('url')) ? `https://${cellOf('url')}` : cellOf('url');
  const isAddress = /^https?:\/\//i.test(url);
  const date = readCellDate(cellOf('date'));
  const year = /\b(?:19|20)\d\d\b/.exec(cellOf('year') || (date ?? ''))?.[0];
  const access = fold(cellOf('access'));
  const title = cellOf('title') || cellOf('summary').slice(0, 120);
  const fiche = {
    id: slugOfTitle([title, ...places.map(({ name, code }) => name || code)].join(' ')),
    title,
    summary: cellOf('summary') || title,
    themes: [...new Set(themes.flatMap(({ id }) => id ?? []))],
    levers: uses.flatMap(({ lever, what }, index) =>
      lever === undefined || uses.findIndex((use) => use.lever === lever) < index ? [] : [{ lever, what }],
    ),
    actors: [...new Set(listOf(cellOf('actors'), SEPARATORS))],
    ...(year === undefined ? {} : { year: Number(year) }),
    source: {
      title: cellOf('sourceTitle') || title,
      publisher: cellOf('publisher') || (isAddress && URL.canParse(url) ? new URL(url).hostname : table),
      url: isAddress ? url : null,
      date,
    },
    ...(access === '' ? {} : { access: OPEN.test(access) ? 'public' : 'members' }),
  };
  const unknown = [
    ...themes.flatMap(({ id, value }) => (id === undefined ? [{ value, what: 'un thème' }] : [])),
    ...uses.flatMap(({ lever, value }) => (lever === undefined ? [{ value, what: 'un levier' }] : [])),
    ...(url === '' || isAddress ? [] : [{ value: url, what: 'une adresse web' }]),
  ];
  return { fiche, places, unknown };
}

/** A label may hold a comma, which also separates values. */
function splitKnown(cell: string, find: (value: string) => string | undefined) {
  return listOf(cell, SEPARATORS).flatMap((value) => {
    const id = find(value);
    const parts = id === undefined ? listOf(value, /,/) : [value];
    return parts.map((part) => ({ value: part, id: find(part) }));
  });
}

function readPlaces(names: string, codes: string): readonly NamedPlace[] {
  const [named, coded] = [listOf(names, /[|;,\n]/), listOf(codes, /[|;,\n]/)];
  if (named.length === 0) return coded.map((code) => ({ name: '', code }));
  const areTold = named.length === coded.length;
  return named.map((name, index) => ({ name, code: areTold ? (coded[index] ?? null) : null }));
}

function readCellDate(cell: string): string | null {
  if (ISO_DATE.test(cell)) return cell;
  return findTitleDate(cell) ?? /^(?:19|20)\d\d$/.exec(cell)?.[0] ?? null;
}

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
  NAMES.flatMap(([column, names]) => names.split(', ').map((name) => [columnKey(name), column] as const)),
);

/** Recognises the name of a column, or one of the names that it gives: « Code INSEE / SIREN ». Null for another. */
export function findFrenchColumn(name: string): FrenchColumn | null {
  const names = [name, ...name.split(/\/|\bou\b|\bet\b/)];
  return names.map((one) => COLUMNS.get(columnKey(one))).find((column) => column !== undefined) ?? null;
}

function columnKey(name: string): string {
  return fold(name)
    .replace(/\([^)]*\)/g, ' ')
    .split(/[^a-z]+/)
    .map((word) => word.replace(/(?<=..)[sx]$/, ''))
    .join(' ')
    .trim();
}
