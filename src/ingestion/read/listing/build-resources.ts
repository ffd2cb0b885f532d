import type { Access } from '../../../domain/experience/experience.ts';
import type { Block, ImportNote, Resource } from '../../../domain/resource/resource.ts';
import { findTitleDate } from '../../../domain/resource/title-date.ts';
import { fold } from '../../../domain/text/fold.ts';
import { splitSentences } from '../../../domain/text/sentences.ts';
import { splitWords } from '../../../domain/text/words.ts';
import { createNote } from '../common/read-item.ts';
import { slugOfTitle } from '../common/resource-id.ts';
import type { SplitListing, SplitResource } from './split-listing.ts';
import { findStatedDate, isDateLine, LINES_BESIDE_TITLE } from './stated-date.ts';
import { createRepetition, type Line } from './text-lines.ts';

/** Address and date of a resource, found outside its lines. */
export interface ResourcePlace {
  readonly url: string | null;
  readonly date: string | null;
}

export interface ListingContext {
  readonly origin: string;
  /** Publisher of the listing; null when the document does not say. */
  readonly publisher: string | null;
  /** Finds the address and date of a resource from its index in the listing. */
  readonly placeOf: (index: number) => ResourcePlace;
}

/** Resource, and the notes to report on it. */
export interface ReadResource {
  readonly resource: Resource;
  readonly saysAccess: boolean;
  readonly notes: readonly ImportNote[];
}

const NETWORK = /^réseau\b|^rtes\b/iu;

/**
 * Builds the resources of a listing, in order. Ids come from titles alone and may be equal: see
 * `ResourceRegister`. An unreadable privacy flag, and an uncertain boundary between an open and a private
 * resource, both restrict the content to members.
 */
export function buildResources(listing: SplitListing, context: ListingContext): readonly ReadResource[] {
  const doubtful = doubtfulPlaces(listing.resources);
  return listing.resources.map((split, index) => {
    const id = slugOfTitle(split.title.text);
    const at = { resourceId: id, line: split.title.number };
    const { text, blocks } = composeText(joinSummary(split.body.filter(isKept), split.summary));
    const notes = notesOn(split, { isDoubtful: doubtful.has(index), isEmpty: text === '' }, at);
    const { url, date } = context.placeOf(index);
    const isNetwork = listing.rubric !== null && NETWORK.test(listing.rubric);
    const resource: Resource = {
      id,
      title: split.title.text,
      url,
      resourceType: split.resourceType,
      publisher: isNetwork ? listing.rubric : context.publisher,
      date: date ?? findStatedDate(split.body) ?? findTitleDate(split.title.text),
      access: doubtful.has(index) ? 'members' : accessOf(split),
      text,
      blocks,
      listing: { rubric: listing.rubric, origin: context.origin },
      line: split.title.number,
    };
    const saysAccess = doubtful.has(index) || split.privacy !== 'missing';
    return { resource, saysAccess, notes };
  });
}

/** Leaves out the date beside a title, which the resource has apart. */
function isKept({ text }: Line, index: number): boolean {
  return index >= LINES_BESIDE_TITLE || !isDateLine(text);
}

function accessOf({ privacy }: SplitResource): Access {
  return privacy === 'open' ? 'public' : 'members';
}

/** Finds both sides of each guessed boundary between an open and a private resource. */
function doubtfulPlaces(resources: readonly SplitResource[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const [index, resource] of resources.entries()) {
    const previous = resources[index - 1];
    if (!resource.startsAnywhere || previous === undefined) continue;
    if (accessOf(previous) !== accessOf(resource)) places.add(index - 1).add(index);
  }
  return places;
}

