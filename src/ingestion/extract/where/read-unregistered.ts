import { findSpeaker } from '../text/classify-line.ts';
import type { Token } from '../text/located-text.ts';
import {
  type Found,
  findAnnouncement,
  gap,
  isGlued,
  isPartOfAnotherName,
  type Mention,
  type MentionManner,
  mannerOf,
  type Reading,
} from './mention.ts';
import { isLink } from './name-lexicon.ts';

const UNREGISTERED = { announced: null, candidates: [], isDeduced: false, unregisteredKind: 'pays' } as const;

/** In characters; the longest name of a commune has 45. */
const LONGEST_NAME = 60;
/** A name and a role, in characters. */
const LONGEST_PRESENTATION = 120;

/** Returns the index after a run of capitalised words and links; « et » only after a legal form. */
function readProperName(reading: Reading, at: number, mayHoldAnd: boolean): number {
  const { text, tokens } = reading;
  let end = at;
  for (let next = at; tokens[next] !== undefined; next++) {
    const token = tokens[next];
    if (token === undefined || (next > at && !isGlued(gap(text, tokens[next - 1], token)))) break;
    if (token.isCapitalised) end = next + 1;
    else if (!isLink(token.folded) || ['en', 'a'].includes(token.folded)) break;
    else if (token.folded === 'et' && (!mayHoldAnd || startsPerson(text, tokens[next + 1]))) break;
  }
  return end;
}

/** Recognises « … et Alix Exemple, responsable du pôle »: a person, not the end of a name. */
function startsPerson(text: string, token: Token | undefined): boolean {
  return (
    token !== undefined && findSpeaker(text.slice(token.start, token.start + LONGEST_PRESENTATION)) !== null
  );
}

/** Reads « Pays de Langres » or « PETR du Pays de… »: real territories that the register does not list. */
export function readPays(reading: Reading, at: number): Found | null {
  const { text, tokens } = reading;
  const first = tokens[at];
  const link = tokens[at + 1];
  if (first === undefined || link === undefined || !first.isCapitalised) return null;
  if (first.folded !== 'pays' && first.folded !== 'petr') return null;
  const isLinked = ['de', 'du', 'des', 'd'].includes(link.folded);
  if (!isLinked && !(link.isCapitalised && /^[ \u00a0]$/.test(gap(text, first, link)))) return null;
  // « Communauté de communes du Pays de Redon » is a grouping, under a name that it may no longer have.
  if (findAnnouncement(text, tokens, at)?.isLegalForm === true) return null;
  const end = readProperName(reading, at, false);
  const last = tokens[end - 1];
  if (last === undefined || end < at + (isLinked ? 3 : 2)) return null;
  const name = text.slice(first.start, last.end);
  const mention = { start: first.start, end: last.end, nameStart: first.start, name };
  return { mention: { ...UNREGISTERED, ...mention, manner: mannerOf(tokens, at) }, endToken: end };
}

/** Shape of the names of communes, hardly of others: « Trois-Fontaines-sous-Bois ». */
const SHAPE_OF_COMMUNE =
  /^\p{Lu}[\p{L}'’]{3,}(?:-[\p{L}'’]+)*?-(?:sur|sous|lès|les|lez|en|aux|la|le|du|des|de|d['’]|l['’])-?\p{Lu}\p{L}+(?:-\p{L}+)*/u;
/** Text before the subject of a clause, without article: « Le Clin-d’Œil » is no commune. */
const STARTS_CLAUSE = /(?:^|[.!?;:,(\n–—]\s*|\bet\s)$/u;
const MANNERS: readonly MentionManner[] = ['at', 'bare'];

/** Reads a name that the register does not have and that has the shape of a commune's. */
export function readUnannounced(reading: Reading, at: number): Found | null {
  const { text, tokens } = reading;
  const first = tokens[at];
  const manner = mannerOf(tokens, at);
  if (first === undefined || !first.isCapitalised || !MANNERS.includes(manner)) return null;
  const name = SHAPE_OF_COMMUNE.exec(text.slice(first.start, first.start + LONGEST_NAME))?.[0];
  if (name === undefined || /[«"“]\s?$/.test(text.slice(Math.max(0, first.start - 2), first.start)))
    return null;
  const end = first.start + name.length;
  let endToken = at;
  while ((tokens[endToken]?.start ?? end) < end) endToken++;
  if (isPartOfAnotherName(text, tokens, at, endToken)) return null;
  const before = text.slice(Math.max(0, first.start - LONGEST_NAME), first.start);
  if (manner === 'bare' && !STARTS_CLAUSE.test(before)) return null;
  const mention = { start: first.start, end, nameStart: first.start, name, manner };
  return { mention: { ...UNREGISTERED, ...mention, unregisteredKind: 'commune' }, endToken };
}

/** Reads an announced name that the register does not have: « la ville de Xyz ». */
export function readUnknown(reading: Reading, at: number): Found | null {
  const { text, tokens } = reading;
  const first = tokens[at];
  if (first === undefined || !first.isCapitalised || isLink(first.folded)) return null;
  const announcement = findAnnouncement(text, tokens, at);
  const opening = announcement === null ? undefined : tokens[announcement.startToken];
  if (announcement === null || opening === undefined || announcement.startToken === at - 1) return null;
  const end = readProperName(reading, at, announcement.isLegalForm);
  const last = tokens[end - 1];
  const [kind = null] = announcement.kinds;
  // « Trois communes du Vexin » names no commune.
  if (/^(?:communes|villes)$/.test(tokens[announcement.startToken]?.folded ?? '')) return null;
  if (last === undefined || kind === null || (kind !== 'epci' && kind !== 'commune')) return null;
  const mention: Mention = {
    ...UNREGISTERED,
    start: opening.start,
    end: last.end,
    nameStart: first.start,
    name: text.slice(kind === 'epci' ? opening.start : first.start, last.end),
    manner: 'announced',
    announced: announcement.kinds,
    unregisteredKind: kind,
  };
  return { mention, endToken: end };
}
