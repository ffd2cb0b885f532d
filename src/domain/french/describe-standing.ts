import { type Compared, type Seat, SMALL_COMMUNE, type Standing } from '../territory/standing.ts';
import type { TerritoryFact } from '../territory/territory.ts';
import { countNoun, formatNumber } from './formats.ts';

/* Sentences about the standing of a territory, for the API, the pages and the command line. */

/** A feature in words, whole, and short for the second term of a comparison. */
interface Feature {
  readonly code: 'population' | 'rank' | 'share' | 'communes' | 'small-communes' | 'seat' | `fact:${string}`;
  readonly text: string;
  readonly short: string;
}

const SEAT_LABELS: Readonly<Record<Seat, string>> = {
  none: 'ni préfecture ni sous-préfecture',
  arrondissement: 'sous-préfecture',
  departement: 'préfecture',
  region: 'préfecture de région',
};

/** Writes « 37 % », « moins de 1 % ». */
function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded === 0 && share > 0 ? 'moins de 1\u00a0%' : `${rounded}\u00a0%`;
}

/** Writes « 1re », « 2e »; the noun, a commune, is feminine. */
function ordinal(rank: number): string {
  return rank === 1 ? '1re' : `${formatNumber(rank)}e`;
}

function populationFeature({ territory: { populationCount } }: Standing): Feature {
  if (populationCount === null) {
    return { code: 'population', text: 'population inconnue du registre', short: 'population inconnue' };
  }
  const text = countNoun(populationCount, 'habitant', 'habitants');
  return { code: 'population', text, short: formatNumber(populationCount) };
}

function groupFeatures({ territory: { kind }, communes }: Standing): readonly Feature[] {
  if (communes === null) return [];
  const { count, smallCount, rank, share } = communes;
  const inEpci = kind === 'commune' ? ' dans son intercommunalité' : '';
  const small = `(${percent(smallCount / count)})`;
  return [
    ...(rank === null
      ? []
      : [
          {
            code: 'rank' as const,
            text: `${ordinal(rank)} commune de son intercommunalité par la population`,
            short: ordinal(rank),
          },
        ]),
    {
      code: 'share',
      text:
        kind === 'commune'
          ? `${percent(share)} des habitants de son intercommunalité`
          : `${percent(share)} des habitants dans sa commune la plus peuplée`,
      short: percent(share),
    },
    {
      code: 'communes',
      text: `${countNoun(count, 'commune', 'communes')}${inEpci}`,
      short: formatNumber(count),
    },
    {
      code: 'small-communes',
      text: `${countNoun(smallCount, 'commune', 'communes')} de moins de ${formatNumber(SMALL_COMMUNE)} habitants ${small}`,
      short: `${formatNumber(smallCount)} ${small}`,
    },
  ];
}

function seatFeature({ territory: { kind }, seat }: Standing): readonly Feature[] {
  if (seat === null) return [];
  const short = SEAT_LABELS[seat];
  const isHolder = kind !== 'commune' && seat !== 'none';
  return [{ code: 'seat', text: isHolder ? `compte une ${short}` : short, short }];
}

function factFeatures({ facts }: Compared, keys: Iterable<string>): readonly Feature[] {
  return Array.from(new Set(keys), (key) => {
    const short = facts.get(key) ?? 'non renseigné';
    return { code: `fact:${key}`, text: `${key} : ${short}`, short };
  });
}

function featuresOf(standing: Compared, keys: Iterable<string>): readonly Feature[] {
  return [
    populationFeature(standing),
    ...groupFeatures(standing),
    ...seatFeature(standing),
    ...factFeatures(standing, keys),
  ];
}

/** Says what similar territories are compared by: « 7 421 habitants », « sous-préfecture »… */
export function describeStanding(standing: Compared): readonly { code: string; text: string }[] {
  return featuresOf(standing, standing.facts.keys()).map(({ code, text }) => ({ code, text }));
}

/**
 * Compares each feature of a territory with the asked one: « 6 794 habitants, contre 7 421 ici », « sous-préfecture,
 * comme ici ».
 */
export function describeDifferences(
  asked: Compared,
  other: Compared,
): readonly { code: string; text: string; isSame: boolean }[] {
  const keys = [...asked.facts.keys(), ...other.facts.keys()];
  const isGrouped = (asked.communes === null) === (other.communes === null);
  const [here, there] = [asked, other].map((standing) =>
    featuresOf(isGrouped ? standing : { ...standing, communes: null }, keys),
  );
  const differences = (there ?? []).map(({ code, text, short }, index) => {
    const mine = here?.[index];
    const isSame = mine?.short === short;
    return { code, text: `${text}, ${isSame ? 'comme ici' : `contre ${mine?.short} ici`}`, isSame };
  });
  // A commune of an island without an EPCI is compared by the rest.
  const group = other.communes === null ? 'sans intercommunalité' : 'dans une intercommunalité';
  return isGrouped
    ? differences
    : [...differences, { code: 'communes', text: `${group}, contrairement à ici`, isSame: false }];
}

/** Writes « Petites villes de demain : oui (ANCT, 2024) ». */
export function describeFact({ key, value, source, year }: TerritoryFact): string {
  return `${key} : ${value} (${source}, ${year})`;
}

/** Name of the resemblance: the register knows neither incomes nor jobs, so it is not one of social situation. */
export function nameResemblance(kind: Standing['territory']['kind']): string {
  return kind === 'commune' ? 'même place dans leur intercommunalité' : 'même taille et même composition';
}

/** Says what the resemblance rests on, and what it ignores. */
export const RESEMBLANCE_LIMITS =
  'Comparés d’après le seul découpage administratif : population, nombre et taille des communes, part des habitants, préfectures. Il ne connaît ni la superficie, ni les revenus, ni l’emploi : une même place n’est pas une même situation sociale.';
