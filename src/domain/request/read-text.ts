import { capitalise } from '../french/labels.ts';
import { TITLE } from '../text/sentences.ts';
import { splitWords, type Word } from '../text/words.ts';
import { readForm } from './form.ts';
import { createNearest, type Found, FREQUENT, TWO_EDITS, type WrittenForm, wordKey } from './nearest-word.ts';

/** Words that were read otherwise than they are written. */
export interface Correction {
  readonly typed: string;
  readonly understood: string;
}

export interface Reading {
  /** Text that the matching reads, after form and spelling. */
  readonly text: string;
  /** In the order of the text, without repetition. */
  readonly corrections: readonly Correction[];
}

/** Unknown words looked up in one text, which bounds its cost: a text with more is not French. */
const MOST_FAULTS = 40;

/** Words of French, of the register of territories and of our texts. */
export interface Vocabulary {
  /** Forms that differ by accents, hyphens and case only, none for an unknown word. @param key result of `wordKey` */
  formsOf(key: string): readonly WrittenForm[];
  /** Forms that our texts write, the most frequent first. */
  readonly written: readonly WrittenForm[];
}

function hasAccent(text: string): boolean {
  return /\p{M}/u.test(text.normalize('NFD'));
}

/** How much more frequent an accented form is, to be meant by who types no accent at all. */
const DOMINANT = 3;

function mostWritten(forms: readonly WrittenForm[]): WrittenForm | undefined {
  return forms.toSorted((a, b) => b.count - a.count)[0];
}

/** Gives a form the capital of the typed word; a word all in capitals that is no acronym loses them. */
function withCase(form: string, typed: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(typed) ? capitalise(form) : form;
}

/** Gives a known word the accents that it was typed without, and the case that it usually has. */
function restore(typed: string, forms: readonly WrittenForm[], typesAccents: boolean): string {
  const best = mostWritten(forms);
  if (best === undefined) return typed;
  const lower = typed.toLowerCase();
  const isUsual = (usual: string) =>
    forms.some(
      ({ form, count }) =>
        form === usual && (count * DOMINANT >= best.count || (typesAccents && form === lower)),
    );
  if (isUsual(typed)) return typed;
  return withCase(hasAccent(typed) || isUsual(lower) ? lower : best.form, typed);
}

/** «M. le maire» is within a sentence. */
const SENTENCE_START = new RegExp(String.raw`(?<=^[\s«("]*|[.!?…\n](?<!${TITLE})[\s«("]*)\p{Ll}`, 'gu');

/** «Lassociation»: an elision typed without its apostrophe. */
const ELIDED = /^([dlns]|qu)([aeiouyh].{2,})$/;

/** First halves of words that are typed in two: «inter communal». */
const PREFIXES: ReadonlySet<string> = new Set(
  'inter co multi pluri auto micro eco tele agri anti'.split(' '),
);

/** Says whether a fiche has a word, and not only through what it would be corrected to. */
export type IsIndexed = (typed: string, understood: string) => boolean;

interface Understood extends Word {
  readonly understood: string;
}

interface LookedUp extends Word {
  readonly key: string;
  readonly forms: readonly WrittenForm[];
  readonly isKnown: boolean;
  readonly alone: Found | null;
}

