import type { RegisteredTerritory, TerritoryKind } from '../../../domain/territory/territory.ts';
import type { Token } from '../text/located-text.ts';
import { type Announcement, findAnnouncement, isAnnouncingWord } from './announced-kind.ts';
import { readDeduced } from './deduce-epci.ts';
import {
  type Found,
  gap,
  isGlued,
  isPartOfAnotherName,
  type Mention,
  type MentionManner,
  mannerOf,
  type Reading,
} from './mention.ts';
import type { Condition, NameLexicon, NameMatch } from './name-lexicon.ts';
import { addAcronyms } from './read-acronyms.ts';
import { readPays, readUnannounced, readUnknown } from './read-unregistered.ts';

/** Finds the mentions of territories in a text, in order; homonyms are not resolved yet. */
export type FindMentions = (text: string, tokens: readonly Token[]) => readonly Mention[];

const CONTRACTIONS: ReadonlySet<string> = new Set(['du', 'des', 'au', 'aux']);

/** Words just around a name, and how it is written. */
interface Context {
  readonly announcement: Announcement | null;
  readonly manner: MentionManner;
  /** Folded word before it. */
  readonly previous: string;
  /** True for « le TCO ». */
  readonly isInCapitals: boolean;
  /** True for « Territoires vendômois, la communauté d'agglomération ». */
  readonly isExplained: boolean;
}

