import type { Lever } from '../lever/lever.ts';
import { createCueFinder, type FindCues } from '../matching/find-cues.ts';
import type { IsKnown } from '../matching/synonyms.ts';
import { overlaps, type Range, type Word } from '../text/words.ts';
import type { Theme } from '../theme/theme.ts';
import { findRefusals, findRefusedSubjects, type RefusedSubject } from './refusals.ts';

/** Levers that a request speaks of. */
export interface ReadLevers {
  /** Words that evoke a lever, as typed, in order, by lever id; without the refused ones. */
  readonly evoked: ReadonlyMap<string, readonly string[]>;
  /** Words that refuse a lever, as typed, in order, by lever id. No lever is both evoked and refused. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
  /** Subjects that are refused, in order. */
  readonly setAside: readonly RefusedSubject[];
  /**
   * Wanted part of the priorities, with spaces in place of the refused words, so that positions stay. All of them
   * when they only refuse.
   */
  readonly wanted: string;
}

/** @param idle ranges that tell no need */
export type ReadLeversOf = (priorities: string, idle?: readonly Range[]) => ReadLevers;

interface Mention {
  readonly lever: string;
  readonly word: Word;
  /** False for words that reveal the lever only where they are refused. */
  readonly isCue: boolean;
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

/** Writes spaces over ranges of a text; leaves a text that would have no letter. */
function blank(text: string, ranges: readonly Range[]): string {
  const kept = ranges.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
  return /\p{L}/u.test(kept) ? kept : text;
}

/**
 * Creates the reading of levers in priorities, by their cues and the signs that are sure without a subject. A cue that
 * is also one of a theme is refused as a subject, not as a lever: «surtout pas un tiers-lieu» accepts premises.
 */
export function createLeverReader(
  levers: readonly Lever[],
  themes: readonly Theme[],
  isKnown: IsKnown,
): ReadLeversOf {
  const findCues = createCueFinder(levers.map((lever) => ({ ...lever, turns: lever.signs.tells })));
  const findRefusable = createCueFinder(
    levers.map(({ id, refusedAs }) => ({ id, cues: refusedAs, otherSenses: [] })),
  );
  const findThemes = createCueFinder(
    themes.map((theme) => ({ ...theme, cues: [...theme.cues, theme.label] })),
  );
  const mentionsOf = (find: FindCues, text: string): readonly Mention[] =>
    [...find(text)].flatMap(([lever, words]) =>
      words.map((word) => ({ lever, word, isCue: find === findCues })),
    );
  return (priorities, idle = []) => {
    const mentions = [findCues, findRefusable]
      .flatMap((find) => mentionsOf(find, priorities))
      .sort((a, b) => a.word.start - b.word.start);
    const things = [...findThemes(priorities)];
    const subjects = findRefusedSubjects(priorities, isKnown);
    const words = mentions.map(({ word }) => word);
    const read = findRefusals(priorities, words).flatMap((refusal, i) => {
      const mention = mentions[i];
      if (mention === undefined) return [];
      const isIn = (range: Range) => overlaps(range, mention.word);
      // «Portage foncier» is a theme and a means of one name: refused, it is the means.
      if (things.some(([theme, said]) => theme !== mention.lever && said.some(isIn)))
        return [{ ...mention, refusal: null, isSure: false }];
      const sure = subjects.find(({ subject, isHad }) => !isHad && isIn(subject))?.words;
      return [{ ...mention, refusal: refusal ?? sure ?? null, isSure: sure !== undefined }];
    });
    const sure = new Set(read.flatMap(({ lever, isSure }) => (isSure ? [lever] : [])));
    const isRefused = (word: Word) => subjects.some((subject) => overlaps(subject.words, word));
    const kept = read.filter(
      ({ lever, word, refusal, isCue }) => refusal === null && isCue && !sure.has(lever) && !isRefused(word),
    );
    const evoked = textsByLever(kept.map(({ lever, word: { text } }) => ({ lever, text })));
    const refused = read.flatMap(({ lever, refusal, word }) =>
      refusal === null || evoked.has(lever) ? [] : [{ lever, from: word.start, ...refusal }],
    );
    // «Territoire zéro chômeur» is a subject whose end names a means.
    const isMeans = ({ subject }: RefusedSubject) =>
      refused.some(
        (refusal) => overlaps(refusal, subject) && (refusal.from <= subject.start || !isKnown(subject.text)),
      );
    const isIdle = ({ words }: RefusedSubject) => idle.some((range) => overlaps(range, words));
    const setAside = subjects.filter((subject) => !isMeans(subject) && !isIdle(subject));
    const ranges = [...refused, ...setAside.map(({ words }) => words), ...idle];
    return { evoked, refused: textsByLever(refused), setAside, wanted: blank(priorities, ranges) };
  };
}
