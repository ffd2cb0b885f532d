import { fold } from '../../../domain/text/fold.ts';
import { LineSet, lineKey, prefixOf } from './compare-lines.ts';
import type { Line } from './line.ts';

/**
 * Finds where a resource starts, between the metadata of the previous one and its own:
 *
 *   gap = [summary of the previous resource] title [body]
 *
 * Two repetitions locate the title. A summary repeats its body: its first line, found in the gap, starts the
 * body, and the title is above. The previous summary repeats the previous body: the title is below its last
 * repeated line. Without either, the line most like a title is taken, as uncertain when another line looks
 * like one too.
 */

export interface TitleQuestion {
  readonly gap: readonly Line[];
  /** Null for the first resource, which only a rubric may precede. */
  readonly previous: { readonly body: readonly Line[]; readonly hasSummary: boolean } | null;
  /** Lines after the « Résumé » label, up to the next metadata; null without that label. */
  readonly summary: readonly Line[] | null;
  readonly isPrivate: boolean;
}

export interface FoundTitle {
  readonly index: number;
  readonly title: Line;
  readonly isCertain: boolean;
}

/** Summary lines searched for in the gap, then compared to choose between two matches. */
const TRIED_LINES = 5;
const COMPARED_LINES = 12;
const LONGEST_TITLE = 250;
/** Shorter lines are more often headings inside a body. */
const SHORTEST_TITLE = 15;
/** Lines searched above a body when the end of the previous summary is unknown. */
const LINES_BETWEEN = 3;
const LONGEST_RUBRIC = 160;
const NETWORK = /^(?:reseau|rtes\b)/;
const EVENT_WORDS =
  /\b(?:conferences?|webinaires?|rencontres?|journees?|ateliers?|visites?|etudes?|guides?|retours? sur|(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) (?:19|20)\d\d)\b/;

/** Finds the title of the resource whose metadata follow the gap; null when the gap is empty. */
export function findTitle(question: TitleQuestion): FoundTitle | null {
  const { gap, previous, summary } = question;
  const bodyStart = summary === null ? null : findBodyStart(gap, summary);
  const limit = bodyStart?.index ?? gap.length;
  const summaryEnd = previous?.hasSummary ? endOfRepetition(gap, previous.body, limit) : 0;
  const index = chooseIndex(question, bodyStart, summaryEnd);
  const title = gap[index.at];
  return title === undefined ? null : { index: index.at, title, isCertain: index.isCertain };
}

type Choice = { readonly at: number; readonly isCertain: boolean };

function chooseIndex(
  { gap, previous, summary, isPrivate }: TitleQuestion,
  bodyStart: { readonly index: number; readonly isFirstLine: boolean } | null,
  summaryEnd: number,
): Choice {
  if (bodyStart?.isFirstLine) return titleAbove(gap, bodyStart.index, summaryEnd, previous === null);
  const end = bodyStart?.index ?? gap.length;
  if (previous === null) return { at: startsWithRubric(gap.slice(0, end)) ? 1 : 0, isCertain: true };
  if (!previous.hasSummary) return { at: 0, isCertain: true };
  const first = gap[summaryEnd];
  if (summaryEnd > 0 && first !== undefined && looksLikeTitle(first)) {
    return { at: summaryEnd, isCertain: true };
  }
  const last = gap.at(-1);
  // A private resource has a summary and no body: its title is just above its metadata.
  const hasNoBody = isPrivate && summary !== null && bodyStart === null;
  if (hasNoBody && last !== undefined && looksLikeTitle(last) && last.blanksBefore > 0) {
    return { at: gap.length - 1, isCertain: true };
  }
  return bestCandidate(gap, Math.min(summaryEnd, end - 1), end);
}

/** Finds the title above a line of the body: just above it, unless other lines of the body come between. */
function titleAbove(gap: readonly Line[], bodyStart: number, summaryEnd: number, isFirst: boolean): Choice {
  // A summary may repeat the title too.
  if (bodyStart <= summaryEnd) return { at: bodyStart, isCertain: true };
  const above = gap[bodyStart - 1];
  const isKnown = isFirst || summaryEnd > 0;
  const from = isFirst && bodyStart > 1 && startsWithRubric(gap.slice(0, bodyStart)) ? 1 : summaryEnd;
  if (isKnown) return bestCandidate(gap, from, bodyStart);
  const isStrong = above !== undefined && looksLikeTitle(above) && above.text.length >= SHORTEST_TITLE;
  // The summary may start with the title: then the matched line is the title itself.
  const own = gap[bodyStart];
  if (above !== undefined && own !== undefined && !looksLikeTitle(above) && looksLikeTitle(own)) {
    return { at: bodyStart, isCertain: true };
  }
  if (isStrong || bodyStart === 1) return { at: bodyStart - 1, isCertain: true };
  return bestCandidate(gap, Math.max(0, bodyStart - LINES_BETWEEN), bodyStart);
}

