import { askedKinds, type FoldedName, foldName, foldQuery, foldWords } from './fold-name.ts';
import { type AliasKind, isVast, type RegisteredTerritory, type TerritoryKind } from './territory.ts';

interface NamedTerritory
  extends Pick<RegisteredTerritory, 'code' | 'siren' | 'name' | 'department' | 'postalCodes'> {
  readonly kind: TerritoryKind;
  readonly population: number | null;
  readonly matchedAlias: string | null;
  readonly matchedAs: AliasKind | null;
}

/** Longest answer of a search: no name is that of more territories. */
export const MOST_NAMESAKES = 50;
/** Territories to choose from when the text is the name of none. */
export const MOST_NEAR = 8;
/** Communes this many times smaller than the région or département of their name are not meant by it. */
const OVERSHADOWED = 100;

/** Ways to mean a territory, surest first: a text means the territories of the surest one only. */
const SURENESS = { same: 0, located: 1, core: 2, locatedCore: 3, alias: 4, formerName: 5, none: 6 } as const;

/** Says whether a text is this name and then words that tell where it is: « Redon (35) ». */
function isLocated(typed: string, name: string, territory: NamedTerritory): boolean {
  const { code, department, postalCodes } = territory;
  const around = isVast(territory) ? [] : [department?.name ?? '', department?.code ?? '', ...postalCodes];
  const where = foldWords([code, ...around].join(' ')).split(' ');
  const words = typed.slice(name.length + 1).split(' ');
  return typed.startsWith(`${name} `) && words.every((word) => where.includes(word));
}

function surenessOf(typed: string, query: FoldedName, territory: NamedTerritory): number {
  const { name, code, siren, postalCodes, matchedAlias, matchedAs } = territory;
  const { full, core } = foldName(name);
  if ([full, code, siren, ...postalCodes].includes(query.full)) return SURENESS.same;
  // « la Creuse » is the département, even though a village has this very name.
  if (core === query.core) return isVast(territory) ? SURENESS.same : SURENESS.core;
  if (!isVast(territory) && isLocated(query.full, full, territory)) return SURENESS.located;
  if (isLocated(query.core, core, territory)) return SURENESS.locatedCore;
  if (
    matchedAs === 'acronym' ||
    matchedAs === 'usual-name' ||
    name.toUpperCase().includes(`(${typed.toUpperCase()})`)
  ) {
    return SURENESS.alias;
  }
  return matchedAlias !== null && foldName(matchedAlias).core === query.core
    ? SURENESS.formerName
    : SURENESS.none;
}

/**
 * Returns the territories that a text names, among those that a search for it has found: those of the kind that its
 * words ask for, if any; else one with the whole name before one with a longer name. A région or a département is meant
 * before the villages of its name. Empty when the text is the name of none.
 */
export function meantTerritories<T extends NamedTerritory>(typed: string, found: readonly T[]): readonly T[] {
  const query = foldQuery(typed);
  const kinds: ReadonlySet<TerritoryKind> | null = askedKinds(query.full);
  const sureness = new Map(found.map((territory) => [territory, surenessOf(typed.trim(), query, territory)]));
  const surest = (among: readonly T[]) => {
    const best = Math.min(SURENESS.formerName, ...among.map((one) => sureness.get(one) ?? SURENESS.none));
    return among.filter((one) => sureness.get(one) === best);
  };
  const asked = surest(found.filter(({ kind }) => kinds === null || kinds.has(kind)));
  // A région, or Paris, may have taken the place of the département.
  const meant = asked.length === 0 && kinds?.has('departement') === true ? surest(found) : asked;
  const isBegun =
    meant.some((one) => sureness.get(one) === SURENESS.formerName) && startsAnother(query, found);
  const largest = Math.max(...meant.filter(isVast).map(({ population }) => population ?? 0));
  return isBegun ? [] : meant.filter((one) => isVast(one) || (one.population ?? 0) * OVERSHADOWED >= largest);
}

/** Says whether a present name begins like a text: « Centre » is not only the former name of a village. */
function startsAnother({ core }: FoldedName, found: readonly NamedTerritory[]): boolean {
  return found.some(
    ({ name, matchedAlias }) => matchedAlias === null && foldName(name).core.startsWith(core),
  );
}
