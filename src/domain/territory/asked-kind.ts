import { FORM_WORDS } from './fold-name.ts';
import type { TerritoryKind } from './territory.ts';

type RegisteredKind = Exclude<TerritoryKind, 'pays'>;

const INTERCOMMUNAL: ReadonlySet<RegisteredKind> = new Set(['epci', 'ept']);

/** Kinds by the first word that announces them: « ville de Lyon » is not its métropole. */
const ANNOUNCED: ReadonlyMap<string, RegisteredKind> = new Map([
  ['ville', 'commune'],
  ['commune', 'commune'],
  ['mairie', 'commune'],
  ['departement', 'departement'],
  ['region', 'region'],
]);

/** Returns the kinds that a folded query prefers, or null; « Ville-d'Avray » is a name. */
export function askedKinds(foldedQuery: string): ReadonlySet<RegisteredKind> | null {
  const words = foldedQuery.split(' ');
  if (words.some((word) => FORM_WORDS.has(word))) return INTERCOMMUNAL;
  const [first = '', ...others] = words;
  const kind = others.length > 0 ? ANNOUNCED.get(first) : undefined;
  return kind === undefined ? null : new Set([kind]);
}