function findBodyStart(
  gap: readonly Line[],
  summary: readonly Line[],
): { readonly index: number; readonly isFirstLine: boolean } | null {
  const compared = new LineSet(summary.slice(0, COMPARED_LINES).map(({ text }) => text));
  const keys = gap.map(({ text }) => lineKey(text));
  for (const [rank, { text }] of summary.slice(0, TRIED_LINES).entries()) {
    const key = lineKey(text);
    const prefix = prefixOf(key);
    let best: { index: number; score: number } | null = null;
    for (const [index, other] of keys.entries()) {
      if (key === '' || (other !== key && (prefix === null || prefixOf(other) !== prefix))) continue;
      const run = gap.slice(index, index + COMPARED_LINES).filter((line) => compared.has(line.text));
      const score = run.reduce((sum, line) => sum + line.text.length, 0);
      // Ties go to the last: an equal previous summary has its copy first.
      if (best === null || score >= best.score) best = { index, score };
    }
    if (best !== null) return { index: best.index, isFirstLine: rank === 0 };
  }
  return null;
}

/** Returns the index after the last line, before `limit`, that repeats the body in order. */
function endOfRepetition(gap: readonly Line[], body: readonly Line[], limit: number): number {
  const places = new Map<string, number[]>();
  for (const [place, { text }] of body.entries()) {
    const key = lineKey(text);
    for (const name of [key, prefixOf(key)]) {
      if (name === null || name === '') continue;
      const list = places.get(name);
      if (list === undefined) places.set(name, [place]);
      else if (list.at(-1) !== place) list.push(place);
    }
  }
  let end = 0;
  let reached = -1;
  for (const [index, { text }] of gap.slice(0, limit).entries()) {
    const key = lineKey(text);
    const list = places.get(key) ?? places.get(prefixOf(key) ?? key);
    const place = list?.find((candidate) => candidate > reached);
    if (place === undefined) continue;
    reached = place;
    end = index + 1;
  }
  return end;
}

function startsWithRubric(gap: readonly Line[]): boolean {
  const [first, second, third] = gap;
  if (first === undefined || second === undefined || first.text.length > LONGEST_RUBRIC) return false;
  if (NETWORK.test(fold(first.text))) return true;
  return third !== undefined && looksLikeTitle(first) && looksLikeTitle(second) && second.blanksAfter > 0;
}

function looksLikeTitle({ text, kind }: Line): boolean {
  const isWritten = kind === null || kind === 'heading' || kind === 'quote';
  return isWritten && text.length <= LONGEST_TITLE && /[\p{L}\p{N}]/u.test(text) && !/[.;:,]$/.test(text);
}

function bestCandidate(gap: readonly Line[], from: number, to: number): Choice {
  const start = Math.max(0, from);
  const ranked = gap
    .slice(start, to)
    .map((line, offset) => {
      const at = start + offset;
      const isCandidate = looksLikeTitle(line);
      return { at, isCandidate, score: isCandidate ? titleScore(line, gap[at + 1]) : -10 };
    })
    .sort((a, b) => b.score - a.score || b.at - a.at);
  const [best, ...others] = ranked;
  if (best === undefined) return { at: gap.length - 1, isCertain: false };
  return { at: best.at, isCertain: !others.some(({ isCandidate }) => isCandidate) };
}

function titleScore(line: Line, next: Line | undefined): number {
  const folded = fold(line.text);
  let score = 0;
  if (line.kind === 'heading') score += 3;
  if (line.blanksBefore > 0) score += 1;
  if (line.blanksBefore > 1) score += 2;
  if (line.blanksAfter > 0) score += 1;
  if (EVENT_WORDS.test(folded)) score += 2;
  if (line.text.length < SHORTEST_TITLE) score -= 2;
  // Interviews hold many questions.
  if (line.text.endsWith('?')) score -= 2;
  if (next === undefined || next.text.length > 150) score += 1;
  return score;
}
