import { DomainError } from '../../domain/errors.ts';
import { describeTerritory, toSuggestion } from '../../domain/french/describe-territory.ts';
import { KIND_LABELS } from '../../domain/french/labels.ts';
import {
  MOST_NAMESAKES,
  MOST_NEAR,
  meantTerritories,
  withoutPlace,
} from '../../domain/territory/meant-territories.ts';
import { MERGED_DEPARTMENTS } from '../../domain/territory/statutes.ts';
import {
  CODE_FORMS,
  looksLikeCode,
  normaliseTerritoryCode,
  type RegisteredTerritory,
  type TerritoryKind,
} from '../../domain/territory/territory.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';

const SUGGESTION_COUNT = 3;
/** Longer than most names: the message quotes the beginning only. */
const MAX_QUOTED_LENGTH = 40;

/**
 * Finds the territory with this code, and this kind when given; else the only one, when the
 * code could be of this kind: the SIREN of an EPT is often given as that of an EPCI.
 * @throws DomainError `territory-unknown` with the three most similar territories, those with this code and
 * another kind first
 * @throws DomainError `territory-ambiguous` when a département and another région share the code and no kind is given
 */
export function resolveTerritory(
  gazetteer: Gazetteer,
  code: string,
  kind?: TerritoryKind,
): RegisteredTerritory {
  const sameCode = gazetteer.findByCode(code);
  const isReplaced = (found: RegisteredTerritory) =>
    MERGED_DEPARTMENTS.get(`${found.kind} ${found.code}`) === `region ${found.code}`;
  const sameKind = sameCode.filter((found) =>
    kind === undefined ? !isReplaced(found) : found.kind === kind,
  );
  const isPossible = kind !== undefined && CODE_FORMS[kind].test(normaliseTerritoryCode(code));
  const [territory, ...others] = sameKind.length === 0 && isPossible ? sameCode : sameKind;
  if (territory === undefined) throw unknownTerritory(gazetteer, code, kind);
  if (others.length > 0) throw ambiguousTerritory(code, [territory, ...others]);
  return territory;
}

/** Finds the territories with a name near a text, and among them those that it names; of this kind when given. */
export function searchNamed(gazetteer: Gazetteer, typed: string, kind?: TerritoryKind) {
  const found = gazetteer.search(withoutPlace(typed), MOST_NAMESAKES, kind);
  return { found, named: meantTerritories(typed, found) };
}

/** Finds the only territory with this name, and of this kind when given; null when there is none, or several. */
export function findNamed(
  gazetteer: Gazetteer,
  name: string,
  kind?: TerritoryKind,
): RegisteredTerritory | null {
  const [territory, ...others] = searchNamed(gazetteer, name, kind).named;
  return others.length === 0 ? (territory ?? null) : null;
}

/**
 * Finds the territory with this code, of another kind than the given one when none of that kind has it; or with this
 * name or postal code, of this kind when given.
 * @throws DomainError `territory-unknown`, `territory-ambiguous` with the namesakes, most populous first
 */
export function resolveNamed(gazetteer: Gazetteer, typed: string, kind?: TerritoryKind): RegisteredTerritory {
  const sameCode = gazetteer.findByCode(typed);
  if (sameCode.length > 0) {
    const isTold = sameCode.some((territory) => territory.kind === kind);
    return resolveTerritory(gazetteer, typed, isTold ? kind : undefined);
  }
  const { found, named } = searchNamed(gazetteer, typed, kind);
  const near = looksLikeCode(typed) ? [] : found.slice(0, MOST_NEAR).map((match) => match.territory);
  const [territory, ...others] = named.length > 0 ? named : near;
  if (territory === undefined) throw unknownTerritory(gazetteer, typed, kind);
  if (others.length > 0) throw ambiguousTerritory(typed, [territory, ...others]);
  return territory;
}

function unknownTerritory(gazetteer: Gazetteer, code: string, kind: TerritoryKind | undefined) {
  const similar = [...gazetteer.findByCode(code), ...gazetteer.findNearest(code, SUGGESTION_COUNT)];
  const nearest = [...new Set(similar)].slice(0, SUGGESTION_COUNT).map(toSuggestion);
  const searched = kind === undefined ? 'Aucun territoire' : `Aucun territoire de type ${KIND_LABELS[kind]}`;
  const named = nearest.map(describeTerritory).join(' ; ');
  return new DomainError(
    'territory-unknown',
    `${searched} ne répond à « ${quote(code)} » dans le découpage administratif.${named && ` Les plus proches : ${named}.`} ` +
      'Donnez un code INSEE (commune, département, région) ou un SIREN (EPCI, EPT), ou cherchez le territoire par son nom.',
    { code, nearest },
  );
}

function ambiguousTerritory(
  code: string,
  sameCode: readonly RegisteredTerritory[],
): DomainError<'territory-ambiguous'> {
  const candidates = sameCode.map(toSuggestion);
  const kinds = [...new Set(candidates.map(({ kind }) => `« ${kind} »`))];
  const advice =
    kinds.length < candidates.length
      ? 'Donnez le code de celui que vous cherchez, ou son nom et son département : « Saint-Denis (Aude) »'
      : `Précisez le type de territoire : ${kinds.join(' ou ')}`;
  const named = candidates.slice(0, MOST_NEAR).map(describeTerritory).join(' ; ');
  const others = candidates.length > MOST_NEAR ? ` ; et ${candidates.length - MOST_NEAR} autres` : '';
  return new DomainError(
    'territory-ambiguous',
    `« ${quote(code)} » peut désigner plusieurs territoires : ${named}${others}. ${advice}.`,
    { code, candidates },
  );
}

/** Removes control characters and lone surrogates, which break terminals and logs. */
function quote(code: string): string {
  const quoted = code.slice(0, MAX_QUOTED_LENGTH).replace(/\p{C}/gu, '');
  return code.length <= MAX_QUOTED_LENGTH ? quoted : `${quoted}…`;
}

function refuseUnknown(
  code: 'theme-unknown' | 'lever-unknown',
  [noun, plural]: readonly [string, string],
  asked: readonly (string | undefined)[],
  known: readonly { readonly id: string }[],
): void {
  const valid = known.map(({ id }) => id);
  const index = asked.findIndex((id) => id !== undefined && !valid.includes(id));
  const id = asked[index];
  if (id === undefined) return;
  const message = `Le ${noun} « ${id} » n’existe pas. ${plural} possibles : ${valid.join(', ')}.`;
  throw new DomainError(code, message, { id, index, valid });
}

/**
 * Refuses ids that are not in the taxonomy; ignores `undefined`.
 * @throws DomainError `theme-unknown` or `lever-unknown`, with the position and the valid ids
 */
export function checkTaxonomy(
  { themes, levers }: Taxonomy,
  asked: {
    readonly themes: readonly (string | undefined)[];
    readonly levers: readonly (string | undefined)[];
  },
): void {
  refuseUnknown('theme-unknown', ['thème', 'Thèmes'], asked.themes, themes);
  refuseUnknown('lever-unknown', ['levier', 'Leviers'], asked.levers, levers);
}
