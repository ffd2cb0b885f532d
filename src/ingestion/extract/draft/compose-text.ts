import { fold } from '../../../domain/text/fold.ts';
import type { Case, CaseSentence } from '../case/case.ts';
import { isAboutEvent, startsWithPerson } from '../text/classify-line.ts';
import { clip, type Span } from '../text/located-text.ts';
import type { FoundLever } from '../what/find-levers.ts';

const MAX_SENTENCES = 5;
const MAX_LENGTH = 1_100;
const COMFORTABLE = { least: 50, most: 380 };
const MAX_TITLE_LENGTH = 140;

/** Title between quotation marks inside a longer one. */
const QUOTED = /["“«]\s*([^"”»]{12,})\s*["”»]/u;

function tidy(line: string): string {
  const title = QUOTED.exec(line)?.[1] ?? line;
  const text = title
    .replace(/^["“«\s:]+/u, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Tells whether a heading says more than a name, its kind and its département. */
function addsTo(heading: string, name: string): boolean {
  const rest = fold(heading)
    .replace(fold(name), '')
    .replace(/\([^)]*\)/, '')
    .replace(
      /^.*\b(?:ville|commune|communaute de communes|agglomeration|metropole|departement|region)\b/,
      '',
    );
  return /[a-z]{4}/.test(rest);
}

/** Sentences of a case short enough to have its first line for title. */
const FEW_SENTENCES = 2;

function titleOfLine(own: Case): string | null {
  const [first] = own.sentences;
  if (own.heading !== null || own.sentences.length > FEW_SENTENCES || first === undefined) return null;
  const line = first.text.replace(/\s+/g, ' ').replace(/[.;:,]$/, '');
  const startsWithName = own.sentences.some(({ text }) => startsWithPerson(text));
  if (line.length > MAX_TITLE_LENGTH || startsWithName) return null;
  return line.replace(' | ', ' : ').replaceAll(' | ', ', ');
}

/** Returns the sentence that proves the surest lever; null when it presents a person. */
function proofLine(own: Case, [surest]: readonly FoundLever[]): string | null {
  const { start = -1 } = surest?.proof ?? {};
  const proof = own.sentences.find((sentence) => sentence.start <= start && sentence.end > start);
  if (proof === undefined || startsWithPerson(proof.text)) return null;
  return tidy(proof.text.replace(/[.;:,]$/, ''));
}

/**
 * Returns the heading of the case, or the title of the resource, when it names the territory; else the first
 * sentence of a case of one or two; else the names of the territories before the title. The title of a conference is
 * that of none of its accounts: the sentence that proves the surest lever is taken instead.
 */
export function composeTitle(own: Case, resourceTitle: string, levers: readonly FoundLever[]): string {
  const isOfEvent = own.heading === null && isAboutEvent(resourceTitle);
  const names = own.places.slice(0, 2).map(({ place }) => place.name);
  const subject = tidy(own.heading?.text ?? resourceTitle);
  const isNamed = names.some((name) => fold(subject).includes(fold(name)));
  const isBareName = names.some((name) => !addsTo(subject, name));
  if (isNamed && !isBareName && !isOfEvent) return clip(subject, MAX_TITLE_LENGTH);
  const line = titleOfLine(own);
  if (line !== null) return line;
  const listed = names.join(' et ');
  const told = isOfEvent ? proofLine(own, levers) : null;
  if (told !== null && names.some((name) => fold(told).includes(fold(name))))
    return clip(told, MAX_TITLE_LENGTH);
  const rest = told ?? (isBareName ? tidy(resourceTitle) : subject);
  return clip(`${listed.charAt(0).toUpperCase()}${listed.slice(1)} : ${rest}`, MAX_TITLE_LENGTH);
}

function worth(sentence: CaseSentence, position: number, proofs: readonly Span[]): number {
  const { text, start, end, line } = sentence;
  const proved = proofs.filter((proof) => proof.start >= start && proof.end <= end).length;
  const isWhole = /[.!?…»”)]$/.test(text) && /^[\p{Lu}«“"]/u.test(text);
  const isComfortable = text.length >= COMFORTABLE.least && text.length <= COMFORTABLE.most;
  const presents = position === 0 ? 1 : 0;
  return (
    Math.min(2, proved) +
    presents +
    (isWhole ? 1 : 0) +
    (isComfortable ? 1 : 0) -
    (line.kind === 'quote' ? 1 : 0)
  );
}

/** Chooses up to five sentences of the case, word for word, in reading order: those that prove most. */
export function chooseSummary(own: Case, levers: readonly FoundLever[]): readonly CaseSentence[] {
  const proofs = levers.map(({ proof }) => proof);
  const ranked = own.sentences
    .map((sentence, position) => ({ sentence, value: worth(sentence, position, proofs) }))
    .filter(({ sentence }) => !sentence.text.endsWith(':'))
    .sort((a, b) => b.value - a.value || a.sentence.start - b.sentence.start);
  const chosen: CaseSentence[] = [];
  let length = 0;
  for (const { sentence } of ranked) {
    if (chosen.length >= MAX_SENTENCES) break;
    if (chosen.length > 0 && length + sentence.text.length > MAX_LENGTH) continue;
    chosen.push(sentence);
    length += sentence.text.length;
  }
  return chosen.sort((a, b) => a.start - b.start);
}

/** Joins sentences; ends a list item with a full stop. */
export function joinSentences(sentences: readonly CaseSentence[]): string {
  return sentences
    .map(({ text }) => text.replace(/\s+/g, ' '))
    .map((text) => (/[.!?…»”]$/.test(text) ? text : `${text.replace(/[;,:]$/, '')}.`))
    .join(' ');
}
