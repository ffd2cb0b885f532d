/**
 * Conditions on the région or the département of the experiences: «des exemples en Bretagne», «dans le Finistère
 * uniquement», «épiceries en Corse». The place of the asker is none.
 */
import type { Area } from '../matching/set-back.ts';
import { foldWords } from '../territory/fold-name.ts';
import type { TerritoryKind } from '../territory/territory.ts';
import type { Range } from '../text/words.ts';

/** Finds the région, else the département, of this name; null without any. */
export type AreaNamed = (name: string) => Area | null;

const LEVELS: Readonly<Partial<Record<TerritoryKind, Area['level']>>> = {
  departement: 'department',
  region: 'region',
};

/** Creates the finding of areas by their official names, without regard to accents and hyphens. */
export function createAreaNamed(
  territories: readonly { readonly kind: TerritoryKind; readonly code: string; readonly name: string }[],
): AreaNamed {
  const areas = territories.flatMap(({ kind, code, name }): Area[] => {
    const level = LEVELS[kind];
    return level === undefined ? [] : [{ level, code, name }];
  });
  const byLevel = areas.toSorted((a, b) => a.level.localeCompare(b.level));
  const byName = new Map(byLevel.map((area) => [foldWords(area.name), area]));
  return (name) => byName.get(foldWords(name)) ?? null;
}

const ONLY = '(?:uniquement|seulement|exclusivement|rien\\s+que)';
const ONLY_BEFORE = new RegExp(`(?<!\\bpas\\s+)\\b${ONLY}\\s+(?:\\w+\\W+){0,6}$`);
const ONLY_AFTER = new RegExp(`^[\\s,]*${ONLY}\\b`);
const SAYS_ONLY = new RegExp(`\\b${ONLY}\\b`);

/**
 * Returns the range of a condition with the words that say it to be the only one that suits, «seulement en Corse»; null
 * when nothing does.
 */
export function onlyRange(folded: string, { start, end }: Range): Range | null {
  const before = ONLY_BEFORE.exec(folded.slice(0, start));
  const after = ONLY_AFTER.exec(folded.slice(end))?.[0];
  return before === null && after === undefined
    ? null
    : { start: before?.index ?? start, end: end + (after?.length ?? 0) };
}

/** Words that a name may have: «Provence-Alpes-Côte d’Azur». */
const LONGEST_NAME = 6;
const IN_PLACE = new RegExp(
  String.raw`\b(?:(?:en|dans|de|du|des)\s+|d'\s*)(?:(?:le|la|les)\s+|l')?(?=(?<name>[a-z]{3,}(?:[\s'-]+[a-z]+){0,${LONGEST_NAME - 1}}))`,
  'g',
);
/** Most characters between an area and the words that want it. */
const REACH = 90;
const WANTED =
  /\b(?:exemples?|experiences|projets|cas|retours|realisations|initiatives|(?<!\bcommunaute\s+de\s+)communes|villes|villages|bourgs|mairies|collectivites|territoires|intercommunalites|departements|metropoles|ailleurs)\b[^.;:!?\n]{0,60}$/;
/** Place of who asks, or one that is not asked for: «hors de Bretagne», «pas forcément en Corse». */
const OTHER =
  /\b(?:hors|sauf|pas(?:\s+\w+)?|(?:departement|region|commune|ville|conseil\s+\w+|sommes|notre|nos|nous|habitants)\s+(?:\S+)?)\s*$/;
const OR_ELSEWHERE = /^\s+(?:ou|et|comme)\s+ailleurs\b/;
/** A request of few words that says nothing of who asks: «tiers-lieux dans le Finistère». */
const TITLE = /^(?!.*\b(?:nous|on|je|notre|nos)\b)\s*\S+(?:\s+\S+){0,7}\s*$/;

/** Returns the longest beginning of some words that names an area. */
function longestNamed(
  words: string,
  areaNamed: AreaNamed,
): { readonly area: Area; readonly length: number } | null {
  const ends = Array.from(words.matchAll(/[a-z](?![a-z])/g), ({ index }) => index + 1);
  for (const length of ends.toReversed()) {
    const area = areaNamed(words.slice(0, length));
    if (area !== null) return { area, length };
  }
  return null;
}

/** Returns the areas that a folded text wants experiences of, in order, with the place of the words that say so. */
export function findAreas(
  folded: string,
  areaNamed: AreaNamed,
): readonly (Range & { readonly area: Area })[] {
  const isAnyPlace = TITLE.test(folded);
  const saysOnly = SAYS_ONLY.test(folded);
  return Array.from(folded.matchAll(IN_PLACE)).flatMap(({ 0: said, index, groups }) => {
    const before = folded.slice(Math.max(0, index - REACH), index);
    const isWanted = isAnyPlace || WANTED.test(before);
    if (OTHER.test(before) || !(isWanted || saysOnly)) return [];
    const name = groups?.name ?? '';
    const found = longestNamed(name, areaNamed);
    if (found === null) return [];
    const end = index + said.length + found.length;
    if (OR_ELSEWHERE.test(folded.slice(end))) return [];
    const place = { start: index, end };
    return isWanted || onlyRange(folded, place) !== null ? [{ ...place, area: found.area }] : [];
  });
}
