import type { Lever } from '../lever/lever.ts';
import type { Word } from '../text/words.ts';
import { createCueFinder } from './find-cues.ts';
import { findRefusals } from './find-refusals.ts';

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
