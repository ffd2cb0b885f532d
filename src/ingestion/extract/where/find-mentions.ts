import { isVast, type RegisteredTerritory } from '../../../domain/territory/territory.ts';
import type { Token } from '../text/located-text.ts';
import { chooseCandidates, contextOf } from './choose-candidates.ts';
import { readDeduced } from './deduce-epci.ts';
import {
  type Announcement,
  type Found,
  findAnnouncement,
  gap,
  isPartOfAnotherName,
  type Mention,
  mannerOf,
  type Reading,
} from './mention.ts';
import type { Condition, NameLexicon, NameMatch } from './name-lexicon.ts';
import { isAnnouncementAgain, isCommonWord, isNameOfOtherPlace, isOrdinaryWord } from './ordinary-words.ts';
import { addAcronyms } from './read-acronyms.ts';
import { readPays, readUnannounced, readUnknown } from './read-unregistered.ts';

/** Finds the mentions of territories in a text, in order; homonyms are not resolved yet. */
export type FindMentions = (text: string, tokens: readonly Token[]) => readonly Mention[];

/**
 * Returns the announcement of a name if it fits its kind, unlike in « politique de la ville de Plaine Commune
 * ».
 */
function readAnnouncement(reading: Reading, match: NameMatch, at: number): Announcement | null {
  const found = findAnnouncement(reading.text, reading.tokens, at);
  if (found === null) return null;
  return chooseCandidates(match, contextOf(reading, match, at, found)).length === 0 ? null : found;
}

const OTHER_NAMES: readonly Condition[] = ['as-commune', 'as-short-commune'];

/** Recognises the name of a former place, or only the beginning of a commune's. */
function isOtherName(match: NameMatch, chosen: readonly RegisteredTerritory[]): boolean {
  return match.candidates
    .filter(({ territory }) => chosen.includes(territory))
    .every(({ condition }) => OTHER_NAMES.includes(condition));
}

function readRegistered(reading: Reading, match: NameMatch, at: number): Mention | null {
  const { text, tokens } = reading;
  const first = tokens[at];
  const last = tokens[match.endToken - 1];
  if (first === undefined || last === undefined) return null;
  const announcement = readAnnouncement(reading, match, at);
  if (announcement === null && isNameOfOtherPlace(reading, at)) return null;
  if (announcement === null && isOrdinaryWord(reading, match, at)) return null;
  if (announcement !== null && isAnnouncementAgain(reading, match, at)) return null;
  const context = contextOf(reading, match, at, announcement);
  const { manner } = context;
  const candidates = chooseCandidates(match, context);
  if (candidates.length === 0) return null;
  // « La commune de Belleville-la-Forêt » is not Belleville.
  if (/^[-–]$/.test(gap(text, last, tokens[match.endToken]))) return null;
  if (isCommonWord(reading, match, at, context, candidates)) return null;
  // « Ville de Strasbourg » but not « Région Île-de-France Mobilités ».
  if (announcement === null && isPartOfAnotherName(text, tokens, at, match.endToken)) return null;
  const isSaint = /^saint(e|s)?$/.test(first.folded) && match.endToken - at > 1;
  // « Saint Nicolas » is a saint; a commune has hyphens.
  if (isSaint && manner === 'bare' && gap(text, first, tokens[at + 1]) === ' ') return null;
  const opening = announcement === null ? first : tokens[announcement.startToken];
  // « Albigeois » alone is not the name of the agglomération.
  const isShort =
    /^(?:communaut|cc |ca |cu )/i.test(text.slice(opening?.start)) ||
    match.candidates.some(
      ({ territory, condition }) => condition === 'as-epci' && candidates.includes(territory),
    );
  return {
    start: opening?.start ?? first.start,
    end: last.end,
    nameStart: first.start,
    name: text.slice(isShort ? (opening?.start ?? first.start) : first.start, last.end),
    manner,
    announced: announcement?.kinds ?? null,
    candidates,
    isDeduced: isOtherName(match, candidates),
    unregisteredKind: null,
  };
}

