import { groupBy } from '../../../domain/group-by.ts';
import { FORM_WORDS, foldName, foldWords } from '../../../domain/territory/fold-name.ts';
import { isVast, type RegisteredTerritory } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { TerritoryMatch, TerritoryNames } from '../../../ports/gazetteer.ts';
import type { Token } from '../text/located-text.ts';

/** Context where a name may be a territory's. */
export type Condition =
  | 'alone'
  /** Only where the text announces an EPCI: « l'agglomération de Bastia ». */
  | 'as-epci'
  /** Only where the text announces a commune: the name of a former one. */
  | 'as-commune'
  /** Only after « du », « au », « des », « aux », which contain its article: « la ville du Mans ». */
  | 'after-contraction'
  /** Only where the text announces a département or a région: « Région Réunion ». */
  | 'as-vast'
  /** Only in capitals, after an article: « le TCO ». */
  | 'in-capitals'
  /** Only after « à » or where the text announces a commune: the beginning of its name, « à Brive ». */
  | 'as-short-commune';

interface LexiconName {
  readonly words: readonly string[];
  readonly condition: Condition;
  readonly territory: RegisteredTerritory;
  /** True when link words may be left out: « Auberive Vingeanne [et] Montsaugeonnais ». */
  readonly isLoose: boolean;
}

/** Territories that a run of words may name. */
export interface NameMatch {
  /** Index after the last word. */
  readonly endToken: number;
  readonly candidates: readonly { readonly territory: RegisteredTerritory; readonly condition: Condition }[];
}

export interface NameLexicon {
  epciOf(commune: RegisteredTerritory): RegisteredTerritory | null;
  /**
   * Finds the names that start at token `at`, longest first; ignores the words before.
   * @param mayStartLow allows a first word without capital
   */
  matchAt(text: string, tokens: readonly Token[], at: number, mayStartLow?: boolean): readonly NameMatch[];
}

const LINKS: ReadonlySet<string> = new Set('de du des d la le les l et en sur a au aux'.split(' '));
const ABBREVIATED: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
  ['agglo', 'agglomeration'],
]);
const LEGAL_FORM = /^(?:cc|ca|cu) (?:(?:du|des|de la|de l|de|d) )?/;
const ARTICLE = /^(?:le|les|la|l) /;
/** Beginning of the name of a commune, before what tells it from others: « Brive » of « Brive-la-Gaillarde ». */
const SHORT_COMMUNE =
  /^((?:L[ae] )?\p{Lu}[\p{L}'’]{3,})-(?:sur|sous|en|lès|les|lez|la|le|de|du|d['’])[-\p{Lu}]/u;
/** Inhabitants of a commune that is called by the beginning of its name. */
const LEAST_KNOWN = 2_000;

export function isLink(word: string): boolean {
  return LINKS.has(word);
}

function whole(word: string): string {
  return ABBREVIATED.get(word) ?? word;
}

function significant(words: readonly string[]): readonly string[] {
  return words.filter((word) => !LINKS.has(word));
}

