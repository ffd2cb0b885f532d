import { groupBy } from '../../domain/group-by.ts';
import { acronymsOf, foldName, foldWords, withoutUsualWords } from '../../domain/territory/fold-name.ts';
import { MERGED_DEPARTMENTS } from '../../domain/territory/statutes.ts';
import {
  type PlaceRef,
  type RegisteredTerritory,
  TERRITORY_KINDS,
  type TerritoryKind,
} from '../../domain/territory/territory.ts';
import { type ComparableName, letterSet, type NameContext } from './closeness.ts';
import type { FormerPlace } from './former-places.ts';

export interface IndexedName extends ComparableName {
  /** Other name as it is written; null for the current name, as is its kind. */
  readonly alias: string | null;
  readonly kind: FormerPlace['kind'] | null;
}

export interface IndexEntry {
  readonly territory: RegisteredTerritory;
  /** Whether a search gives it: the départements that are no authority any more lead to the one that is. */
  readonly isOffered: boolean;
  /** Its kind, and that of the départements whose place it took. */
  readonly kinds: readonly TerritoryKind[];
  /** Current name, then those of the former places. */
  readonly names: readonly IndexedName[];
  /** Initials of an EPCI or EPT, in capitals. */
  readonly acronyms: readonly string[];
  /** Town of an EPCI or EPT, as usual names keep it; null for another kind. */
  readonly bare: string | null;
  /** INSEE code and postal codes, each between two spaces. */
  readonly codes: string;
  /** SIREN between two spaces; empty without one. */
  readonly siren: string;
  readonly formerCodes: readonly string[];
  readonly context: NameContext;
}

/** Builds the entries in the order of equally close results: most populous first, then kind, then code. */
export function buildSearchIndex(
  territories: readonly RegisteredTerritory[],
  formerPlaces: ReadonlyMap<string, readonly FormerPlace[]>,
): IndexEntry[] {
  const departments = new Map<string, NameContext>();
  const merged = groupBy(territories, ({ kind, code }) => MERGED_DEPARTMENTS.get(`${kind} ${code}`));
  return [...territories].sort(byPopulation).map((territory) => {
    const { code, siren, kind, name, postalCodes } = territory;
    const former = formerPlaces.get(code) ?? [];
    const isGrouping = kind === 'epci' || kind === 'ept';
    const parts = merged.get(`${kind} ${code}`) ?? [];
    const codes = code === siren ? '' : ` ${[code, ...postalCodes].join(' ')} `;
    const department = contextOf(territory.department, departments);
    return {
      territory,
      isOffered: !MERGED_DEPARTMENTS.has(`${kind} ${code}`),
      kinds: [kind, ...parts.map((part) => part.kind)],
      names: [
        toIndexedName(name, null, null),
        ...former.flatMap((place) =>
          place.name === null ? [] : [toIndexedName(place.name, place.name, place.kind)],
        ),
        ...parts.map((part) => toIndexedName(part.name, part.name, 'former-name')),
      ],
      acronyms: isGrouping ? acronymsOf(name) : [],
      bare: isGrouping ? withoutUsualWords(foldName(name).core) : null,
      codes,
      siren: siren === null ? '' : ` ${siren} `,
      formerCodes: [...former, ...parts].flatMap((place) => place.code ?? []),
      context: { words: department.words + codes, letters: department.letters | letterSet(codes) },
    };
  });
}

function contextOf(department: PlaceRef | null, known: Map<string, NameContext>): NameContext {
  if (department === null) return { words: '', letters: 0 };
  const found = known.get(department.code);
  if (found !== undefined) return found;
  const words = ` ${foldWords(department.name)} ${department.code.toLowerCase()}`;
  const context = { words, letters: letterSet(words) };
  known.set(department.code, context);
  return context;
}

function byPopulation(a: RegisteredTerritory, b: RegisteredTerritory): number {
  return (
    (b.populationCount ?? -1) - (a.populationCount ?? -1) ||
    TERRITORY_KINDS.indexOf(a.kind) - TERRITORY_KINDS.indexOf(b.kind) ||
    (a.code < b.code ? -1 : 1)
  );
}

function toIndexedName(name: string, alias: string | null, kind: IndexedName['kind']): IndexedName {
  const { full, core } = foldName(name);
  return { full, core, words: ` ${full}`, letters: letterSet(full), alias, kind };
}