function notesOn(
  { title, privacy }: SplitResource,
  is: { readonly isDoubtful: boolean; readonly isEmpty: boolean },
  at: { readonly resourceId: string; readonly line: number | null },
): ImportNote[] {
  const notes: ImportNote[] = [];
  const name = `« ${title.text.slice(0, 120)} »`;
  if (privacy === 'missing') {
    const detail = `${name} ne dit pas à qui elle est ouverte : elle est réservée aux membres, sauf si l’import dit « public ».`;
    notes.push(createNote('access-missing', detail, at));
  }
  if (privacy === 'unreadable') {
    const detail = `La mention « Ressource privée » de ${name} est illisible : la ressource est réservée aux membres.`;
    notes.push(createNote('privacy-unreadable', detail, at));
  }
  if (is.isDoubtful) {
    const detail = `La limite de ${name} avec sa voisine n’est pas sûre, et l’une des deux est privée : les deux sont réservées aux membres.`;
    notes.push(createNote('boundary-uncertain', detail, at));
  }
  if (is.isEmpty) {
    const detail = `${name} n’a ni corps ni résumé : la ressource est gardée sans texte.`;
    notes.push(createNote('resource-empty', detail, at));
  }
  return notes;
}

const LONGEST_HEADING = 120;
const IN_A_ROW: ReadonlySet<Block['kind'] | null> = new Set(['list-item', 'table-row']);

/**
 * Composes the text to store, one line a block, and its blocks; empty lines separate paragraphs as in the
 * document.
 */
function composeText(lines: readonly Line[]): Pick<Resource, 'text' | 'blocks'> {
  const blocks: Block[] = [];
  let text = '';
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    if (previous !== undefined) text += separatorBetween(previous, line);
    const start = text.length;
    text += line.text;
    blocks.push({ kind: line.kind ?? inferKind(line), start, end: text.length });
  }
  return { text, blocks };
}

function separatorBetween(previous: Line, line: Line): string {
  const sameRun = previous.kind === line.kind && IN_A_ROW.has(line.kind);
  return sameRun || line.blanksBefore === 0 ? '\n' : '\n\n';
}

/** Takes for a heading a short line alone that starts like a sentence and does not end like one. */
function inferKind({ text, blanksBefore, blanksAfter }: Line): Block['kind'] {
  const standsAlone = blanksBefore > 0 && blanksAfter > 0;
  const isShort = text.length <= LONGEST_HEADING;
  const startsRight = /^(?:\p{Lu}|\d|[«“"])/u.test(text);
  return standsAlone && isShort && startsRight && !/[.;:,…!»”"]$/u.test(text) ? 'heading' : 'paragraph';
}

/** A sentence with this share of its three-word runs in the body says nothing new. */
const REPEATED_SHARE = 0.5;
const RUN_LENGTH = 3;

/**
 * Joins the body of a resource with the sentences that only its « Résumé » has; returns the « Résumé » when
 * there is no body. A sentence that the « Résumé » rewrites is not kept twice.
 */
function joinSummary(body: readonly Line[], summary: readonly Line[]): readonly Line[] {
  if (body.length === 0) return summary;
  const isKnown = createRepetition(body);
  const isSame = new Set(body.map(({ text }) => text));
  const suspects = summary.filter(({ text }) => !isSame.has(text));
  if (suspects.length === 0) return body;
  const runs = new Set(body.flatMap(({ text }) => wordRuns(text)));
  const added = suspects.flatMap((line) => {
    const sentences = splitSentences(line.text);
    if (sentences.length < 2) return isKnown(line) || repeats(line.text, runs) ? [] : [line];
    const text = sentences.filter((sentence) => !repeats(sentence, runs)).join(' ');
    return text === '' ? [] : [{ ...line, text }];
  });
  return [...body, ...added];
}

function repeats(sentence: string, runs: ReadonlySet<string>): boolean {
  const own = wordRuns(sentence);
  return own.filter((run) => runs.has(run)).length >= REPEATED_SHARE * own.length;
}

/** Returns the three-word runs of a text; a shorter text is one run. */
function wordRuns(text: string): readonly string[] {
  const words = splitWords(fold(text)).map((word) => word.text);
  if (words.length <= RUN_LENGTH) return [words.join(' ')];
  return words.slice(RUN_LENGTH - 1).map((_, index) => words.slice(index, index + RUN_LENGTH).join(' '));
}
