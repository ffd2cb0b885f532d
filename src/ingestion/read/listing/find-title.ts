import { fold } from '../../../domain/text/fold.ts';
import { isDateLine } from './stated-date.ts';
import { type Line, lineKey } from './text-lines.ts';

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
}

type Choice = { readonly at: number; readonly isCertain: boolean };

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
export function findTitle(question: TitleQuestion): (Choice & { readonly title: Line }) | null {
  const choice = chooseIndex(question);
  const title = question.gap[choice.at];
  return title === undefined ? null : { ...choice, title };
}

function chooseIndex({ gap, previous, summary }: TitleQuestion): Choice {
  const firstKey = lineKey(summary?.[0]?.text ?? '');
  // The last one: an equal previous summary has its copy first.
  const bodyStart = firstKey === '' ? -1 : gap.findLastIndex(({ text }) => lineKey(text) === firstKey);
  const limit = bodyStart < 0 ? gap.length : bodyStart;
  const summaryEnd = previous?.hasSummary ? endOfRepetition(gap, previous.body, limit) : 0;
  if (bodyStart >= 0) return titleAbove(gap, bodyStart, summaryEnd);
  if (previous === null) return { at: firstTitle(gap, startsWithRubric(gap) ? 1 : 0), isCertain: true };
  if (!previous.hasSummary) return { at: firstTitle(gap, 0), isCertain: true };
  const start = firstTitle(gap, summaryEnd);
  const first = gap[start];
  if (summaryEnd > 0 && first !== undefined && looksLikeTitle(first)) {
    return { at: start, isCertain: true };
  }
  return bestCandidate(gap, Math.min(summaryEnd, gap.length - 1));
}

/** Returns the index of the first line from `from` on that may be a title; `from` when each stands around one. */
function firstTitle(gap: readonly Line[], from: number): number {
  const at = gap.findIndex(({ text }, index) => index >= from && !isAroundTitle(text));
  return at < 0 ? from : at;
}

/** Finds the title above a line of the body: other lines of the body may come between. */
function titleAbove(gap: readonly Line[], bodyStart: number, summaryEnd: number): Choice {
  const [above, own] = [gap[bodyStart - 1], gap[bodyStart]];
  // The summary may start with the title: then the matched line is the title itself.
  const isOwn = above && own && !looksLikeTitle(above) && looksLikeTitle(own);
  if (bodyStart <= summaryEnd || isOwn) return { at: bodyStart, isCertain: true };
  return bestCandidate(gap.slice(0, bodyStart), Math.max(summaryEnd, bodyStart - LINES_BETWEEN));
}

/** Returns the index after the last line, before `limit`, that repeats the body in order. */
function endOfRepetition(gap: readonly Line[], body: readonly Line[], limit: number): number {
  const keys = body.map(({ text }) => lineKey(text));
  let end = 0;
  let reached = 0;
  for (const [index, { text }] of gap.slice(0, limit).entries()) {
    const key = lineKey(text);
    const place = key === '' ? -1 : keys.indexOf(key, reached);
    if (place < 0) continue;
    reached = place + 1;
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
  return (
    isWritten &&
    text.length <= LONGEST_TITLE &&
    /[\p{L}\p{N}]/u.test(text) &&
    !/[.;:,]$/.test(text) &&
    !isAroundTitle(text)
  );
}

function bestCandidate(gap: readonly Line[], from: number): Choice {
  const ranked = gap
    .map((line, at) => ({ at, score: titleScore(line, gap[at + 1]), isCandidate: looksLikeTitle(line) }))
    .filter(({ at, isCandidate }) => at >= from && isCandidate)
    .sort((a, b) => b.score - a.score || b.at - a.at);
  return { at: ranked[0]?.at ?? gap.length - 1, isCertain: ranked.length === 1 };
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

/** Text of an image, path in the site, or command of a page. */
const AROUND =
  /^(?:(?:image|photo|visuel|illustration|logo|vignette|banniere|legende|credits?)s?(?: photos?)? ?(?:[:–—\d(-]|d[eu]s? |d'|$)|©|copyright\b|(?:accueil|home) ?[>›»/|]|vous etes ici|fil d'ariane|aller au (?:contenu|menu)|partage[rz]\b|imprimer|temps de lecture|lire la suite|retour (?:a|aux?)\b|telecharger\b|menu$|accueil$|rechercher$)|\.(?:jpe?g|png|gif|webp|svg)$/;

/** Tells whether a line stands around a title in a page, and is not one: a date, the text of an image, a command. */
export function isAroundTitle(text: string): boolean {
  return isDateLine(text) || AROUND.test(fold(text).trim());
}

/** Titles that programs write by themselves in the properties of a file. */
const MADE_TITLE =
  /^(?:microsoft|sans (?:nom|titre)|untitled|présentation|document\s*\d*$|diapositive)|\.(?:docx?|odt|pptx?|indd|pdf|qxd|pub)$/i;

export function isMadeTitle(title: string): boolean {
  return MADE_TITLE.test(title);
}
