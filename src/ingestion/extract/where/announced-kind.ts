import type { TerritoryKind } from '../../../domain/territory/territory.ts';
import type { Token } from '../text/located-text.ts';

/** Words that give the kind of the name after them: « la ville de », « l'agglomération du », « Région ». */
export interface Announcement {
  readonly kinds: ReadonlySet<TerritoryKind>;
  /** Index of its first word. */
  readonly startToken: number;
  /** True for « communauté de communes », which belongs to the name; « ville » does not. */
  readonly isLegalForm: boolean;
}

const COMMUNE: ReadonlySet<TerritoryKind> = new Set<TerritoryKind>(['commune']);
const GROUPING: ReadonlySet<TerritoryKind> = new Set<TerritoryKind>(['epci', 'ept']);
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
