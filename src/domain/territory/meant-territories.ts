import { askedKinds, type FoldedName, foldName, foldQuery, foldWords } from './fold-name.ts';
import { type AliasKind, isVast, type RegisteredTerritory, type TerritoryKind } from './territory.ts';

/** Territory that a search has found. */
export interface TerritoryMatch {
  readonly territory: RegisteredTerritory;
  /** Other name or code that matched, a usual name as it was typed; null when the current one did. */
  readonly matchedAlias: string | null;
  /** Null without an alias. */
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

/** Removes the brackets that tell where a territory is, which a search does not read. */
export const withoutPlace = (typed: string): string => typed.replace(/(?<=\S)\s*\([^()]*\)\s*$/, '');

/** Says whether a text is this name and then words that tell where it is, or its kind: « Redon (35) ». */
function isLocated(typed: string, name: string, territory: RegisteredTerritory): boolean {
  const { code, kind, department, postalCodes } = territory;
  const around = isVast(territory) ? [] : [department?.name ?? '', department?.code ?? '', ...postalCodes];
  const where = ` ${foldWords([code, kind.replace('epci', 'epci intercommunalité'), ...around].join(' '))} `;
  const words = typed.slice(name.length + 1).split(' ');
  return typed.startsWith(`${name} `) && words.every((word) => where.includes(` ${word} `));
}

function surenessOf(typed: string, query: FoldedName, { territory, ...match }: TerritoryMatch): number {
  const { name, code, siren, postalCodes } = territory;
  const { full, core } = foldName(name);
  if ([full, code, siren, ...postalCodes].includes(query.full)) return SURENESS.same;
  // « la Creuse » is the département, even though a village has this very name.
  if (core === query.core) return isVast(territory) ? SURENESS.same : SURENESS.core;
  if (!isVast(territory) && isLocated(query.full, full, territory)) return SURENESS.located;
  if (isLocated(query.core, core, territory)) return SURENESS.locatedCore;
  const isUsual = match.matchedAs === 'acronym' || match.matchedAs === 'usual-name';
  if (isUsual || name.toUpperCase().includes(`(${typed.toUpperCase()})`)) return SURENESS.alias;
  return foldName(match.matchedAlias ?? '').core === query.core ? SURENESS.formerName : SURENESS.none;
}

/**
 * Returns the territories that a text names, among those that a search for it has found: of the kind that its words
 * ask for, if any; one with the whole name before one with a longer name, a région or a département before the villages
 * of its name, a present name before a former one. Empty when the text is the name of none.
 */
export function meantTerritories(
  typed: string,
  found: readonly TerritoryMatch[],
): readonly RegisteredTerritory[] {
  const query = foldQuery(typed);
  const kinds: ReadonlySet<TerritoryKind> | null = askedKinds(query.full);
  const read = found.map((match) => ({ ...match, sureness: surenessOf(typed.trim(), query, match) }));
  const surest = (among: typeof read) => {
    const best = Math.min(SURENESS.formerName, ...among.map(({ sureness }) => sureness));
    // « Centre » is not only the former name of a village: a present name begins so.
    const isFormer = best === SURENESS.formerName && read.some(isBegun);
    return isFormer ? [] : among.flatMap(({ sureness, territory }) => (sureness === best ? territory : []));
  };
  const isBegun = ({ territory: { name }, matchedAlias }: TerritoryMatch) =>
    matchedAlias === null && foldName(name).core.startsWith(query.core);
  const asked = surest(read.filter(({ territory }) => kinds?.has(territory.kind) ?? true));
  // A région, or Paris, may have taken the place of the département.
  const meant = asked.length === 0 && kinds?.has('departement') === true ? surest(read) : asked;
  const largest = Math.max(...meant.filter(isVast).map(({ populationCount }) => populationCount ?? 0));
  return meant.filter((one) => isVast(one) || (one.populationCount ?? 0) * OVERSHADOWED >= largest);
}