/** Acronym or subtitle after an official name: « (TCO) », « "Sources de lumière" ». */
const ADDITION = /\s*(?:\(.*|"[^"]*"$)/;
const OWN_ACRONYM = /\(((?:\p{Lu}|\d){3,})\)/u;

function groupingNames(
  territory: RegisteredTerritory,
  communes: ReadonlySet<string>,
): readonly LexiconName[] {
  const { name } = territory;
  const said = foldWords(name.replace(ADDITION, '') || name).replace(LEGAL_FORM, '');
  const full = significant(said.replace(ARTICLE, '').split(' ').map(whole));
  const core = significant(foldName(name).core.split(' ').map(whole));
  // « Grand Nancy » is the métropole; « Saint-Étienne » is a commune, and its métropole must be announced.
  const conditionOf = (words: readonly string[]) =>
    words.length > 1 && !communes.has(words.join(' ')) ? 'alone' : 'as-epci';
  const common = { territory, isLoose: true };
  const names: LexiconName[] = [{ ...common, words: full, condition: conditionOf(full) }];
  const acronym = OWN_ACRONYM.exec(name)?.[1];
  if (acronym !== undefined) names.push({ ...common, words: [fold(acronym)], condition: 'in-capitals' });
  if (core.join(' ') !== full.join(' ')) names.push({ ...common, words: core, condition: conditionOf(core) });
  return names;
}

function placeNames(territory: RegisteredTerritory, alias: string | null): readonly LexiconName[] {
  const folded = foldWords(alias ?? territory.name.replace(' (Ville)', ''));
  const words = folded.split(' ').map(whole);
  const common = { territory, isLoose: false };
  const condition: Condition = alias === null ? 'alone' : 'as-commune';
  const names: LexiconName[] = [{ ...common, words, condition }];
  if (alias !== null) return names;
  if (isVast(territory) && ARTICLE.test(folded))
    names.push({ ...common, words: words.slice(1), condition: 'as-vast' });
  else if (words.length > 2 && ARTICLE.test(folded))
    // « Isle-sur-la-Sorgue ».
    names.push({ ...common, words: words.slice(1), condition: 'alone' });
  else if (/^les? /.test(folded))
    names.push({ ...common, words: words.slice(1), condition: 'after-contraction' });
  const short = territory.kind === 'commune' ? SHORT_COMMUNE.exec(territory.name)?.[1] : undefined;
  if (short !== undefined && (territory.populationCount ?? 0) >= LEAST_KNOWN)
    names.push({ ...common, words: foldWords(short).split(' ').map(whole), condition: 'as-short-commune' });
  return names;
}

function isGrouping({ kind }: RegisteredTerritory): boolean {
  return kind === 'epci' || kind === 'ept';
}

/** Returns the first two words of a strict name: thousands begin with « Saint ». */
function indexKey({ words, isLoose }: LexiconName): string {
  return isLoose || words.length === 1 ? (words[0] ?? '') : `${words[0]} ${words[1]}`;
}

/** Lists the names of communes, without link words. */
function listCommunes(matches: readonly TerritoryMatch[]): ReadonlySet<string> {
  return new Set(
    matches
      .filter(({ territory }) => territory.kind === 'commune')
      .map(({ territory }) => significant(foldWords(territory.name).split(' ').map(whole)).join(' ')),
  );
}

function indexByFirstWords(
  matches: readonly TerritoryMatch[],
  communes: ReadonlySet<string>,
): ReadonlyMap<string, readonly LexiconName[]> {
  const names = matches.flatMap(({ territory, matchedAlias }) =>
    isGrouping(territory) ? groupingNames(territory, communes) : placeNames(territory, matchedAlias),
  );
  return groupBy(names, indexKey);
}

/** Tells whether only separators used inside names stand between two words. */
function areJoined(text: string, before: Token | undefined, after: Token): boolean {
  return before === undefined || /^[ \u00a0\-–'’/&]{1,3}$/.test(text.slice(before.end, after.start));
}

interface NameReading {
  readonly end: number;
  /** True when a significant word is in lower case: « Piémont cévenol ». */
  readonly hasLowerCase: boolean;
}

/** Reads a name from token `at`, or returns null. */
function readName(
  name: LexiconName,
  text: string,
  tokens: readonly Token[],
  at: number,
  mayStartLow: boolean,
): NameReading | null {
  let next = at;
  let hasLowerCase = false;
  const firstTelling = name.words.findIndex((word) => !LINKS.has(word));
  for (const [position, word] of name.words.entries()) {
    if (name.isLoose && position > 0) while (LINKS.has(tokens[next]?.folded ?? '')) next++;
    const token = tokens[next];
    if (token === undefined || whole(token.folded) !== word) return null;
    for (let i = Math.max(at + 1, next - 1); i <= next; i++) {
      const joined = tokens[i];
      if (joined !== undefined && !areJoined(text, tokens[i - 1], joined)) return null;
    }
    if (!token.isCapitalised) {
      // « La crèche » is no commune.
      if (!mayStartLow && (position === 0 || position === firstTelling)) return null;
      if (!FORM_WORDS.has(word)) hasLowerCase = true;
    }
    next++;
  }
  return { end: next, hasLowerCase };
}

/** Requires an announcement for a grouping in lower case, as its name is often made of common words. */
function conditionIn(
  { words, isLoose, condition }: LexiconName,
  { hasLowerCase }: NameReading,
  communes: ReadonlySet<string>,
): Condition {
  const first = words[0] ?? '';
  // « Caen la mer » begins with a proper name.
  const isProper = FORM_WORDS.has(first) || (words.length > 1 && communes.has(first));
  return isLoose && hasLowerCase && !isProper ? 'as-epci' : condition;
}

/** Reads the register once. */
export function createNameLexicon(names: TerritoryNames): NameLexicon {
  const matches = names.listNames();
  const communes = listCommunes(matches);
  const index = indexByFirstWords(matches, communes);
  const groupings = new Map(
    matches
      .filter(({ territory }) => isGrouping(territory))
      .map(({ territory }) => [territory.code, territory]),
  );
  return {
    epciOf: ({ epci }) => (epci === null ? null : (groupings.get(epci.code) ?? null)),
    matchAt(text, tokens, at, mayStartLow = false) {
      const first = tokens[at];
      if (first === undefined || (!first.isCapitalised && !mayStartLow)) return [];
      const byEnd = new Map<number, { territory: RegisteredTerritory; condition: Condition }[]>();
      const start = whole(first.folded);
      const second = tokens[at + 1];
      const longer = second === undefined ? undefined : index.get(`${start} ${whole(second.folded)}`);
      for (const name of [...(index.get(start) ?? []), ...(longer ?? [])]) {
        const reading = readName(name, text, tokens, at, mayStartLow);
        if (reading === null) continue;
        const found = byEnd.get(reading.end) ?? [];
        byEnd.set(reading.end, found);
        if (!found.some(({ territory }) => territory === name.territory)) {
          found.push({ territory: name.territory, condition: conditionIn(name, reading, communes) });
        }
      }
      return [...byEnd].sort(([a], [b]) => b - a).map(([endToken, candidates]) => ({ endToken, candidates }));
    },
  };
}