/** Recognises « la communauté de communes Tarn et Dadou », which is not the Tarn. */
function isFormOfOther(reading: Reading, matches: readonly NameMatch[], at: number): boolean {
  const found = findAnnouncement(reading.text, reading.tokens, at);
  if (found === null || !found.isLegalForm) return false;
  return !matches.some((match) => readAnnouncement(reading, match, at) !== null);
}

/** Recognises « La Creuse », the département, though a commune has the article in its name. */
function isVastWithArticle({ text, tokens, lexicon }: Reading, match: NameMatch, at: number): boolean {
  if (!/^(?:l|la|le|les)$/.test(tokens[at]?.folded ?? '') || mannerOf(tokens, at) !== 'bare') return false;
  // « La Réunion » has its article in its name.
  if (match.candidates.some(({ territory }) => isVast(territory))) return false;
  return lexicon
    .matchAt(text, tokens, at + 1)
    .some(
      ({ endToken, candidates }) =>
        endToken === match.endToken && candidates.some(({ territory }) => isVast(territory)),
    );
}

/** Reads the longest name of a territory, or the EPCI of a commune where the text means it. */
function readBest(reading: Reading, matches: readonly NameMatch[], at: number): Found | null {
  const isForm = isFormOfOther(reading, matches, at);
  for (const match of matches) {
    const isEpci = match.candidates.some(({ territory }) => territory.kind === 'epci');
    const deduced = isEpci ? null : readDeduced(reading, match, at);
    if (deduced !== null) return deduced;
    if (isForm || isVastWithArticle(reading, match, at)) continue;
    const mention = readRegistered(reading, match, at);
    if (mention !== null) return { mention, endToken: match.endToken };
  }
  return null;
}

/** Extends the manner of a name to those listed after it: « à Haubourdin et Loos ». */
function shareManners(text: string, mentions: readonly Mention[]): readonly Mention[] {
  const shared: Mention[] = [];
  for (const mention of mentions) {
    const previous = shared.at(-1);
    const between = previous === undefined ? '.' : text.slice(previous.end, mention.start);
    const isCoordinated = /^\s*(?:,|et|ou|&)\s*(?:à|au|de|d['’]|la|le|les|l['’])?\s*$/.test(between);
    const manner = mention.manner === 'bare' && isCoordinated ? (previous?.manner ?? 'bare') : mention.manner;
    shared.push({
      ...mention,
      manner: manner === 'announced' && mention.manner === 'bare' ? 'bare' : manner,
    });
  }
  return shared;
}

/** Common words that begin names of groupings. */
const LOW_HEADS: ReadonlySet<string> = new Set(
  'ile iles pays val vals vallee vallees plateau bassin rives plaine portes terres monts cote golfe massif presqu'.split(
    ' ',
  ),
);

/** Tells whether a name may start in lower case: « communauté de communes de l'île d'Oléron ». */
function mayStartLow(text: string, tokens: readonly Token[], at: number): boolean {
  const first = tokens[at];
  if (first === undefined || first.isCapitalised || !LOW_HEADS.has(first.folded)) return false;
  return findAnnouncement(text, tokens, at)?.isLegalForm === true;
}

/** Creates a finder that reads the longest names first; a name inside another is skipped. */
export function createMentionFinder(lexicon: NameLexicon): FindMentions {
  return (text, tokens) => {
    const reading = { text, tokens, lexicon };
    const mentions: Mention[] = [];
    for (let at = 0; at < tokens.length; ) {
      const pays = readPays(reading, at);
      const matches = lexicon.matchAt(text, tokens, at, mayStartLow(text, tokens, at));
      let next = at + 1;
      const longest = matches.filter(({ endToken }) => pays === null || endToken >= pays.endToken);
      const found =
        readBest(reading, longest, at) ?? pays ?? readUnknown(reading, at) ?? readUnannounced(reading, at);
      if (found !== null) {
        mentions.push(found.mention);
        next = found.endToken;
      }
      at = next;
    }
    return shareManners(text, addAcronyms(text, tokens, mentions));
  };
}
