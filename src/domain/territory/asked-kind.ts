import { FORM_WORDS } from './fold-name.ts';
import type { TerritoryKind } from './territory.ts';

type RegisteredKind = Exclude<TerritoryKind, 'pays'>;

const INTERCOMMUNAL: ReadonlySet<RegisteredKind> = new Set(['epci', 'ept']);

/** Kinds by the first word that announces them: « ville de Lyon » is not its métropole. */
const ANNOUNCED: ReadonlyMap<string, ReadonlySet<RegisteredKind>> = new Map([
  ['ville', new Set<RegisteredKind>(['commune'])],
  ['commune', new Set<RegisteredKind>(['commune'])],
  ['mairie', new Set<RegisteredKind>(['commune'])],
  ['departement', new Set<RegisteredKind>(['departement'])],
  ['region', new Set<RegisteredKind>(['region'])],
]);

/**
 * Returns the kinds that the words of a folded query ask for, or null. It is a preference only: « Ville-d'Avray » is
 * a name.
 */
export function askedKinds(foldedQuery: string): ReadonlySet<RegisteredKind> | null {
  const words = foldedQuery.split(' ');
  if (words.some((word) => FORM_WORDS.has(word))) return INTERCOMMUNAL;
  const [first = '', ...others] = words;
  return others.length > 0 ? (ANNOUNCED.get(first) ?? null) : null;
}
