import type { RegisteredTerritory } from '../../../domain/territory/territory.ts';
import type { Context } from './choose-candidates.ts';
import { narrowByCode } from './locate-places.ts';
import { gap, isAnnouncingWord, isGlued, type Reading } from './mention.ts';
import type { NameMatch } from './name-lexicon.ts';

/** Recognises « Ville » or « PIA »: common words and acronyms that are also communes. */
export function isOrdinaryWord(reading: Reading, match: NameMatch, at: number): boolean {
  if (match.candidates.some(({ condition }) => condition === 'in-capitals')) return false;
  const first = reading.tokens[at];
  if (first === undefined || match.endToken - at > 1) return false;
  const written = reading.text.slice(first.start, first.end);
  // « AHUN » alone on its line is a heading.
  const isAlone =
    ['', '\n'].includes(reading.text.charAt(first.start - 1)) &&
    /^[ .]*(?:\n|$|\()/.test(reading.text.slice(first.end, first.end + 3));
  if (isAlone && !isAnnouncingWord(first.folded)) return false;
  return isAnnouncingWord(first.folded) || (written.length <= 5 && /^\p{Lu}{2,}$/u.test(written));
}

/** Recognises « politique de la ville - Ville de Lorient », unlike « la commune de Ville ». */
export function isAnnouncementAgain({ tokens }: Reading, match: NameMatch, at: number): boolean {
  const isOne = match.endToken - at === 1 && isAnnouncingWord(tokens[at]?.folded ?? '');
  return isOne && tokens[at - 1]?.folded !== 'de';
}

/** Verbs after a subject, or the beginning of another clause. */
const VERB_AFTER =
  /^(?:a|ont|est|sont|avait|etait|se|ne|n|s|y|en|qui|vient|entre|finance|soutient|lance|met|anime|organise|accompagne|propose|porte|pilote|cree|verse|heberge|prete|loue|mene|adopte|signe|vote|achete|cede|ouvre|participe|et|compte|demande|attend|souhaite|decide|choisit|veut|va|fait|prend|tient|reunit|consacre|attribue|recrute|investit|confie|rejoint|experimente|developpe|realise|accueille|dispose)$/;
/** « Lancé en 2021 » and « Lancé et financé »: after a participle, these words open no clause. */
const AFTER_PARTICIPLE = /^(?:en|et|entre|y|s|n|qui)$/;
const PARTICIPLE = /^\p{Lu}\p{L}+ée?s?$/u;
/** A place of so many inhabitants is recognised at the start of a sentence, before any word. */
const LEAST_PEOPLED = 2_000;

/** Recognises « Son », « Trois » or « Plan » at the start of a sentence, which are also small communes. */
export function isCommonWord(
  { text, tokens }: Reading,
  match: NameMatch,
  at: number,
  { manner }: Context,
  candidates: readonly RegisteredTerritory[],
): boolean {
  const [first, next] = [tokens[at], tokens[at + 1]];
  if (first === undefined || next === undefined || manner !== 'bare' || match.endToken - at > 1) return false;
  const startsSentence = /(?:^|[.!?…»«:;•(\n–—-]\s*)$/u.test(
    text.slice(Math.max(0, first.start - 3), first.start),
  );
  if (!startsSentence || candidates.some(isPeopled)) return false;
  // « Parcé (35) »: a participle has no département.
  if (narrowByCode(candidates, text, first.end).length > 0) return false;
  const isParticiple = PARTICIPLE.test(text.slice(first.start, first.end));
  if (next.isCapitalised || !isGlued(gap(text, first, next))) return isParticiple;
  // « Lancé à Rennes »: the preposition is not the verb.
  const isVerb = VERB_AFTER.test(next.folded) && text.slice(next.start, next.end).toLowerCase() !== 'à';
  return !isVerb || (isParticiple && AFTER_PARTICIPLE.test(next.folded));
}

function isPeopled({ populationCount }: RegisteredTerritory): boolean {
  return (populationCount ?? 0) >= LEAST_PEOPLED;
}

/** Words before a place that only shares the name of a commune: « quartier Saint-Jean ». */
const OTHER_PLACES = new Set(
  'quartier rue place avenue boulevard gare parc ile lac plateau vallee college lycee'.split(' '),
);
/** « rue de Nantes », unlike « gare de Nantes ». */
const STREETS = new Set('rue avenue boulevard route chemin quai impasse allee faubourg'.split(' '));
const OF = /^(?:de|d|du|des|la|l|le|les)$/;

/** Tells whether the name is that of a street, a station or a school. */
export function isNameOfOtherPlace({ text, tokens }: Reading, at: number): boolean {
  if (OTHER_PLACES.has(tokens[at - 1]?.folded ?? '') && isGlued(gap(text, tokens[at - 1], tokens[at])))
    return true;
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ folded }) => folded);
  return STREETS.has(before.findLast((word) => !OF.test(word)) ?? '');
}
