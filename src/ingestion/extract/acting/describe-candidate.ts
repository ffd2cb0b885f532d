import { isVast } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Case } from '../case/case.ts';
import { isAboutEvent } from '../text/classify-line.ts';
import { areNested } from '../where/place.ts';
import type { Candidate, ReadSentence } from './candidate.ts';
import { describeNaming } from './describe-naming.ts';
import { flag, type Signs } from './signs.ts';

/** Case that the rules of openings find, with the count of its levers. */
export interface OpenedCase {
  readonly own: Case;
  readonly leverCount: number;
}

/** Resource around a candidate. */
export interface Surroundings {
  readonly sentences: readonly ReadSentence[];
  readonly candidates: readonly Candidate[];
  readonly cases: readonly OpenedCase[];
}

/** Signs of the whole resource. */
const OF_PAGE: Readonly<Record<string, RegExp>> = {
  call: /\b(?:appel a (?:projets|candidatures|manifestation)|candidatez|date limite|reglement|dossier de candidature|eligib\w+)\b/,
  agenda: /\b(?:agenda|inscriptions?|programme|au menu|rendez-vous|prochaines dates)\b/,
  awards: /\b(?:laureat\w*|prix|palmares|trophees?|recompens\w+|jury)\b/,
  minutes:
    /\b(?:proces-verbal|deliberation|seance|etaient presents|conseil municipal du|compte rendu|unanimite)\b/,
  press: /\b(?:publie le|mis a jour|abonnes|correspondant|journal|lire aussi)\b/,
  we: /\b(?:nous|notre|nos)\b/,
};
/** Sentences at the start of a resource that present it. */
const LEAD = 3;

/** Sentence in reach: its signs, and the probability that the candidate acts in it. */
export interface Told {
  readonly signs: Signs;
  readonly probability: number;
}

function isOf({ places }: Case, { place }: Candidate): boolean {
  return places.some((other) => other.place.key === place.key);
}

function describeCases(candidate: Candidate, { cases }: Surroundings): Signs {
  const of = cases.filter(({ own }) => isOf(own, candidate));
  const leads = of.some(
    ({
      own: {
        places: [first],
      },
    }) => first?.place.key === candidate.place.key,
  );
  const levers = Math.max(0, ...of.map(({ leverCount }) => leverCount));
  const size = Math.max(0, ...of.map(({ own }) => own.sentences.length));
  return {
    inCase: flag(of.length > 0),
    leadsCase: flag(leads),
    caseHasLever: flag(levers > 0),
    leadsCaseWithLever: flag(leads && levers > 0),
    caseLevers: Math.log1p(levers),
    caseSize: Math.log1p(size),
    caseHeading: flag(of.some(({ own }) => own.heading !== null)),
  };
}

function describeRank(candidate: Candidate, { sentences, candidates }: Surroundings): Signs {
  const count = candidate.namings.length;
  const others = candidates.filter((other) => other !== candidate);
  const rank = candidate.namings[0]?.sentence.rank ?? 0;
  return {
    count: Math.log1p(count),
    most: flag(others.every(({ namings }) => namings.length <= count)),
    first: flag(candidates[0] === candidate),
    only: flag(others.length === 0),
    onlyOfKind: flag(others.every(({ place }) => place.kind !== candidate.place.kind)),
    candidates: Math.log1p(candidates.length),
    position: rank / Math.max(1, sentences.length),
    inLead: flag(rank <= LEAD),
    holdsOther: flag(others.some(({ place }) => areNested(place, candidate.place))),
  };
}

/** Describes the resource, for all its candidates. */
export function describePage({ sentences, candidates }: Surroundings): Signs {
  const title = sentences.filter(({ isTitle }) => isTitle).map(({ text }) => text);
  const folded = sentences.map(({ text }) => fold(text));
  const counts = Object.entries(OF_PAGE).map(([name, pattern]) => [
    `page.${name}`,
    Math.log1p(folded.filter((text) => pattern.test(text)).length),
  ]);
  const size = Math.max(1, sentences.length);
  return {
    ...Object.fromEntries(counts),
    'page.event': flag(isAboutEvent(title.join(' '))),
    'page.length': Math.log1p(sentences.length),
    'page.density': candidates.length / size,
    'page.vast': Math.log1p(candidates.filter(({ place }) => isVast(place)).length),
    'page.items': sentences.filter(({ line }) => line.kind === 'list-item').length / size,
  };
}

/** Sums up what the sentences in reach say: probabilities that the candidate acts in each. */
function describeActs(all: readonly Told[]): Signs {
  const acts = all.map(({ probability }) => probability);
  const count = (name: string) => Math.log1p(all.filter(({ signs }) => (signs[name] ?? 0) > 0).length);
  const [best = 0, second = 0] = [...acts].sort((a, b) => b - a);
  const one = 1 - acts.reduce((none, act) => none * (1 - act), 1);
  const least = 0.003;
  return {
    'acts.best': best,
    'acts.second': second,
    'acts.bestLog': Math.log(best + least),
    'acts.one': one,
    'acts.oneLog': Math.log(one + least),
    'acts.body': count('body'),
    'acts.own': count('own'),
    'acts.any': Math.log1p(all.filter(({ signs }) => signs.isLast && (signs.any || signs.we)).length),
    'acts.sum': Math.log1p(acts.reduce((sum, act) => sum + act, 0)),
  };
}

/** Returns the signs that one naming or more has. */
export function poolNamings({ namings }: Candidate): Signs {
  const told = namings.flatMap((naming) => Object.entries(describeNaming(naming)));
  return Object.fromEntries(told.filter(([, value]) => value > 0));
}

/** Describes a candidate by what its resource says of it. */
export function describeCandidate(
  candidate: Candidate,
  acts: readonly Told[],
  surroundings: Surroundings,
): Signs {
  const { place } = candidate;
  const named = poolNamings(candidate);
  const vast = flag(isVast(place));
  return {
    [`kind.${place.kind}`]: 1,
    ...(place.doubt === null ? {} : { [`doubt.${place.doubt}`]: 1 }),
    ...describeRank(candidate, surroundings),
    ...describeCases(candidate, surroundings),
    ...describeActs(acts),
    ...named,
    vastActing: vast * (named.acting ?? 0),
    vastAnnounced: vast * (named.announced ?? 0),
  };
}
