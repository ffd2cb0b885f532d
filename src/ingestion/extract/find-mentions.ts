import type { RegisteredTerritory, TerritoryKind } from '../../domain/territory/territory.ts';
import { type Announcement, findAnnouncement, isAnnouncingWord } from './announced-kind.ts';
import type { Span, Token } from './located-text.ts';
import { type Condition, isLink, type NameLexicon, type NameMatch } from './name-lexicon.ts';

/**
 * What the words around a name say of it:
 *   announced  « la ville de Nantes »       inside  « en Bretagne », « dans le Nord »
 *   at         « à Nantes », « au Mans »     of      « de Nantes »
 *   bare       nothing: « Nantes réunit », « quartier Bellevue, Nantes »
 */
export type MentionManner = 'announced' | 'at' | 'inside' | 'of' | 'bare';

/** A place of the text that names a territory. Offsets are those of the name, with what announces it. */
export interface Mention extends Span {
  /** As the text writes it, with what announces it only where the register does not know it. */
  readonly name: string;
  readonly nameStart: number;
  readonly manner: MentionManner;
  /** Kinds that the text asks for; null when it says nothing. */
  readonly announced: ReadonlySet<TerritoryKind> | null;
  /** Empty when the register knows no such name. */
  readonly candidates: readonly RegisteredTerritory[];
  /** The register knows the commune: the EPCI is the one to which it belongs. */
  readonly isDeduced: boolean;
  /** Kind of what the register does not know. */
  readonly unregisteredKind: TerritoryKind | null;
}

/** What a text names, once per place, in order; homonyms are not told apart yet. */
export type FindMentions = (text: string, tokens: readonly Token[]) => readonly Mention[];

const GROUPING: ReadonlySet<TerritoryKind> = new Set<TerritoryKind>(['epci', 'ept']);
const CONTRACTIONS: ReadonlySet<string> = new Set(['du', 'des', 'au', 'aux']);
/** Common words that begin a sentence with a capital letter and are no part of a name. */
const OPENERS: ReadonlySet<string> = new Set(
  'a au aux en dans sur pour par avec chez entre depuis vers de du des d la le les l et ou mais comme selon ainsi enfin puis cette ce ces cet notamment grace suite lors pres autour hors outre des'.split(
    ' ',
  ),
);

function gap(text: string, before: Token | undefined, after: Token | undefined): string {
  return before === undefined || after === undefined ? '\n' : text.slice(before.end, after.start);
}

