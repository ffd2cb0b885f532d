import type { RegisteredTerritory, TerritoryKind } from '../../../domain/territory/territory.ts';
import type { Span, Token } from '../text/located-text.ts';
import type { NameLexicon } from './name-lexicon.ts';

/**
 * Words before a name:
 *   announced  « la ville de Nantes »       inside  « en Bretagne », « dans le Nord »
 *   at         « à Nantes », « au Mans »     of      « de Nantes »
 *   bare       nothing: « Nantes réunit », « quartier Bellevue, Nantes »
 */
export type MentionManner = 'announced' | 'at' | 'inside' | 'of' | 'bare';

/** Name of a territory in the text. Offsets include the words that announce it. */
export interface Mention extends Span {
  /** As written; includes the announcing words only where they are part of the name. */
  readonly name: string;
  readonly nameStart: number;
  readonly manner: MentionManner;
  /** Kinds that the text announces; null without an announcement. */
  readonly announced: ReadonlySet<TerritoryKind> | null;
  /** Empty when the register does not have the name. */
  readonly candidates: readonly RegisteredTerritory[];
  /** True for an EPCI found through its commune, and for a commune found by the name of a former place. */
  readonly isDeduced: boolean;
  /** Kind of a name that the register does not have; null for a registered one. */
  readonly unregisteredKind: TerritoryKind | null;
}

export interface Found {
  readonly mention: Mention;
  readonly endToken: number;
}

export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly lexicon: NameLexicon;
}

/** Common words that may start a sentence with a capital and are not part of a name. */
const OPENERS: ReadonlySet<string> = new Set(
  'a au aux en dans sur pour par avec chez entre depuis vers de du des d la le les l et ou mais comme selon ainsi enfin puis cette ce ces cet notamment grace suite lors pres autour hors outre des sans quand si or donc puisque lorsque meme'.split(
    ' ',
  ),
);

export function gap(text: string, before: Token | undefined, after: Token | undefined): string {
  return before === undefined || after === undefined ? '\n' : text.slice(before.end, after.start);
}

export function isGlued(separator: string): boolean {
  return /^[ \u00a0\-–'’]{1,2}$/.test(separator);
}

/** Tells whether the words are inside a longer proper name: « Fondation Paris Habitat », « Paris 8 ». */
export function isPartOfAnotherName(
  text: string,
  tokens: readonly Token[],
  start: number,
  end: number,
): boolean {
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

export function mannerOf(tokens: readonly Token[], at: number): MentionManner {
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

/** Words that give the kind of the name after them: « la ville de », « l'agglomération du », « Région ». */
export interface Announcement {
  readonly kinds: ReadonlySet<TerritoryKind>;
  /** Index of its first word. */
  readonly startToken: number;
  /** True for « communauté de communes », which belongs to the name; « ville » does not. */
  readonly isLegalForm: boolean;
}

const COMMUNE: ReadonlySet<TerritoryKind> = new Set<TerritoryKind>(['commune']);
export const GROUPING: ReadonlySet<TerritoryKind> = new Set<TerritoryKind>(['epci', 'ept']);
const DEPARTMENT: ReadonlySet<TerritoryKind> = new Set<TerritoryKind>(['departement']);
const REGION: ReadonlySet<TerritoryKind> = new Set<TerritoryKind>(['region']);

/** Longest first: « conseil municipal » before « municipal ». */
const PHRASES: readonly (readonly [phrase: string, kinds: ReadonlySet<TerritoryKind>])[] = [
  ...phrases(GROUPING, 'communaute de communes,communaute d agglomeration,communaute d agglo'),
  ...phrases(GROUPING, 'communaute urbaine,etablissement public territorial,agglomeration,agglo'),
  ...phrases(GROUPING, 'metropole,intercommunalite,epci,ept,cc,ca,cu'),
  ...phrases(COMMUNE, 'conseil municipal,ville,villes,commune,communes,mairie,municipalite,maire,village'),
  ...phrases(DEPARTMENT, 'conseil departemental,conseil general,departement'),
  ...phrases(REGION, 'conseil regional,collectivite territoriale,region'),
];

function phrases(kinds: ReadonlySet<TerritoryKind>, listed: string) {
  return listed.split(',').map((phrase) => [phrase, kinds] as const);
}

const WORDS: ReadonlySet<string> = new Set(PHRASES.flatMap(([phrase]) => phrase.split(' ')));

/** Tells whether a word announces a kind: « Ville » is also the name of a commune. */
export function isAnnouncingWord(folded: string): boolean {
  return WORDS.has(folded);
}

const ARTICLES: ReadonlySet<string> = new Set('de du des d la le les l'.split(' '));
const MAX_ARTICLES = 2;

function endsWith(tokens: readonly Token[], end: number, phrase: readonly string[]): boolean {
  return phrase.every((word, i) => tokens[end - phrase.length + i]?.folded === word);
}

/** Finds the announcement just before token `at`, in the same line and sentence, or null. */
export function findAnnouncement(text: string, tokens: readonly Token[], at: number): Announcement | null {
  let end = at;
  while (at - end < MAX_ARTICLES && ARTICLES.has(tokens[end - 1]?.folded ?? '')) end--;
  for (const [phrase, kinds] of PHRASES) {
    const words = phrase.split(' ');
    const startToken = end - words.length;
    const first = tokens[startToken];
    if (first === undefined || !endsWith(tokens, end, words)) continue;
    const between = text.slice(first.end, tokens[at]?.start);
    return /[.,;:!?()/–—\n]/.test(between)
      ? null
      : { kinds, startToken, isLegalForm: phrase.startsWith('communaute') };
  }
  return null;
}
