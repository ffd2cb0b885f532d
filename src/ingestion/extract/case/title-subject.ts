import { isVast, type TerritoryKind } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import { isAboutEvent } from '../text/classify-line.ts';
import type { Span } from '../text/located-text.ts';
import { areNested, type LocatedPlace } from '../where/place.ts';
import type { Line } from './read-lines.ts';

export interface TitleSubject {
  /** Territories that the title is about, each proved by a passage of the text. */
  readonly subject: readonly LocatedPlace[];
  /** Keys of all the places that the title names. */
  readonly named: ReadonlySet<string>;
}

/** Words that stand for a territory named by the title: « la Ville », « le Département ». */
const CALLED: Readonly<Record<TerritoryKind, RegExp>> = {
  commune: /\b(?:la (?:ville|commune|municipalite|mairie)|le (?:village|bourg))\b/,
  epci: /\b(?:l'(?:agglomeration|agglo|intercommunalite|eurometropole)|la (?:metropole|communaute (?:de communes|d'agglomeration|urbaine)))\b/,
  ept: /\b(?:l'(?:etablissement public territorial|ept|intercommunalite)|le territoire)\b/,
  departement: /\b(?:le departement|le conseil departemental|la collectivite)\b/,
  region: /\b(?:la region|le conseil regional|la collectivite territoriale)\b/,
  pays: /\b(?:le pays|le petr|le territoire)\b/,
};

const LONGEST_ARTICLE = 4;

/** Finds the territories that a heading or a title is about. */
export function headingPlaces(places: readonly LocatedPlace[], start: number): readonly LocatedPlace[] {
  const precise = places.filter(({ place, mention }) => !isVast(place) || mention.announced !== null);
  const leading = places.filter(({ mention }) => mention.nameStart - start <= LONGEST_ARTICLE);
  return precise.length > 0 ? precise : leading;
}

function findCalled(lines: readonly Line[], kind: TerritoryKind): Span | null {
  for (const { text, start } of lines) {
    const found = CALLED[kind].exec(fold(text));
    if (found !== null) return { start: start + found.index, end: start + found.index + found[0].length };
  }
  return null;
}

/**
 * Ties a territory of the title to the first passage of the text with its name, or with words that stand for
 * it.
 */
function anchor(lines: readonly Line[], located: LocatedPlace): LocatedPlace | null {
  const { place, mention } = located;
  for (const line of lines) {
    const named = line.places.find((other) => other.place.key === place.key);
    if (named !== undefined) return named;
  }
  const called = findCalled(lines, place.kind);
  return called === null ? null : { place, mention: { ...mention, ...called, nameStart: called.start } };
}

/**
 * Finds the territories that a title is about. The subject is empty when the title only says where an event
 * was held, or when the text never mentions its territories.
 */
export function findTitleSubject(
  lines: readonly Line[],
  title: string,
  places: readonly LocatedPlace[],
): TitleSubject {
  const isHeldThere = isAboutEvent(title);
  const about = headingPlaces(places, 0).filter(({ place, mention }) => {
    // An initial capital proves nothing: « Contes, marché et bonnes pratiques ».
    if (place.doubt === 'ambiguous' && mention.announced === null) return false;
    return !isHeldThere || !['at', 'inside'].includes(mention.manner);
  });
  const found = new Map<string, LocatedPlace>();
  for (const located of about) {
    const anchored = found.has(located.place.key) ? null : anchor(lines, located);
    if (anchored !== null) found.set(located.place.key, anchored);
  }
  return { subject: [...found.values()], named: new Set(places.map(({ place }) => place.key)) };
}

/** Tells whether all the territories are nested, such as a commune and its intercommunalité. */
export function isOneSubject(places: readonly LocatedPlace[]): boolean {
  const [first, ...others] = places;
  return first !== undefined && others.every(({ place }) => areNested(first.place, place));
}
