import { groupBy } from '../group-by.ts';
import { editDistance } from '../territory/edit-distance.ts';
import { fold } from '../text/fold.ts';

/** Way to write a word, and how often our texts write it; 0 when only French or the register knows it. */
export interface WrittenForm {
  readonly form: string;
  readonly count: number;
}

/** Returns what the forms of one word have in common. */
export function wordKey(word: string): string {
  return fold(word).replaceAll('-', '');
}

/** Lengths from which a word may be one edit away from its correction, and two. */
const ONE_EDIT = 5;
export const TWO_EDITS = 8;
/** Shortest word that is corrected: to a frequent word of the same sound. */
const SHORTEST = 2;
export const FREQUENT = 100;
const MOST_EDITS = 2;
/** Gain of a correction that does not change the sound, loss of one that changes the first letter, in edits. */
const SAME_SOUND = 0.5;
const OTHER_START = 0.5;
/** Gain of a form that our texts write ten times more often. */
const TEN_TIMES = 0.5;

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/ch/g, 'w'],
  [/qu?|c(?![eiy])/g, 'k'],
  [/c|ss|z/g, 's'],
  [/y/g, 'i'],
  [/e?au/g, 'o'],
  [/[ae]i/g, 'e'],
  [/h/g, ''],
  [/emm/g, 'am'],
  [/(.)\1+/g, '$1'],
  [/e[mn](?=[^aeiou]|$)/g, 'an'],
  [/(?<=..)(?:e?[sx]|er|e|[td]s?)$/g, ''],
];

/** Returns the rough sound of a folded word: «episerie» and «epicerie» have the same. */
function soundOf(key: string): string {
  return SOUNDS.reduce((sound, [pattern, letter]) => sound.replace(pattern, letter), key);
}

interface Candidate extends WrittenForm {
  readonly key: string;
}

/** Correction of a word; its cost is in edits. */
export interface Found extends WrittenForm {
  readonly cost: number;
  /** Whether it is a frequent form that sounds the same. */
  readonly isHeard: boolean;
}

/** Creates the search of the written form nearest to an unknown word; usual forms count as nearer. */
export function createNearest(written: readonly WrittenForm[]) {
  const candidates = written.map((one): Candidate => ({ ...one, key: wordKey(one.form) }));
  const bySound = groupBy(candidates, ({ key }) => soundOf(key));
  const byLength = groupBy(candidates, ({ key }) => key.length);

  return (key: string): Found | null => {
    if (key.length < SHORTEST) return null;
    const isShort = key.length < ONE_EDIT;
    const reach = key.length >= TWO_EDITS ? 2 : Number(!isShort);
    const alike = (bySound.get(soundOf(key)) ?? []).flatMap((candidate): readonly Found[] => {
      const edits = editDistance(key, candidate.key, MOST_EDITS);
      if (edits > MOST_EDITS || (isShort && candidate.count < FREQUENT)) return [];
      const isHeard = candidate.count >= FREQUENT;
      return [{ ...candidate, isHeard, cost: isShort ? SAME_SOUND : edits - SAME_SOUND }];
    });
    const lengths = Array.from({ length: 2 * reach + 1 }, (_, i) => key.length - reach + i);
    const near = lengths
      .flatMap((length) => byLength.get(length) ?? [])
      .flatMap((candidate): readonly Found[] => {
        const cost = editDistance(key, candidate.key, reach);
        const startsAlike = candidate.key[0] === key[0];
        if (cost > reach || (cost > 1 && !startsAlike)) return [];
        return [{ ...candidate, isHeard: false, cost: cost + (startsAlike ? 0 : OTHER_START) }];
      });
    const rank = ({ cost, count }: Found) => cost - TEN_TIMES * Math.log10(count);
    return [...alike, ...near].sort((a, b) => rank(a) - rank(b))[0] ?? null;
  };
}
