import type { TerritoryKind } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Candidate, ReadSentence } from './candidate.ts';

/** Words of a text that stand for a collectivité of a kind, without its name. */
const BODIES: Readonly<Record<'commune' | 'grouping' | 'departement' | 'region', RegExp>> = {
  commune:
    /\b(?:la (?:ville|commune|municipalite|mairie)|(?:les |l')elue?s? (?:municipal\w*|de la (?:ville|commune))|conseil municipal|services? (?:municipal|municipaux|techniques)|(?:le|la|du|au) maires?|municipale?s?|la cite|le village|ccas)\b/,
  grouping:
    /\b(?:l'(?:agglomeration|agglo|intercommunalite|interco|eurometropole|epci|ept)|la (?:metropole|com ?com|cc|communaute (?:de communes|d'agglomeration|urbaine))|la communaute\b(?! (?:educative|scientifique))|conseil (?:communautaire|metropolitain)|communautaires?|intercommunale?s?|intercommunaux|ccas|cias)\b/,
  departement: /\b(?:le departement|du departement|conseil (?:departemental|general)|departementa(?:le?s?|ux))\b/,
  region: /\b(?:la region|conseil regional|regiona(?:le?s?|ux))\b/,
};
const ANY_BODY = /\b(?:la collectivite|nos services|les elus|la delegation|l'assemblee|le conseil|le bureau|les conseillers)\b/;
const WE = /\b(?:nous|notre|nos)\b/;

const GROUP: Readonly<Record<TerritoryKind, keyof typeof BODIES>> = {
  commune: 'commune',
  epci: 'grouping',
  ept: 'grouping',
  pays: 'grouping',
  departement: 'departement',
  region: 'region',
};

/**
 * How a sentence is tied to a candidate:
 *   named   it has its name
 *   body    it says « la commune », and the candidate is the commune named last, or that of the title
 *   any     it says « la collectivité » or « nous », after the candidate
 *   next    it names no territory and follows the candidate, in its paragraph or its section
 */
export type Tie = 'named' | 'body' | 'any' | 'next';

export interface Tied {
  readonly sentence: ReadSentence;
  readonly tie: Tie;
}

interface Focus {
  /** Candidate of each kind that was named last. */
  readonly byGroup: ReadonlyMap<string, Candidate>;
  readonly last: readonly Candidate[];
}

function namedIn(sentence: ReadSentence, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ place }) => sentence.places.some((other) => other.place.key === place.key));
}

function tieOf(folded: string, candidate: Candidate, focus: Focus): Tie | null {
  const group = GROUP[candidate.place.kind];
  if (focus.byGroup.get(group) === candidate && BODIES[group].test(folded)) return 'body';
  const saysOther = Object.values(BODIES).some((pattern) => pattern.test(folded));
  if (saysOther || !focus.last.includes(candidate)) return null;
  return ANY_BODY.test(folded) || WE.test(folded) ? 'any' : 'next';
}

/** Ties each sentence to the candidates that it may be about. */
export function attribute(
  sentences: readonly ReadSentence[],
  candidates: readonly Candidate[],
): ReadonlyMap<Candidate, readonly Tied[]> {
  const tied = new Map<Candidate, Tied[]>(candidates.map((candidate) => [candidate, []]));
  // Before any is named, « la commune » is the first that will be.
  const first = new Map([...candidates].reverse().map((candidate) => [GROUP[candidate.place.kind], candidate]));
  let focus: Focus = { byGroup: first, last: [] };
  for (const sentence of sentences) {
    const named = namedIn(sentence, candidates);
    const folded = fold(sentence.text);
    const byGroup = new Map(focus.byGroup);
    // The first of a list is the subject more often than the last.
    for (const candidate of [...named].reverse()) byGroup.set(GROUP[candidate.place.kind], candidate);
    focus = { byGroup, last: named.length > 0 ? named : focus.last };
    for (const candidate of candidates) {
      const tie = named.includes(candidate) ? 'named' : tieOf(folded, candidate, focus);
      if (tie !== null) tied.get(candidate)?.push({ sentence, tie });
    }
  }
  return tied;
}