function isGlued(separator: string): boolean {
  return /^[ \u00a0\-–'’]{1,2}$/.test(separator);
}

/** Whether the word is inside a longer proper name: « Fondation Paris Habitat », « Paris 8 ». */
function isPartOfAnotherName(text: string, tokens: readonly Token[], start: number, end: number): boolean {
  const before = tokens[start - 1];
  const after = tokens[end];
  if (before !== undefined && isGlued(gap(text, before, tokens[start]))) {
    const followsOpener = OPENERS.has(before.folded) || /[-–]$/.test(gap(text, tokens[start - 2], before));
    if (before.isCapitalised && !followsOpener) return true;
    if (/^[-–]$/.test(gap(text, before, tokens[start]))) return true;
  }
  if (after === undefined) return false;
  const separator = gap(text, tokens[end - 1], after);
  if (/^[-–]$/.test(separator)) return true;
  return isGlued(separator) && (after.isCapitalised || /^\d/.test(after.folded));
}

function mannerOf(tokens: readonly Token[], at: number): MentionManner {
  const before = tokens[at - 1]?.folded ?? '';
  const earlier = tokens[at - 2]?.folded ?? '';
  if (before === 'a' || before === 'au' || before === 'aux') return 'at';
  if (before === 'en') return 'inside';
  if (before === 'de' || before === 'd' || before === 'du' || before === 'des') return 'of';
  if (before === 'la' || before === 'le' || before === 'les' || before === 'l') {
    if (earlier === 'dans') return 'inside';
    if (earlier === 'de') return 'of';
  }
  if (before === 'dans' || before === 'sur') return 'inside';
  return 'bare';
}

function isAllowed(condition: Condition, announcement: Announcement | null, previous: string): boolean {
  switch (condition) {
    case 'alone':
      return true;
    case 'as-epci':
      return announcement?.kinds.has('epci') === true;
    case 'as-commune':
      return announcement?.kinds.has('commune') === true;
    case 'after-contraction':
      return CONTRACTIONS.has(previous);
  }
}

const VAST: ReadonlySet<TerritoryKind> = new Set<TerritoryKind>(['departement', 'region']);

/** « la Creuse », « en Bretagne » are not the communes of that name; « à Paris » is not the département. */
function preferKinds(
  candidates: readonly RegisteredTerritory[],
  manner: MentionManner,
  previous: string,
): readonly RegisteredTerritory[] {
  const vast = candidates.filter(({ kind }) => VAST.has(kind));
  const others = candidates.filter(({ kind }) => !VAST.has(kind));
  if (vast.length === 0) return others;
  // Overseas, a département and a région bear one name: the département stands for both.
  const [first] = vast;
  const isOverseas = vast.length > 1 && vast.every(({ name }) => name === first?.name);
  if (others.length === 0) return isOverseas && first !== undefined ? [first] : vast;
  if (['la', 'le', 'les', 'l', 'du', 'en'].includes(previous)) return vast;
  const mostPeopled = Math.max(...others.map(({ populationCount }) => populationCount ?? 0));
  return manner === 'at' || mostPeopled > 100_000 ? others : vast;
}

function chooseCandidates(
  match: NameMatch,
  announcement: Announcement | null,
  manner: MentionManner,
  previous: string,
): readonly RegisteredTerritory[] {
  const allowed = match.candidates
    .filter(({ condition }) => isAllowed(condition, announcement, previous))
    .map(({ territory }) => territory);
  if (announcement === null) return preferKinds(allowed, manner, previous);
  return allowed.filter(({ kind }) => announcement.kinds.has(kind));
}

/** An announcement holds for the longest name only: « politique de la ville de Plaine Commune ». */
function readAnnouncement(reading: Reading, match: NameMatch, at: number): Announcement | null {
  const found = findAnnouncement(reading.text, reading.tokens, at);
  if (found === null) return null;
  const previous = reading.tokens[at - 1]?.folded ?? '';
  return chooseCandidates(match, found, 'announced', previous).length === 0 ? null : found;
}

/** « Ville », « PIA »: words of the subject and acronyms, which are communes too. */
function isOrdinaryWord(reading: Reading, match: NameMatch, at: number): boolean {
  const first = reading.tokens[at];
  if (first === undefined || match.endToken - at > 1) return false;
  const written = reading.text.slice(first.start, first.end);
  return isAnnouncingWord(first.folded) || (written.length <= 5 && /^\p{Lu}{2,}$/u.test(written));
}

interface Found {
  readonly mention: Mention;
  readonly endToken: number;
}

interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly lexicon: NameLexicon;
}

/** Places that bear the name of a commune without being one: « quartier Saint-Jean ». */
const OTHER_PLACES = new Set(
  'quartier rue place avenue boulevard gare parc ile lac plateau vallee college lycee'.split(' '),
);

function isNameOfOtherPlace({ tokens }: Reading, at: number): boolean {
  return OTHER_PLACES.has(tokens[at - 1]?.folded ?? '');
}

/**
 * « Locminé Communauté », « l'agglomération de Chambéry », under names that the register does not
 * have: the EPCI to which the only commune of that name belongs.
 */
function readDeduced(reading: Reading, match: NameMatch, at: number): Found | null {
  const { text, tokens, lexicon } = reading;
  const communes = match.candidates.filter(
    ({ territory, condition }) => territory.kind === 'commune' && condition === 'alone',
  );
  const [commune] = communes;
  const first = tokens[at];
  const announcement = findAnnouncement(text, tokens, at);
  const following = tokens[match.endToken];
  const isNamed =
    following?.isCapitalised === true &&
    isGlued(gap(text, tokens[match.endToken - 1], following)) &&
    ['communaute', 'agglomeration', 'agglo', 'metropole'].includes(following.folded);
  const isAnnounced =
    announcement?.kinds.has('epci') === true && !isPartOfAnotherName(text, tokens, at, match.endToken);
  const isVastToo = match.candidates.some(({ territory }) => VAST.has(territory.kind));
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

function readRegistered(reading: Reading, match: NameMatch, at: number): Mention | null {
  const { text, tokens } = reading;
  const first = tokens[at];
  const last = tokens[match.endToken - 1];
  if (first === undefined || last === undefined) return null;
  const announcement = readAnnouncement(reading, match, at);
  if (announcement === null && isNameOfOtherPlace(reading, at)) return null;
  if (announcement === null && isOrdinaryWord(reading, match, at)) return null;
  const manner = announcement === null ? mannerOf(tokens, at) : 'announced';
  const candidates = chooseCandidates(match, announcement, manner, tokens[at - 1]?.folded ?? '');
  if (candidates.length === 0) return null;
  if (isPartOfAnotherName(text, tokens, at, match.endToken) && !isAnnouncedBefore(announcement, at))
    return null;
  const isSaint = /^saint(e|s)?$/.test(first.folded) && match.endToken - at > 1;
  // « Saint Nicolas » is a saint; the commune is written with hyphens.
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
    isDeduced: false,
    unregisteredKind: null,
  };
}

