/** How a segment is separated from the one before it. */
export const SEPARATORS = ['start', 'line', 'link', 'hard', 'colon', 'comma', 'and', 'sentence'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** Part of a request that tells at most one need; `text` is `priorities.slice(start, end)`. */
export interface Segment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly separator: Separator;
}

const LINK =
  "et aussi|ainsi que|et également|mais aussi|et puis|puis|et enfin|enfin|par ailleurs|d[’']autre part|d[’']une part|autre (?:sujet|chose|question|point|dossier|chantier)|deuxième(?:ment)?|troisième(?:ment)?|secondement|ensuite|également|en parallèle|à côté de ça|en outre|outre|sinon|quant (?:à|aux?)|de son côté";
const MARK = String.raw`\(?(?:\d{1,2}|[ivx]{1,3}|[A-Da-d])[).°]\)?\s+|[*•]\s+`;
const DASH = String.raw`[–—-]\s+`;
const BOUNDARY = new RegExp(
  String.raw`^${DASH}|\s*\n\s*(?:${DASH})?|(?<=[.!?…])\s+|\s*;\s*|\s+[/+–—-]\s+|\s*(?<!\d)[,:]\s+|(?:^|\s+|(?<=\s))(?:${MARK})|\s+(?=(?:${LINK})(?!\p{L}))|\s+(?:et|ou)\s+`,
  'giu',
);
const OPENS_WITH_LINK = new RegExp(`^(?:${LINK})(?!\\p{L})`, 'iu');
/** «Par ailleurs,» and «Autre sujet :» announce a need and tell none. */
const LINK_ALONE = new RegExp(`^(?:${LINK})$`, 'iu');
const CONTAINS_LINK = new RegExp(`(?<!\\p{L})(?:${LINK})(?!\\p{L})`, 'iu');
const WORD = /\p{L}{2}/u;

function separatorOf(between: string, text: string): Separator {
  if (OPENS_WITH_LINK.test(text) || CONTAINS_LINK.test(between)) return 'link';
  if (/\n|\d|[*•]|[ivxA-D][).]/i.test(between)) return 'line';
  if (/[;/+–—-]/.test(between)) return 'hard';
  if (between.includes(':')) return 'colon';
  if (between.includes(',')) return 'comma';
  return /\p{L}/u.test(between) ? 'and' : 'sentence';
}

function countWords(text: string): number {
  return text.split(/\s+/).length;
}

/** A word alone continues its neighbour: «maires, départements et régions» is one segment. */
function isContinued(previous: Segment, { text, separator }: Segment): boolean {
  return (
    (separator === 'comma' || separator === 'and' || separator === 'colon') &&
    (countWords(text) < 2 || countWords(previous.text) < 2)
  );
}

/** Splits priorities at every place where another need may begin; in order, without separators, none without a word. */
export function splitSegments(priorities: string): readonly Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let between = '';
  const take = (end: number, separator: string) => {
    const text = priorities.slice(start, end);
    if (WORD.test(text) && !LINK_ALONE.test(text)) {
      add({ text, start, end, separator: segments.length === 0 ? 'start' : separatorOf(between, text) });
      between = separator;
    } else between += text + separator;
  };
  function add(segment: Segment): void {
    const previous = segments.at(-1);
    if (previous === undefined || !isContinued(previous, segment)) segments.push(segment);
    else segments[segments.length - 1] = join(previous, segment, priorities);
  }
  for (const { 0: separator, index } of priorities.matchAll(BOUNDARY)) {
    take(index, separator);
    start = index + separator.length;
  }
  take(priorities.length, '');
  return segments;
}

/** Joins two segments of a request, with the text between them. */
export function join<S extends Pick<Segment, 'start' | 'end'>>(first: S, last: S, priorities: string): S {
  return { ...first, text: priorities.slice(first.start, last.end), end: last.end };
}
