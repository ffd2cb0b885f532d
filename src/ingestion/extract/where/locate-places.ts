import { foldName } from '../../../domain/territory/fold-name.ts';
import { regionInPlaceOf } from '../../../domain/territory/statutes.ts';
import type { RegisteredTerritory } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Gazetteer } from '../../../ports/gazetteer.ts';
import { firstEndingAfter, type Span } from '../text/located-text.ts';
import type { Mention } from './mention.ts';
import { coreOfPays, type LocatedPlace, type Place } from './place.ts';

/** Largest difference between a stated population and the register's, as a share. */
const POPULATION_TOLERANCE = 0.4;
/** Farthest « 30 000 habitants » after its name, in characters. */
const POPULATION_REACH = 160;
/** A homonym this many times more populous, and at least a town, is taken with a doubt. */
const DOMINANCE = 40;
const TOWN_COUNT = 15_000;

/** « (35) », « (35300) » or « , 35, » after a name. */
const CODE_AFTER =
  /^\s*(?:\((97\d|\d{2}|2[AB])(?:\d{3}|\d{2})?\)|,\s*(97\d|\d{2}|2[AB])(?=\s*(?:[,;:)]|[.](?!\d)|[–—-]\s|\n|$)))/;
const POSTAL_CODE_BEFORE = /(?<!\d)(\d{5})\s+$/;
const INHABITANTS = /(\d[\d\s\u00a0\u202f.]*\d)\s*(?:habitants|hab\.)/u;

/** Keeps the candidates of the département whose code follows a name. */
export function narrowByCode(candidates: readonly RegisteredTerritory[], text: string, end: number) {
  const found = CODE_AFTER.exec(text.slice(end, end + 12));
  const code = found?.[1] ?? found?.[2];
  return code === undefined ? [] : candidates.filter(({ department }) => department?.code === code);
}

function narrowByPostalCode(candidates: readonly RegisteredTerritory[], text: string, start: number) {
  const code = POSTAL_CODE_BEFORE.exec(text.slice(Math.max(0, start - 8), start))?.[1];
  return code === undefined ? [] : candidates.filter(({ postalCodes }) => postalCodes.includes(code));
}

function narrowByPopulation(candidates: readonly RegisteredTerritory[], text: string, end: number) {
  const said = INHABITANTS.exec(text.slice(end, end + POPULATION_REACH))?.[1]?.replace(/\D/g, '');
  if (said === undefined) return [];
  return candidates.filter(
    ({ populationCount }) =>
      populationCount !== null && Math.abs(Number(said) / populationCount - 1) <= POPULATION_TOLERANCE,
  );
}

function narrowByNeighbours(
  candidates: readonly RegisteredTerritory[],
  known: readonly RegisteredTerritory[],
): readonly RegisteredTerritory[] {
  const departments = new Set(known.flatMap(({ department }) => department?.code ?? []));
  return candidates.filter(({ department }) => departments.has(department?.code ?? ''));
}

/**
 * Returns the only candidate that fits the surroundings, or null.
 * @param circles unambiguous places of the sentence, of the paragraph, then of the whole text
 */
function tellApart(
  { candidates, end, nameStart }: Mention,
  text: string,
  circles: readonly (readonly RegisteredTerritory[])[],
): RegisteredTerritory | null {
  const narrowed = [
    narrowByCode(candidates, text, end),
    narrowByPostalCode(candidates, text, nameStart),
    narrowByPopulation(candidates, text, end),
    ...circles.map((known) => narrowByNeighbours(candidates, known)),
  ];
  return narrowed.find(({ length }) => length === 1)?.[0] ?? null;
}

function dominant(candidates: readonly RegisteredTerritory[]): RegisteredTerritory | null {
  const [first, second] = candidates;
  const [most, next] = [first?.populationCount ?? 0, second?.populationCount ?? 0];
  return first !== undefined && most >= TOWN_COUNT && most >= DOMINANCE * next ? first : null;
}

function registered(mention: Mention, territory: RegisteredTerritory, doubt: Place['doubt']): Place {
  return {
    key: `${territory.kind}:${territory.code}`,
    name: mention.name,
    kind: territory.kind,
    territory,
    doubt,
    candidates: doubt === null ? [] : mention.candidates,
  };
}

function unplaced(
  mention: Mention,
  doubt: Place['doubt'],
  candidates: readonly RegisteredTerritory[],
): Place {
  const kind = mention.unregisteredKind ?? candidates[0]?.kind ?? 'commune';
  const { name } = mention;
  const key = `${kind}?${kind === 'pays' ? coreOfPays(name) : name.toLowerCase()}`;
  return { key, name, kind, territory: null, doubt, candidates };
}

/** Tells whether a sentence is about a town: a village of that name would be called a commune. */
function speaksOfTown(text: string, { start, end }: Span): boolean {
  return /\b(?:ville|quartiers?|municipalité|agglomération|métropole)\b/iu.test(text.slice(start, end));
}

/** Most neighbours compared; a name repeated thousands of times says no more. */
const MOST_NEIGHBOURS = 200;

