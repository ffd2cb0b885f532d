import { fold, foldedView } from '../text/fold.ts';
import { overlaps, type Range, splitWords, type Word } from '../text/words.ts';

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

function rangesOf(folded: string, expression: RegExp | null): readonly Range[] {
  if (expression === null) return [];
  return Array.from(folded.matchAll(expression), ({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
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
    const { folded, asTyped } = foldedView(text);
    return new Map(
      compiled.flatMap((one) => {
        const meant = rangesMeant(folded, one);
        return meant.length === 0 ? [] : [[one.id, meant.map(asTyped)] as const];
      }),
    );
  };
}
