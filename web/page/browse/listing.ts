import { addressWith, mapValues, writeParameters } from '../../question/parameters.ts';
import { FOLLOW_PATH } from '../layout/addresses.ts';

/** Parameter of each filter of a list, and of its position. */
export const PARAMETERS = {
  words: 'mots',
  /** `true` to search the words without correction. */
  asTyped: 'tel-quel',
  /** Ids of themes and of levers, separated by commas. */
  theme: 'theme',
  lever: 'levier',
  setting: 'contexte',
  kind: 'type',
  /** INSEE code. */
  region: 'region',
  state: 'etat',
  /** First and last year. */
  from: 'depuis',
  to: 'jusque',
  /** `date`; empty for the default order of the API. */
  sort: 'tri',
  /** Start of the page; empty for the first one. */
  cursor: 'suite',
} as const;

/** Most experiences in the exported table of a list. */
export const MOST_EXPORTED = 1_000;

/** Filters and position of a list, as its address gives them; an empty value filters nothing. */
export type Listing = Readonly<Record<keyof typeof PARAMETERS, string>>;

export const EVERYTHING: Listing = mapValues(PARAMETERS, () => '');

/** The fields that narrow the list, in the order in which they are offered. */
export const FACETS = ['theme', 'lever', 'setting', 'kind', 'region', 'state'] as const;
export type Facet = (typeof FACETS)[number];

/** Values of a field that may have several. */
export function valuesOf(field: string): readonly string[] {
  return [...new Set(field.split(',').map((value) => value.trim()))].filter((value) => value !== '');
}

export function readListing(parameters: URLSearchParams): Listing {
  const texts = mapValues(PARAMETERS, (name) => (parameters.get(name) ?? '').trim());
  const list = (name: string) => valuesOf(parameters.getAll(name).join()).join();
  return {
    ...texts,
    theme: list(PARAMETERS.theme),
    lever: list(PARAMETERS.lever),
    sort: texts.sort === 'date' ? 'date' : '',
  };
}

/** Address of the list. */
export function listingAddress(listing: Listing): string {
  return addressWith('/experiences', writeParameters(listing, PARAMETERS));
}

/** Page that follows the list; null when the feed lacks one of its filters. */
export function followAddress(listing: Listing): string | null {
  const { theme, lever, region } = listing;
  const followed = { theme, lever, territory: region, territoryKind: region === '' ? '' : 'region' };
  const others = { ...listing, theme: '', lever: '', region: '', sort: '', cursor: '' };
  // The feed takes one theme and one lever.
  const isFollowed = Object.values(others).join('') === '' && !`${theme}${lever}`.includes(',');
  return isFollowed ? addressWith(FOLLOW_PATH, writeParameters(followed)) : null;
}

/** The query of `GET /v1/experiences`. Invalid values are sent too: the API explains them. */
export function toApiQuery({ words, sort, ...filters }: Listing): URLSearchParams {
  return writeParameters({ q: words, ...filters, sort: sort === '' ? '' : 'year' });
}
