/** Filters and position of a list, as its address gives them; an empty value filters nothing. */
export interface Listing {
  readonly words: string;
  /** Ids, separated by commas. */
  readonly theme: string;
  readonly lever: string;
  readonly setting: string;
  readonly kind: string;
  /** INSEE code. */
  readonly region: string;
  readonly state: string;
  /** First and last year. */
  readonly from: string;
  readonly to: string;
  /** Empty for the default order of the API. */
  readonly sort: '' | 'date';
  /** Start of the page; empty for the first one. */
  readonly cursor: string;
}

export const EVERYTHING: Listing = {
  words: '',
  theme: '',
  lever: '',
  setting: '',
  kind: '',
  region: '',
  state: '',
  from: '',
  to: '',
  sort: '',
  cursor: '',
};

/** The fields that narrow the list, in the order in which they are offered. */
export const FACETS = ['theme', 'lever', 'setting', 'kind', 'region', 'state'] as const;
export type Facet = (typeof FACETS)[number];

export const PARAMETERS: Readonly<Record<keyof Listing, string>> = {
  words: 'mots',
  theme: 'theme',
  lever: 'levier',
  setting: 'contexte',
  kind: 'type',
  region: 'region',
  state: 'etat',
  from: 'depuis',
  to: 'jusque',
  sort: 'tri',
  cursor: 'suite',
};

/** Values of a field that may have several. */
export function valuesOf(field: string): readonly string[] {
  return [...new Set(field.split(',').map((value) => value.trim()))].filter((value) => value !== '');
}

export function readListing(parameters: URLSearchParams): Listing {
  const text = (field: keyof Listing) => (parameters.get(PARAMETERS[field]) ?? '').trim();
  const list = (field: 'theme' | 'lever') => valuesOf(parameters.getAll(PARAMETERS[field]).join()).join();
  return {
    words: text('words'),
    theme: list('theme'),
    lever: list('lever'),
    setting: text('setting'),
    kind: text('kind'),
    region: text('region'),
    state: text('state'),
    from: text('from'),
    to: text('to'),
    sort: text('sort') === 'date' ? 'date' : '',
    cursor: text('cursor'),
  };
}

/** Address of the list. */
export function listingAddress(listing: Listing): string {
  const query = new URLSearchParams(saidBy(listing, PARAMETERS));
  return query.size === 0 ? '/experiences' : `/experiences?${query}`;
}

const API_PARAMETERS: Readonly<Record<keyof Listing, string>> = {
  words: 'q',
  theme: 'theme',
  lever: 'lever',
  setting: 'setting',
  kind: 'kind',
  region: 'region',
  state: 'state',
  from: 'from',
  to: 'to',
  sort: 'sort',
  cursor: 'cursor',
};

/** The query of `GET /v1/experiences`. Invalid values are sent too: the API explains them. */
export function toApiQuery(listing: Listing): URLSearchParams {
  const query = new URLSearchParams(saidBy(listing, API_PARAMETERS));
  if (listing.sort === 'date') query.set(API_PARAMETERS.sort, 'year');
  return query;
}

function saidBy(listing: Listing, names: Readonly<Record<keyof Listing, string>>): [string, string][] {
  // Object.entries widens the keys, which the interface fixes.
  const fields = Object.keys(names) as (keyof Listing)[];
  return fields.filter((field) => listing[field] !== '').map((field) => [names[field], listing[field]]);
}