function mentionsWithin(mentions: readonly Mention[], { start, end }: Span): readonly Mention[] {
  const first = firstEndingAfter(mentions, start);
  const near = mentions.slice(first, first + MOST_NEIGHBOURS);
  return near.filter((mention) => mention.start >= start && mention.end <= end);
}

/**
 * Resolves each mention. Homonyms are distinguished by a code in parentheses, a stated population, then the
 * départements of the sentence, the paragraph, the text. One that is still ambiguous stays
 * without code, or becomes a town that dwarfs the others where the sentence is about a town; both are marked
 * as doubtful.
 */
export function locatePlaces(
  text: string,
  mentions: readonly Mention[],
  circlesOf: (mention: Mention) => readonly Span[],
  gazetteer: Gazetteer,
): readonly LocatedPlace[] {
  const sure = mentions.filter(({ candidates }) => candidates.length === 1);
  const within = (span: Span, except: Mention) =>
    mentionsWithin(sure, span)
      .filter((other) => other !== except)
      .flatMap(({ candidates }) => candidates);
  const located = mentions.map((mention): LocatedPlace => {
    const { candidates } = mention;
    const [only] = candidates;
    if (only === undefined) return { mention, place: placeUnknown(mention, gazetteer) };
    if (candidates.length === 1)
      return { mention, place: registered(mention, only, mention.isDeduced ? 'approximate' : null) };
    const circles = circlesOf(mention).map((span) => within(span, mention));
    const told = tellApart(mention, text, circles);
    if (told !== null) return { mention, place: registered(mention, told, null) };
    const main = speaksOfTown(text, circlesOf(mention)[0] ?? mention) ? dominant(candidates) : null;
    if (main !== null) return { mention, place: registered(mention, main, 'approximate') };
    return { mention, place: unplaced(mention, 'ambiguous', candidates) };
  });
  return shareHomonyms(located).map((one) => putActing(one, gazetteer));
}

/** Puts, in the place of a département, the région that took it and kept its name: « le Département de Mayotte ». */
function putActing(located: LocatedPlace, gazetteer: Gazetteer): LocatedPlace {
  const { mention, place } = located;
  const code = place.kind === 'departement' ? regionInPlaceOf(place.territory?.code ?? '') : null;
  const territory = gazetteer.findByCode(code ?? '').find(({ kind }) => kind === 'region');
  return territory === undefined
    ? located
    : { mention, place: { ...place, key: `region:${code}`, territory } };
}

/** Gives a homonym that is still ambiguous the only territory that the same name has elsewhere in the text. */
function shareHomonyms(located: readonly LocatedPlace[]): readonly LocatedPlace[] {
  const told = new Map<string, Set<RegisteredTerritory>>();
  for (const { mention, place } of located) {
    if (mention.candidates.length < 2 || place.territory === null || place.doubt !== null) continue;
    const key = fold(mention.name);
    told.set(key, (told.get(key) ?? new Set()).add(place.territory));
  }
  return located.map((one) => {
    const { mention, place } = one;
    const [only, ...others] = told.get(fold(mention.name)) ?? [];
    const isShared = only !== undefined && others.length === 0 && mention.candidates.includes(only);
    return place.doubt === 'ambiguous' && isShared
      ? { mention, place: registered(mention, only, null) }
      : one;
  });
}

function placeUnknown(mention: Mention, gazetteer: Gazetteer): Place {
  if (mention.unregisteredKind === 'pays') return unplaced(mention, null, []);
  const namesake = findNamesake(mention, gazetteer);
  return namesake === null ? unplaced(mention, 'unknown', []) : registered(mention, namesake, 'approximate');
}

/** Optional words of EPCI names: « Grand Albigeois » is the CA de l'Albigeois. */
const CHANGING: ReadonlySet<string> = new Set([
  ...['grand', 'pays', 'communaute', 'agglo', 'agglomeration', 'metropole', 'vals', 'haut', 'haute'],
  ...['sud', 'nord', 'monts', 'coeur', 'terres', 'portes', 'rives'],
]);
const SHORTEST_WORD = 4;
const DEPTH = 20;

function tellingWords(name: string): readonly string[] {
  return foldName(name)
    .core.split(' ')
    .filter((word) => word.length >= SHORTEST_WORD && !CHANGING.has(word));
}

/** Tells whether each word is in the name, or in the département's: « Crêtes des Ardennes ». */
function answers(words: readonly string[], { name, department }: RegisteredTerritory): boolean {
  const own = tellingWords(name);
  const around = tellingWords(department?.name ?? '');
  return (
    words.some((word) => own.includes(word)) &&
    words.every((word) => own.includes(word) || around.includes(word))
  );
}

/**
 * Finds the only EPCI of the register with nearly this name, or null: official names change, and texts
 * shorten them. Never for a commune, whose near names are other communes.
 */
function findNamesake(mention: Mention, gazetteer: Gazetteer): RegisteredTerritory | null {
  if (mention.unregisteredKind !== 'epci') return null;
  const words = tellingWords(mention.name);
  const found = new Set(
    words
      .flatMap((word) => gazetteer.search(`communauté ${word}`, DEPTH))
      .map(({ territory }) => territory)
      .filter((territory) => territory.kind === 'epci' && answers(words, territory)),
  );
  const [only = null] = found;
  return found.size === 1 ? only : null;
}