/** « Ville de Strasbourg » but not « Région Île-de-France Mobilités ». */
function isAnnouncedBefore(announcement: Announcement | null, at: number): boolean {
  return announcement !== null && announcement.startToken < at;
}

/** Index after a run of capitalised words, links between them allowed. */
function readProperName(reading: Reading, at: number): number {
  const { text, tokens } = reading;
  let end = at;
  for (let next = at; tokens[next] !== undefined; next++) {
    const token = tokens[next];
    if (token === undefined || (next > at && !isGlued(gap(text, tokens[next - 1], token)))) break;
    if (token.isCapitalised) end = next + 1;
    else if (!isLink(token.folded) || ['en', 'a', 'et'].includes(token.folded)) break;
  }
  return end;
}

/** « Pays de Langres », « PETR du Pays de… »: real territories that no register lists. */
function readPays(reading: Reading, at: number): Found | null {
  const { text, tokens } = reading;
  const first = tokens[at];
  const link = tokens[at + 1];
  if (first === undefined || link === undefined || !first.isCapitalised) return null;
  if (first.folded !== 'pays' && first.folded !== 'petr') return null;
  if (!['de', 'du', 'des', 'd'].includes(link.folded) || link.isCapitalised) return null;
  const end = readProperName(reading, at);
  const last = tokens[end - 1];
  if (last === undefined || end < at + 3) return null;
  const manner = mannerOf(tokens, at);
  const name = text.slice(first.start, last.end);
  const span = { start: first.start, end: last.end, nameStart: first.start };
  return {
    mention: {
      ...span,
      name,
      manner,
      announced: null,
      candidates: [],
      isDeduced: false,
      unregisteredKind: 'pays',
    },
    endToken: end,
  };
}

/** A name that the text announces and that the register does not know: « la ville de Xyz ». */
function readUnknown(reading: Reading, at: number): Found | null {
  const { text, tokens } = reading;
  const first = tokens[at];
  if (first === undefined || !first.isCapitalised || isLink(first.folded)) return null;
  const announcement = findAnnouncement(text, tokens, at);
  const opening = announcement === null ? undefined : tokens[announcement.startToken];
  if (announcement === null || opening === undefined || announcement.startToken === at - 1) return null;
  const end = readProperName(reading, at);
  const last = tokens[end - 1];
  const [kind = null] = announcement.kinds;
  if (last === undefined || kind === null || (kind !== 'epci' && kind !== 'commune')) return null;
  return {
    mention: {
      start: opening.start,
      end: last.end,
      nameStart: first.start,
      name: text.slice(kind === 'epci' ? opening.start : first.start, last.end),
      manner: 'announced',
      announced: announcement.kinds,
      candidates: [],
      isDeduced: false,
      unregisteredKind: kind,
    },
    endToken: end,
  };
}

/** The longest run of words that names a territory; a commune's EPCI where the text means it. */
function readBest(reading: Reading, matches: readonly NameMatch[], at: number): Found | null {
  for (const match of matches) {
    const isEpci = match.candidates.some(({ territory }) => territory.kind === 'epci');
    const deduced = isEpci ? null : readDeduced(reading, match, at);
    if (deduced !== null) return deduced;
    const mention = readRegistered(reading, match, at);
    if (mention !== null) return { mention, endToken: match.endToken };
  }
  return null;
}

/** « à Haubourdin et Loos »: what is said of the first holds for the second. */
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

/** Longest name first; a name that another one holds is not read again. */
export function createMentionFinder(lexicon: NameLexicon): FindMentions {
  return (text, tokens) => {
    const reading = { text, tokens, lexicon };
    const mentions: Mention[] = [];
    for (let at = 0; at < tokens.length; ) {
      const pays = readPays(reading, at);
      const matches = lexicon.matchAt(text, tokens, at);
      let next = at + 1;
      const longest = matches.filter(({ endToken }) => pays === null || endToken >= pays.endToken);
      const found = readBest(reading, longest, at) ?? pays ?? readUnknown(reading, at);
      if (found !== null) {
        mentions.push(found.mention);
        next = found.endToken;
      }
      at = next;
    }
    return shareManners(text, mentions);
  };
}
