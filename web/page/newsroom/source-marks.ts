import { splitSentences } from '../../../src/domain/text/sentences.ts';
import type { Review } from '../../api/editing.ts';

type Resource = NonNullable<Review['resource']>;

/** Part of the source text that a field comes from. */
export interface Proof {
  /** From 1, in the order of the text. */
  readonly number: number;
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
  /** In [0, 1]; null for words that a person chose. */
  readonly confidence: number | null;
}

/** Finds words in the text, with any spaces and line breaks between them; null when they are not a quote. */
export function findQuote({ text }: Pick<Resource, 'text'>, quote: string) {
  const words = quote.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return null;
  const pattern = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+');
  const found = new RegExp(pattern).exec(text);
  return found && { start: found.index, end: found.index + found[0].length };
}

/** The whole summary is no place to look at, and the page corrects no actor. */
const UNMARKED = new Set(['summary', 'actors']);

/** Lists the proofs of a fiche: those of the extraction, and the words of levers that people took from the text. */
export function proofsOf({ experience, evidence, resource }: Review): readonly Proof[] {
  if (resource === null) return [];
  const proven = new Set(evidence.map(({ pointer }) => pointer));
  const quoted = experience.levers.flatMap(({ what }, index) => {
    const pointer = `/levers/${index}`;
    const found = proven.has(pointer) ? null : findQuote(resource, what);
    return found === null ? [] : [{ ...found, pointer, confidence: null }];
  });
  return [...evidence, ...quoted]
    .filter(({ pointer }) => !UNMARKED.has(fieldOf(pointer)))
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((proof, index) => ({ ...proof, number: index + 1 }));
}

/** Kinds of fields, as the labels of proofs name them. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  title: 'Titre',
  territories: 'Territoire',
  levers: 'Levier',
  themes: 'Thème',
  year: 'Année',
  setting: 'Contexte',
  figures: 'Chiffre',
};

export function fieldOf(pointer: string): string {
  return pointer.split('/')[1] ?? '';
}

function fieldWord(pointer: string): string {
  return FIELD_WORDS[fieldOf(pointer)] ?? fieldOf(pointer);
}

/** A span of the text to mark. */
export interface Mark {
  readonly id: string;
  readonly label: string;
  readonly kind: 'proof' | 'dropped';
  /** Field to which it leads; null for none. */
  readonly pointer: string | null;
  readonly start: number;
  readonly end: number;
}

export function marksOf(review: Review): readonly Mark[] {
  return [
    ...proofsOf(review).map(({ number, pointer, start, end }) => ({
      id: `preuve-${number}`,
      label: `${number} ${fieldWord(pointer)}`,
      kind: 'proof' as const,
      pointer,
      start,
      end,
    })),
    ...review.dropped.map(({ start, end }, index) => ({
      id: `laisse-${index + 1}`,
      label: 'laissé',
      kind: 'dropped' as const,
      pointer: null,
      start,
      end,
    })),
  ];
}

/** Piece of a block, with the marks that cover it and those that begin with it. */
export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly covering: readonly Mark[];
  readonly beginning: readonly Mark[];
}

/** Cuts a span of the text where marks begin and end. */
export function cutPieces(
  text: string,
  span: { readonly start: number; readonly end: number },
  marks: readonly Mark[],
): readonly Piece[] {
  const inside = marks.filter(({ start, end }) => start < span.end && end > span.start);
  const cuts = new Set([span.start, span.end]);
  for (const { start, end } of inside) {
    cuts.add(Math.max(start, span.start));
    cuts.add(Math.min(end, span.end));
  }
  const sorted = [...cuts].toSorted((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => ({
    start,
    text: text.slice(start, sorted[index + 1]),
    covering: inside.filter((mark) => mark.start <= start && mark.end > start),
    // A mark that began in an earlier block was labelled there.
    beginning: inside.filter((mark) => mark.start === start),
  }));
}

export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function blocksOf({ blocks, text }: Resource): Resource['blocks'] {
  return blocks.length > 0 ? blocks : [{ kind: 'paragraph', start: 0, end: text.length }];
}

export function sentencesOf(resource: Resource): readonly Sentence[] {
  return blocksOf(resource).flatMap((block) => {
    let from = block.start;
    return splitSentences(resource.text.slice(block.start, block.end)).flatMap((text) => {
      const start = resource.text.indexOf(text, from);
      if (start < 0) return [];
      from = start + text.length;
      return [{ text, start, end: from }];
    });
  });
}
