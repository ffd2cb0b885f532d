import { fold } from '../text/fold.ts';
import type { TerritoryKind } from './territory.ts';

/** Normalised name: lower case, without accents, punctuation or abbreviations. */
export interface FoldedName {
  /** All words, separated by one space. */
  readonly full: string;
  /** Words without articles and legal form; `full` when none is left. */
  readonly core: string;
}

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
  ['sts', 'saints'],
  ['stes', 'saintes'],
  ['agglomeration', 'agglo'],
]);

/** Words of the register, by legal form spelt out. */
const LEGAL_FORMS: ReadonlyMap<string, string> = new Map([
  ['communaute de communes', 'cc'],
  ['communaute d agglo', 'ca'],
  ['communaute urbaine', 'cu'],
  ['etablissement public territorial', 'ept'],
  ['conseil departemental', 'departement'],
  ['conseil regional', 'region'],
  ['collectivite territoriale', 'region'],
  ['collectivite de', 'region de'],
]);
const LEGAL_FORM = new RegExp(`\\b(?:${[...LEGAL_FORMS.keys()].join('|')})\\b`, 'g');

/** Words of a folded name that denote an EPCI or an EPT. */
export const FORM_WORDS: ReadonlySet<string> = new Set(
  'cc ca cu ept metropole eurometropole agglo communaute'.split(' '),
);
const SILENT_WORDS: ReadonlySet<string> = new Set([...FORM_WORDS, ...'le la les l de du des d'.split(' ')]);

/** Words after which « ville » hardly ever starts a name, unlike « Ville-la-Grand ». */
const LINKS: ReadonlySet<string> = new Set(['de', 'du', 'des', 'd']);

/** Words that people put before the town of an EPCI, in a name without articles: « PETR du pays de », « Grand ». */
const USUAL_START =
  /^(?:(?:petr|pole equilibre territorial(?: et)? rural|pole territorial) )?(?:(?:pays|grande?) )?(?=.{3})/;

/** Removes these words from a folded core: « Grand Lyon » and « pays de Lyon » leave « lyon ». */
export function withoutUsualWords(core: string): string {
  return core.replace(USUAL_START, '');
}

/** Keeps letters a-z and digits only, words separated by one space. */
export function foldWords(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Folds a typed text. Both parts are empty when it has no letter and no digit. */
export function foldQuery(text: string): FoldedName {
  const full = expand(foldWords(text));
  return { full, core: coreOf(full) };
}

/** Folds an official name; its parentheses belong to `full` only. */
export function foldName(name: string): FoldedName {
  const full = expand(foldWords(name));
  const open = name.indexOf('(');
  return { full, core: coreOf(open > 0 ? expand(foldWords(name.slice(0, open))) : full) };
}

function expand(folded: string): string {
  const text = folded
    .split(' ')
    .map((word) => ABBREVIATIONS.get(word) ?? word)
    .join(' ');
  return text.replace(LEGAL_FORM, (spelt) => LEGAL_FORMS.get(spelt) ?? spelt);
}

function coreOf(full: string): string {
  const words = full.split(' ');
  const [first = '', second = ''] = words;
  const from = ANNOUNCED.has(first) && (first !== 'ville' || LINKS.has(second)) ? 1 : 0;
  const core = words.filter((word, i) => i >= from && !SILENT_WORDS.has(word)).join(' ');
  return core === '' ? full : core;
}

/** Words that initials leave out. */
const SILENT = new Set('le la les l de du des d et en sur sous a au aux'.split(' '));
const FORM = /^(?:cc|ca|cu) /;
const GIVEN = /\(([A-Z\d]{3,})\)/;
const SHORTEST = 3;

/** Bourg-en-Bresse writes its own three initials so: « CABBB », « CA3B ». */
const countRuns = (text: string) => text.replace(/([a-z])\1{2,}/g, (run, letter) => `${run.length}${letter}`);

/**
 * Makes the acronyms of an EPCI or EPT from its official name: the one that it gives, or the initials of its words,
 * with its legal form and without, runs of one initial counted too. « CC du Pays Mornantais (COPAMO) » gives COPAMO;
 * « CA de Béthune-Bruay, Artois-Lys Romane », CABBALR and BBALR.
 */
export function acronymsOf(name: string): readonly string[] {
  const given = GIVEN.exec(name)?.[1];
  if (given !== undefined) return [given];
  const folded = foldWords(name.replace(/\(.*/, ''));
  const form = FORM.exec(folded)?.[0] ?? '';
  const words = folded.slice(form.length).split(' ');
  const initials = words.map((word) => (SILENT.has(word) ? '' : word.charAt(0))).join('');
  const all = [`${form.trim()}${initials}`, initials].flatMap((text) => [text, countRuns(text)]);
  return [...new Set(all.flatMap((text) => (text.length >= SHORTEST ? text.toUpperCase() : [])))];
}

type RegisteredKind = Exclude<TerritoryKind, 'pays'>;

const INTERCOMMUNAL: ReadonlySet<RegisteredKind> = new Set(['epci', 'ept']);

/** Kinds by the first word that announces them: « ville de Lyon » is not its métropole. */
const ANNOUNCED: ReadonlyMap<string, RegisteredKind> = new Map([
  ['ville', 'commune'],
  ['commune', 'commune'],
  ['mairie', 'commune'],
  ['departement', 'departement'],
  ['region', 'region'],
]);

/** Returns the kinds that a folded query prefers, or null; « Ville-d'Avray » is a name. */
export function askedKinds(foldedQuery: string): ReadonlySet<RegisteredKind> | null {
  const words = foldedQuery.split(' ');
  if (words.some((word) => FORM_WORDS.has(word))) return INTERCOMMUNAL;
  const [first = '', ...others] = words;
  const kind = others.length > 0 ? ANNOUNCED.get(first) : undefined;
  return kind === undefined ? null : new Set([kind]);
}
