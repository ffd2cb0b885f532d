import { isVast } from '../../../domain/territory/territory.ts';
import {
  type Found,
  findAnnouncement,
  GROUPING,
  gap,
  isGlued,
  isPartOfAnotherName,
  type Mention,
  mannerOf,
  type Reading,
} from './mention.ts';
import type { NameMatch } from './name-lexicon.ts';

/** Words after the name of a commune that make it a grouping. */
const FORMS: ReadonlySet<string> = new Set(['communaute', 'agglo', 'agglopole', 'intercom']);
/** Those that are also common words: « Rennes métropole régionale ». */
const COMMON_FORMS: ReadonlySet<string> = new Set(['agglomeration', 'metropole']);

/**
 * Reads « Locminé Communauté » or « l'agglomération de Chambéry », names that the register does not have, as
 * the EPCI of the only commune of that name.
 */
export function readDeduced(reading: Reading, match: NameMatch, at: number): Found | null {
  const { text, tokens, lexicon } = reading;
  const communes = match.candidates.filter(
    ({ territory, condition }) => territory.kind === 'commune' && condition === 'alone',
  );
  const [commune] = communes;
  const first = tokens[at];
  const announcement = findAnnouncement(text, tokens, at);
  const following = tokens[match.endToken];
  const isNamed =
    following !== undefined &&
    isGlued(gap(text, tokens[match.endToken - 1], following)) &&
    (FORMS.has(following.folded) || (following.isCapitalised && COMMON_FORMS.has(following.folded)));
  const isAnnounced =
    announcement?.kinds.has('epci') === true && !isPartOfAnotherName(text, tokens, at, match.endToken);
  const isVastToo = match.candidates.some(({ territory }) => isVast(territory));
  if (
    commune === undefined ||
    communes.length > 1 ||
    isVastToo ||
    first === undefined ||
    !(isNamed || isAnnounced)
  )
    return null;
  const epci = lexicon.epciOf(commune.territory);
  const endToken = isNamed ? match.endToken + 1 : match.endToken;
  const last = tokens[endToken - 1];
  const opening = announcement === null ? first : tokens[announcement.startToken];
  if (epci === null || last === undefined || opening === undefined) return null;
  const mention: Mention = {
    start: opening.start,
    end: last.end,
    nameStart: first.start,
    name: text.slice(isNamed ? first.start : opening.start, last.end),
    manner: isAnnounced ? 'announced' : mannerOf(tokens, at),
    announced: GROUPING,
    candidates: [epci],
    isDeduced: true,
    unregisteredKind: null,
  };
  return { mention, endToken };
}
