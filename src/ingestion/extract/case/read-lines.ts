import type { Block, Resource } from '../../../domain/resource/resource.ts';
import { looksLikeHeading } from '../text/classify-line.ts';
import { firstEndingAfter, locateSentences, type Span, trimSpan } from '../text/located-text.ts';
import type { LocatedPlace } from '../where/place.ts';

export interface Sentence extends Span {
  readonly text: string;
  readonly places: readonly LocatedPlace[];
}

/** Block without its bullet; headings are recognised even in a text that does not mark them. */
export interface Line extends Span {
  readonly kind: Block['kind'];
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly places: readonly LocatedPlace[];
}

/** Returns the blocks of a resource, or its lines when it has none. */
export function blocksOf({ text, blocks }: Resource): readonly Block[] {
  if (blocks.length > 0) return blocks;
  return [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
    kind: /^\s*[•▪–*-]\s/.test(line) ? 'list-item' : 'paragraph',
    start: index,
    end: index + line.length,
  }));
}

function placesWithin(places: readonly LocatedPlace[], spans: readonly Span[], { start, end }: Span) {
  const first = firstEndingAfter(spans, start);
  let last = first;
  while ((spans[last]?.end ?? Number.POSITIVE_INFINITY) <= end) last++;
  return places.slice(first, last).filter(({ mention }) => mention.start >= start);
}

/** Longer runs without a full stop are not prose; they are left out to spare the patterns. */
const LONGEST_SENTENCE = 5_000;

/** Reads the non-empty lines of a resource, in order. */
export function readLines(resource: Resource, places: readonly LocatedPlace[]): readonly Line[] {
  const { text } = resource;
  const mentions = places.map(({ mention }) => mention);
  return blocksOf(resource).flatMap((block): Line[] => {
    const span = trimSpan(text, block);
    if (span.end <= span.start) return [];
    const content = text.slice(span.start, span.end);
    const isHeading = block.kind === 'heading' || (block.kind === 'paragraph' && looksLikeHeading(content));
    const cut = block.kind === 'table-row' ? [span] : locateSentences(text, span);
    const sentences = cut.filter(({ start, end }) => end - start <= LONGEST_SENTENCE);
    return [
      {
        ...span,
        kind: isHeading ? 'heading' : block.kind,
        text: content,
        places: placesWithin(places, mentions, span),
        sentences: sentences.map((sentence) => ({
          ...sentence,
          text: text.slice(sentence.start, sentence.end),
          places: placesWithin(places, mentions, sentence),
        })),
      },
    ];
  });
}
