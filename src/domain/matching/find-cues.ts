import type { Lever } from '../lever/lever.ts';
import { fold, originsOfFolded } from '../text/fold.ts';
import { splitWords, type Word } from '../text/words.ts';
import { findRefusals } from './find-refusals.ts';

export interface Cued {
  readonly id: string;
  readonly cues: readonly string[];
  /** Expressions in which a cue has another meaning; sources of regular expressions for a folded text. */
  readonly otherSenses: readonly string[];
  /** Turns of phrase as good as cues, in the same form. */
  readonly turns?: readonly string[];
}

/**
 * Finds the cues of each lever or theme in a text, as typed, in order and disjoint, ignoring case, accents, hyphens and
 * plurals. Ids without a cue in the text are absent.
 */
export type FindCues = (text: string) => ReadonlyMap<string, readonly Word[]>;

/** Longest word that has no plural: «PLU» is not «plus», nor «AMI» «amis». */
const LONGEST_INVARIABLE = 3;

function wordPattern({ text }: Word): string {
  if (text.length <= LONGEST_INVARIABLE) return text;
  return /[sx]$/.test(text) ? `${text}?` : `${text}[sx]?`;
}

/** Returns nothing for a cue without any word. */
function cuePattern(cue: string): readonly string[] {
  const words = splitWords(fold(cue)).map(wordPattern);
  return words.length === 0 ? [] : [`\\b${words.join("[\\s'-]+")}\\b`];
}

interface Compiled {
  readonly cues: RegExp | null;
  readonly turns: RegExp | null;
  readonly otherSenses: RegExp | null;
}

function matchAny(sources: readonly string[]): RegExp | null {
  return sources.length === 0 ? null : new RegExp(sources.join('|'), 'g');
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function rangesOf(folded: string, expression: RegExp | null): readonly Range[] {
  if (expression === null) return [];
  return Array.from(folded.matchAll(expression), ({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
}

function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Returns the cues of a text, then the turns elsewhere, without those that have another sense there. */
function rangesMeant(folded: string, { cues, turns, otherSenses }: Compiled): readonly Range[] {
  const found = rangesOf(folded, cues);
  const more = rangesOf(folded, turns).filter((turn) => !found.some((cue) => overlaps(turn, cue)));
  if (found.length + more.length === 0) return [];
  const others = rangesOf(folded, otherSenses);
  return [...found, ...more]
    .filter((range) => !others.some((other) => overlaps(range, other)))
    .sort((a, b) => a.start - b.start);
}

/**
 * Compiles the cues once. A cue that shares a letter with another sense of its word is not found: «produits locaux» has
 * no «locaux».
 */
export function createCueFinder(taxonomy: readonly Cued[]): FindCues {
  const compiled = taxonomy.map(({ id, cues, otherSenses, turns = [] }) => ({
    id,
    // The longest first: an alternation takes the first that fits.
    cues: matchAny(cues.flatMap(cuePattern).sort((a, b) => b.length - a.length)),
    turns: matchAny(turns.map((turn) => `\\b(?:${turn})\\w*`)),
    otherSenses: matchAny(otherSenses),
  }));
  return (text) => {
    const folded = fold(text);
    const found = new Map(
      compiled.flatMap((one) => {
        const meant = rangesMeant(folded, one);
        return meant.length === 0 ? [] : [[one.id, meant] as const];
      }),
    );
    const origins = found.size === 0 ? [] : originsOfFolded(text);
    const asTyped = (range: Range): Word => {
      const [start = 0, end = text.length] = [origins[range.start], origins[range.end]];
      return { text: text.slice(start, end), start, end };
    };
    return new Map([...found].map(([id, ranges]) => [id, ranges.map(asTyped)]));
  };
}

/** Levers that a request speaks of. */
export interface ReadLevers {
  /** Words that evoke a lever, as typed, in order, by lever id; without the refused ones. */
  readonly evoked: ReadonlyMap<string, readonly string[]>;
  /** Words that refuse a lever, as typed, in order, by lever id. No lever is both evoked and refused. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
  /** Priorities without the words of `refused`: what the request asks for. All of them when they only refuse. */
  readonly wanted: string;
}

export type ReadLeversOf = (priorities: string) => ReadLevers;

interface Mention {
  readonly lever: string;
  readonly word: Word;
}

/** Removes repetitions, and texts that another one contains: «SCIC» beside «parts de SCIC». */
function distinct(texts: readonly string[]): readonly string[] {
  const unique = [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()];
  return unique.filter((text) => !unique.some((other) => other !== text && other.includes(text)));
}

function textsByLever(
  mentions: readonly { readonly lever: string; readonly text: string }[],
): ReadonlyMap<string, readonly string[]> {
  const ids = new Set(mentions.map(({ lever }) => lever));
  const textsOf = (id: string) => mentions.flatMap(({ lever, text }) => (lever === id ? [text] : []));
  return new Map([...ids].map((id) => [id, distinct(textsOf(id))]));
}

/** @param ranges in order of their start; they may overlap */
function cut(text: string, ranges: readonly Word[]): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of ranges) {
    kept += text.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  kept += text.slice(from);
  return /\p{L}/u.test(kept) ? kept.replace(/\s+/gu, ' ').trim() : text;
}

/** Creates the reading of levers in priorities, by their cues and the signs that are sure without a subject. */
export function createLeverReader(levers: readonly Lever[]): ReadLeversOf {
  const findCues = createCueFinder(levers.map((lever) => ({ ...lever, turns: lever.signs.tells })));
  return (priorities) => {
    const mentions: readonly Mention[] = [...findCues(priorities)]
      .flatMap(([lever, words]) => words.map((word) => ({ lever, word })))
      .sort((a, b) => a.word.start - b.word.start);
    const refusals = findRefusals(
      priorities,
      mentions.map(({ word }) => word),
    );
    const evoked = textsByLever(
      mentions.flatMap(({ lever, word: { text } }, i) => (refusals[i] === null ? [{ lever, text }] : [])),
    );
    const setAside = mentions.flatMap(({ lever }, i) => {
      const refusal = refusals[i] ?? null;
      return refusal === null || evoked.has(lever) ? [] : [{ lever, ...refusal }];
    });
    const ranges = setAside.toSorted((a, b) => a.start - b.start);
    return { evoked, refused: textsByLever(setAside), wanted: cut(priorities, ranges) };
  };
}
