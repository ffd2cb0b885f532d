import { DomainError } from '../../domain/errors.ts';
import { describeTerritory, toSuggestion } from '../../domain/french/describe-territory.ts';
import { KIND_LABELS } from '../../domain/french/labels.ts';
import type { RegisteredTerritory, TerritoryKind } from '../../domain/territory/territory.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';

const SUGGESTION_COUNT = 3;
/** A longer text is no code: the message quotes only its beginning. */
const MAX_QUOTED_LENGTH = 40;

/**
 * The territory that bears this code, of this kind when one is given.
 * @throws DomainError `territory-unknown` with the three that look most like it, those that bear
 * the code with another kind first
 * @throws DomainError `territory-ambiguous` when a département and a région share it and no kind is given
 */
export function resolveTerritory(
  gazetteer: Gazetteer,
  code: string,
  kind?: TerritoryKind,
): RegisteredTerritory {
  const bearers = gazetteer.findByCode(code);
  const [territory, ...others] =
    kind === undefined ? bearers : bearers.filter((found) => found.kind === kind);
  if (territory === undefined) throw unknownTerritory(gazetteer, code, kind, bearers);
  if (others.length > 0) throw ambiguousTerritory(code, [territory, ...others]);
  return territory;
}

function unknownTerritory(
  gazetteer: Gazetteer,
  code: string,
  kind: TerritoryKind | undefined,
  bearers: readonly RegisteredTerritory[],
): DomainError<'territory-unknown'> {
  const similar = gazetteer.findNearest(code, SUGGESTION_COUNT);
  const nearest = [...new Set([...bearers, ...similar])].slice(0, SUGGESTION_COUNT).map(toSuggestion);
  const searched = kind === undefined ? 'Aucun territoire' : `Aucun territoire de type ${KIND_LABELS[kind]}`;
  const suggestion =
    nearest.length === 0 ? '' : ` Les plus proches : ${nearest.map(describeTerritory).join(' ; ')}.`;
  return new DomainError(
    'territory-unknown',
    `${searched} ne porte le code « ${quote(code)} » dans le découpage administratif.${suggestion} ` +
      'Donnez un code INSEE (commune, département, région) ou un SIREN (EPCI, EPT), ou cherchez le territoire par son nom.',
    { code, nearest },
  );
}

function ambiguousTerritory(
  code: string,
  bearers: readonly RegisteredTerritory[],
): DomainError<'territory-ambiguous'> {
  const candidates = bearers.map(toSuggestion);
  const kinds = candidates.map(({ kind }) => `« ${kind} »`).join(' ou ');
  return new DomainError(
    'territory-ambiguous',
    `Le code « ${quote(code)} » désigne plusieurs territoires : ${candidates.map(describeTerritory).join(' ; ')}. ` +
      `Précisez le type de territoire : ${kinds}.`,
    { code, candidates },
  );
}

/** Without control characters nor halves of characters, which a terminal or a log would not bear. */
function quote(code: string): string {
  const quoted = code.slice(0, MAX_QUOTED_LENGTH).replace(/\p{C}/gu, '');
  return code.length <= MAX_QUOTED_LENGTH ? quoted : `${quoted}…`;
}
