import type { TerritoryKind } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Candidate, ReadSentence } from './candidate.ts';

type Group = 'commune' | 'grouping' | 'departement' | 'region';

/** Words of a text that stand for a collectivité of a kind, without its name. */
const BODIES: Readonly<Record<Group, RegExp>> = {
  commune:
    /\b(?:la (?:ville|commune|municipalite|mairie)|(?:les |l')elue?s? (?:municipal\w*|de la (?:ville|commune))|conseil municipal|services? (?:municipal|municipaux|techniques)|(?:le|la|du|au) maires?|municipale?s?|la cite|le village|le bourg|hotel de ville|ccas)\b/,
  grouping:
    /\b(?:l'(?:agglomeration|agglo|intercommunalite|interco|eurometropole|epci|ept)|la (?:metropole|com ?com|cc|communaute (?:de communes|d'agglomeration|urbaine))|la communaute\b(?! (?:educative|scientifique))|le (?:pays|petr|territoire)\b|conseil (?:communautaire|metropolitain)|communautaires?|intercommunale?s?|intercommunaux|ccas|cias)\b/,
  departement:
    /\b(?:le departement|du departement|conseil (?:departemental|general)|departementa(?:le?s?|ux))\b/,
  region: /\b(?:la region|conseil regional|regiona(?:le?s?|ux))\b/,
};
/** Words that stand for any collectivité. */
const ANY_BODY =
  /\b(?:la collectivite|nos services|les elus|la delegation|l'assemblee|le conseil|le bureau|les conseillers|elle|celle-ci)\b/;
const WE = /\b(?:nous|notre|nos|on)\b/;
const GROUPS: Readonly<Record<TerritoryKind, Group>> = {
  commune: 'commune',
  epci: 'grouping',
  ept: 'grouping',
  pays: 'grouping',
  departement: 'departement',
  region: 'region',
};

export function groupOf({ place }: Candidate): Group {
  return GROUPS[place.kind];
}

/** Longest line without a full stop that may head a section, in characters. */
const LONGEST_HEADING = 90;
/** Sentences after which an unnamed heading ends a section. */
const SECTION_REACH = 3;

/** Tells whether a sentence may head a section. */
export function isShortLine({ text }: ReadSentence): boolean {
  return text.length < LONGEST_HEADING && !/[.;,!…»]$/.test(text.trim());
}

interface Section {
  readonly of: readonly Candidate[];
  readonly from: number;
}

/** State of the reading at a sentence; its maps change with the next. */
export interface Moment {
  readonly sentence: ReadSentence;
  readonly named: readonly Candidate[];
  /** Candidates that the last sentence with a name names. */
  readonly last: readonly Candidate[];
  /** Sentence with the last name of each candidate. */
  readonly lastNamings: ReadonlyMap<Candidate, ReadSentence>;
  readonly section: readonly Candidate[];
  /** Kinds that words of the sentence stand for. */
  readonly bodies: ReadonlySet<Group>;
  /** Candidate of each kind that was named last, or is named first. */
  readonly byGroup: ReadonlyMap<Group, Candidate>;
  readonly saysAny: boolean;
  readonly saysWe: boolean;
}

function leads(sentence: ReadSentence, { namings }: Candidate): boolean {
  const { text, start } = sentence;
  return namings.some(
    ({ sentence: own, located: { mention } }) =>
      own === sentence && text.slice(0, Math.max(0, mention.start - start)).trim().length <= 4,
  );
}

function sectionAfter(
  previous: Section | null,
  sentence: ReadSentence,
  named: readonly Candidate[],
): Section | null {
  if (sentence.isTitle) return previous;
  if (named.length > 0 && isShortLine(sentence)) {
    const leading = named.filter((candidate) => leads(sentence, candidate));
    return { of: leading.length > 0 ? leading : named, from: sentence.rank };
  }
  const isEnd = sentence.line.kind === 'heading' && named.length === 0;
  return isEnd && previous !== null && sentence.rank - previous.from > SECTION_REACH ? null : previous;
}

/** Reads the sentences in order and says, at each of them, which candidates it may be about. */
export function* followCandidates(
  sentences: readonly ReadSentence[],
  candidates: readonly Candidate[],
): Generator<Moment> {
  const namedAt = new Map<ReadSentence, Candidate[]>();
  for (const candidate of candidates) {
    for (const sentence of new Set(candidate.namings.map((naming) => naming.sentence))) {
      namedAt.set(sentence, [...(namedAt.get(sentence) ?? []), candidate]);
    }
  }
  const byGroup = new Map([...candidates].reverse().map((candidate) => [groupOf(candidate), candidate]));
  const lastNamings = new Map<Candidate, ReadSentence>();
  let last: readonly Candidate[] = [];
  let section: Section | null = null;
  for (const sentence of sentences) {
    const named = namedAt.get(sentence) ?? [];
    // The first of a list is the subject more often than the last.
    for (const candidate of [...named].reverse()) byGroup.set(groupOf(candidate), candidate);
    for (const candidate of named) lastNamings.set(candidate, sentence);
    if (named.length > 0) last = named;
    section = sectionAfter(section, sentence, named);
    const folded = fold(sentence.text);
    const groups = Object.keys(BODIES) as Group[];
    yield {
      sentence,
      named,
      last,
      lastNamings,
      section: section?.of ?? [],
      bodies: new Set(groups.filter((group) => BODIES[group].test(folded))),
      byGroup,
      saysAny: ANY_BODY.test(folded),
      saysWe: WE.test(folded),
    };
  }
}
