import type { TerritoryKind } from './territory.ts';

type RegisteredKind = Exclude<TerritoryKind, 'pays'>;

const INTERCOMMUNAL: ReadonlySet<RegisteredKind> = new Set(['epci', 'ept']);

/** First words that announce a kind: « ville de Lyon » is not its métropole. */
const ANNOUNCED: ReadonlyMap<string, ReadonlySet<RegisteredKind>> = new Map([
  ['ville', new Set<RegisteredKind>(['commune'])],
  ['commune', new Set<RegisteredKind>(['commune'])],
  ['mairie', new Set<RegisteredKind>(['commune'])],
  ['departement', new Set<RegisteredKind>(['departement'])],
  ['region', new Set<RegisteredKind>(['region'])],
]);

const INTERCOMMUNAL_WORD = /\b(?:cc|ca|cu|ept|metropole|eurometropole|agglo|communaute)\b/;

/**
 * The kinds that a folded query asks for by its words, null when it asks for none. It is a
 * preference only: « Ville-d'Avray » is a name, and a name comes before what its words suggest.
 */
export function askedKinds(foldedQuery: string): ReadonlySet<RegisteredKind> | null {
  if (INTERCOMMUNAL_WORD.test(foldedQuery)) return INTERCOMMUNAL;
  const [first, ...others] = foldedQuery.split(' ');
  return first !== undefined && others.length > 0 ? (ANNOUNCED.get(first) ?? null) : null;
}