/** A word in capitals is an acronym, unless it is too long. */
function isName(typed: string, before: string): boolean {
  if (/^\p{Lu}{2,}$/u.test(typed)) return typed.length < TWO_EDITS;
  return /^\p{Lu}/u.test(typed) && !/(?:^|[.!?…\n])[\s«("]*$/u.test(before);
}

/** A capital after a full stop may begin a signature. */
function isDoubtful(typed: string, { count, cost }: Found, before: string): boolean {
  const isSure = count >= FREQUENT && cost <= 1;
  return !isSure && /^\p{Lu}/u.test(typed) && /\p{L}/u.test(before);
}

/** «Fames» is «famés» to a dictionary alone: a word that our texts never write, and not typed as it is spelled. */
function isRareAccent(typed: string, forms: readonly WrittenForm[]): boolean {
  return /^\p{Ll}{5}/u.test(typed) && forms.every(({ form, count }) => count === 0 && form !== typed);
}

function createWordReader({ formsOf, written }: Vocabulary) {
  const nearest = createNearest(written);

  /** Returns the form that our texts write of a word. */
  function writtenAs(key: string, cost: number): Found | null {
    const best = mostWritten(formsOf(key));
    return best === undefined || best.count === 0 ? null : { ...best, cost, isHeard: false };
  }

  function correctionOf(key: string): Found | null {
    const found = nearest(key);
    const [, head, rest = ''] = ELIDED.exec(key) ?? [];
    if (head === undefined) return found;
    const near = found === null ? nearest(rest) : null;
    const elided = writtenAs(rest, 1) ?? (near?.form[0] === rest[0] ? near : null);
    const isElided =
      elided !== null && (found === null || found.form === elided.form || found.count < elided.count);
    return isElided ? { ...elided, form: `${head}'${elided.form}` } : found;
  }

  /** Reads the words of a text one by one; `alone` is the correction of an unknown one, null without any. */
  function lookUp(text: string, isIndexed: IsIndexed): readonly LookedUp[] {
    let faults = 0;
    return splitWords(text).map((word) => {
      const key = wordKey(word.text);
      const forms = formsOf(key);
      const before = text.slice(0, word.start);
      const isSure =
        (forms.length > 0 && !isRareAccent(word.text, forms)) ||
        /[^\p{L}\p{M}]/u.test(word.text) ||
        isName(word.text, before) ||
        ++faults > MOST_FAULTS;
      const near = isSure ? null : correctionOf(key);
      const found = near !== null && (forms.length === 0 || near.isHeard) ? near : null;
      const isKept =
        found !== null && (isDoubtful(word.text, found, before) || isIndexed(word.text, found.form));
      const isKnown = isSure || isKept || (forms.length > 0 && found === null);
      return { ...word, key, forms, isKnown, alone: isKept ? null : found };
    });
  }

  /** Reads two words as one, when it is as near as each of them alone. */
  function asOne(text: string, first: LookedUp, second: LookedUp | undefined): Understood | null {
    if (second === undefined || text.slice(first.end, second.start) !== ' ') return null;
    if (first.isKnown && !PREFIXES.has(first.key)) return null;
    const key = first.key + second.key;
    const found = writtenAs(key, 0) ?? (key.length < TWO_EDITS ? null : nearest(key));
    const costOf = ({ isKnown, alone }: LookedUp) =>
      isKnown ? 0 : (alone?.cost ?? Number.POSITIVE_INFINITY);
    if (found === null || found.cost > Math.max(costOf(first), costOf(second))) return null;
    const { start } = first;
    const { end } = second;
    return { text: text.slice(start, end), start, end, understood: withCase(found.form, first.text) };
  }

  return { lookUp, asOne };
}

/** Reads a text; a word of a fiche is no fault. */
export type ReadText = (text: string, isIndexed: IsIndexed) => Reading;

/**
 * Creates the reading of texts, of their form and of their faults: an unknown word becomes the nearest word of our
 * texts, alone or joined to a neighbour, one edit away from five letters, two from eight, or of the same sound. Proper
 * names stay: those of the register, and capitalised words amid a sentence. Known words only get back their accents,
 * which is no correction. Prepares the vocabulary once.
 */
export function createReadText(vocabulary: Vocabulary): ReadText {
  const { lookUp, asOne } = createWordReader(vocabulary);

  return (written, isIndexed) => {
    const text = readForm(written);
    const typesAccents = hasAccent(text);
    const words = lookUp(text, isIndexed);
    let read = '';
    let from = 0;
    const corrections = new Map<string, Correction>();
    for (const [position, word] of words.entries()) {
      if (word.start < from) continue;
      const { alone } = word;
      const corrected =
        asOne(text, word, words[position + 1]) ??
        (alone && { ...word, understood: withCase(alone.form, word.text) });
      const { text: typed, start, end } = corrected ?? word;
      const understood = corrected?.understood ?? restore(typed, word.forms, typesAccents);
      read += text.slice(from, start) + understood;
      from = end;
      if (corrected !== null) corrections.set(typed.toLowerCase(), { typed, understood });
    }
    const whole = (read + text.slice(from)).replace(SENTENCE_START, (letter) => letter.toUpperCase());
    return { text: whole, corrections: [...corrections.values()] };
  };
}