const ARTICLES: ReadonlySet<string> = new Set(['la', 'le', 'l', 'du', 'au']);
const GROUPING_AFTER =
  /^\s*[,(]\s*(?:la |une |l['’])?(?:communaut[ée]|intercommunalit[ée]|agglom[ée]ration|m[ée]tropole)(?!\p{L})/iu;

function isAllowed(
  condition: Condition,
  { announcement, manner, previous, isInCapitals, isExplained }: Context,
): boolean {
  switch (condition) {
    case 'alone':
      return true;
    case 'as-epci':
      return announcement?.kinds.has('epci') === true || isExplained;
    case 'as-commune':
      return announcement?.kinds.has('commune') === true;
    case 'after-contraction':
      return CONTRACTIONS.has(previous);
    case 'as-vast':
      return announcement?.kinds.has('region') === true || announcement?.kinds.has('departement') === true;
    case 'in-capitals':
      return isInCapitals && ARTICLES.has(previous);
    case 'as-short-commune':
      return manner === 'at' || announcement?.kinds.has('commune') === true;
  }
}

const VAST: ReadonlySet<TerritoryKind> = new Set<TerritoryKind>(['departement', 'region']);

/** INSEE codes of the overseas régions that are also the département. */
const SINGLE_COLLECTIVITES: ReadonlySet<string> = new Set(['02', '03']);

/**
 * Chooses between an overseas département and région of the same name: the département, where it still
 * exists.
 */
function preferOverseas(vast: readonly RegisteredTerritory[]): readonly RegisteredTerritory[] {
  const [first] = vast;
  if (first === undefined || vast.length === 1 || !vast.every(({ name }) => name === first.name)) return vast;
  const single = vast.find(({ kind, code }) => kind === 'region' && SINGLE_COLLECTIVITES.has(code));
  return [single ?? first];
}

/**
 * Chooses between kinds: « la Creuse » and « en Bretagne » are not communes, « à Paris » is not the
 * département.
 */
function preferKinds(
  candidates: readonly RegisteredTerritory[],
  manner: MentionManner,
): readonly RegisteredTerritory[] {
  const vast = candidates.filter(({ kind }) => VAST.has(kind));
  const others = candidates.filter(({ kind }) => !VAST.has(kind));
  if (vast.length === 0) return others;
  if (others.length === 0) return preferOverseas(vast);
  const mostPeopled = Math.max(...others.map(({ populationCount }) => populationCount ?? 0));
  return manner === 'at' || mostPeopled > 100_000 ? others : vast;
}

function contextOf(
  { text, tokens }: Reading,
  match: NameMatch,
  at: number,
  announcement: Announcement | null,
): Context {
  const [first, last] = [tokens[at], tokens[match.endToken - 1]];
  return {
    announcement,
    manner: announcement === null ? mannerOf(tokens, at) : 'announced',
    previous: tokens[at - 1]?.folded ?? '',
    isInCapitals: /^(?:\p{Lu}|\d)+$/u.test(text.slice(first?.start, last?.end)),
    isExplained: GROUPING_AFTER.test(text.slice(last?.end, (last?.end ?? 0) + 40)),
  };
}

function chooseCandidates(match: NameMatch, context: Context): readonly RegisteredTerritory[] {
  const { announcement, manner } = context;
  const allowedUnder = (conditions: (condition: Condition) => boolean) =>
    match.candidates
      .filter(({ condition }) => conditions(condition) && isAllowed(condition, context))
      .map(({ territory }) => territory);
  // The beginning of a name counts only where it is not a whole one.
  const whole = allowedUnder((condition) => condition !== 'as-short-commune');
  const allowed = whole.length > 0 ? whole : allowedUnder(() => true);
  if (announcement === null) return preferKinds(allowed, manner);
  return allowed.filter(({ kind }) => announcement.kinds.has(kind));
}

/**
 * Returns the announcement of a name if it fits its kind, unlike in « politique de la ville de Plaine Commune
 * ».
 */
function readAnnouncement(reading: Reading, match: NameMatch, at: number): Announcement | null {
  const found = findAnnouncement(reading.text, reading.tokens, at);
  if (found === null) return null;
  return chooseCandidates(match, contextOf(reading, match, at, found)).length === 0 ? null : found;
}

/** Recognises « Ville » or « PIA »: common words and acronyms that are also communes. */
function isOrdinaryWord(reading: Reading, match: NameMatch, at: number): boolean {
  if (match.candidates.some(({ condition }) => condition === 'in-capitals')) return false;
  const first = reading.tokens[at];
  if (first === undefined || match.endToken - at > 1) return false;
  const written = reading.text.slice(first.start, first.end);
  // « AHUN » alone on its line is a heading.
  const isAlone =
    ['', '\n'].includes(reading.text.charAt(first.start - 1)) &&
    /^[ .]*(?:\n|$|\()/.test(reading.text.slice(first.end, first.end + 3));
  if (isAlone && !isAnnouncingWord(first.folded)) return false;
  return isAnnouncingWord(first.folded) || (written.length <= 5 && /^\p{Lu}{2,}$/u.test(written));
}

/** Recognises « politique de la ville - Ville de Lorient », unlike « la commune de Ville ». */
function isAnnouncementAgain({ tokens }: Reading, match: NameMatch, at: number): boolean {
  const isOne = match.endToken - at === 1 && isAnnouncingWord(tokens[at]?.folded ?? '');
  return isOne && tokens[at - 1]?.folded !== 'de';
}

/** Verbs after a subject, or the beginning of another clause. */
const VERB_AFTER =
  /^(?:a|ont|est|sont|n|s|y|en|qui|vient|entre|finance|soutient|lance|met|anime|organise|accompagne|propose|porte|pilote|cree|verse|heberge|prete|loue|mene|adopte|signe|vote|achete|cede|ouvre|participe|et|compte|demande|attend|souhaite|decide|choisit|veut|va|fait|prend|tient|reunit|consacre|attribue|recrute|investit|confie|rejoint|experimente|developpe|realise|accueille|dispose)$/;
/** A place of so many inhabitants is recognised at the start of a sentence, before any word. */
const LEAST_PEOPLED = 2_000;

/** Recognises « Son », « Trois » or « Plan » at the start of a sentence, which are also small communes. */
function isCommonWord(
  { text, tokens }: Reading,
  match: NameMatch,
  at: number,
  { manner }: Context,
  candidates: readonly RegisteredTerritory[],
): boolean {
  const [first, next] = [tokens[at], tokens[at + 1]];
  if (first === undefined || next === undefined || manner !== 'bare' || match.endToken - at > 1) return false;
  const startsSentence = /(?:^|[.!?…»«\n–—-]\s*)$/u.test(
    text.slice(Math.max(0, first.start - 3), first.start),
  );
  if (!startsSentence || next.isCapitalised || !isGlued(gap(text, first, next))) return false;
  const isKnown = candidates.some(({ populationCount }) => (populationCount ?? 0) >= LEAST_PEOPLED);
  return !isKnown && !VERB_AFTER.test(next.folded);
}

/** Words before a place that only shares the name of a commune: « quartier Saint-Jean ». */
const OTHER_PLACES = new Set(
  'quartier rue place avenue boulevard gare parc ile lac plateau vallee college lycee'.split(' '),
);

function isNameOfOtherPlace({ text, tokens }: Reading, at: number): boolean {
  return OTHER_PLACES.has(tokens[at - 1]?.folded ?? '') && isGlued(gap(text, tokens[at - 1], tokens[at]));
}

/** Recognises the name of a former place, now in a commune of another name. */
function isFormerName(match: NameMatch, chosen: readonly RegisteredTerritory[]): boolean {
  return match.candidates
    .filter(({ territory }) => chosen.includes(territory))
    .every(({ condition }) => condition === 'as-commune');
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
  const manner = announcement === null ? mannerOf(tokens, at) : 'announced';
  const context = contextOf(reading, match, at, announcement);
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
    isDeduced: isFormerName(match, candidates),
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
  return lexicon
    .matchAt(text, tokens, at + 1)
    .some(
      ({ endToken, candidates }) =>
        endToken === match.endToken && candidates.some(({ territory }) => VAST.has(territory.kind)),
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
