import type { Case } from '../case/case.ts';
import { findAgents } from '../who/find-agent.ts';
import type { Candidate } from './candidate.ts';
import { describeNaming } from './describe-naming.ts';
import { groupOf, isShortLine, type Moment } from './follow-candidates.ts';
import { flag, type Signs } from './signs.ts';

/** Signs of the candidate and of the page, which do not change from a sentence to the next. */
export interface Standing {
  readonly inTitle: boolean;
  readonly isFirst: boolean;
  readonly isOnly: boolean;
  readonly isOnlyOfKind: boolean;
  readonly isMost: boolean;
  readonly leadsCase: boolean;
  readonly leadsTitle: boolean;
  /** Signs of all its namings. */
  readonly named: Signs;
}

/** Signs that change what the sentence itself weighs. */
const CROSSED = [
  ...['named', 'm.acting', 'm.subjectVerb', 'm.subjectDone', 'm.manner.of', 'm.manner.at'],
  ...['m.before.byAgent', 'isLastAlone', 'section', 'body', 'title', 'only', 'onlyOfKind', 'otherNamed'],
  ...['bodyOther', 'any', 'we', 'next', 'sameLine', 'leadsCase', 'first', 'vast', 'otherSection', 'far'],
  'own',
];
/** Signs of any naming of a candidate that tell on all its sentences. */
const LASTING = [
  ...['titleActing', 'heading', 'headingLead', 'enumerated', 'acting', 'subjectVerb', 'before.affiliation'],
  ...['before.comparison', 'before.address', 'before.seat', 'before.ofStructure', 'after.code'],
];
const FAR = 8;
const MOST_OTHERS = 3;
/** Scale of the logit of a sentence. */
const LOGIT_SCALE = 3;

/** Tells whether a sentence may be about a candidate. */
export function isInReach(moment: Moment, candidate: Candidate): boolean {
  return (
    moment.named.includes(candidate) ||
    moment.last.includes(candidate) ||
    moment.section.includes(candidate) ||
    (moment.bodies.has(groupOf(candidate)) && moment.byGroup.get(groupOf(candidate)) === candidate)
  );
}

function describeNamed({ sentence, named }: Moment, candidate: Candidate): Signs {
  const signs = candidate.namings
    .filter((naming) => naming.sentence === sentence)
    .flatMap((naming) => Object.entries(describeNaming(naming)))
    .filter(([, value]) => value > 0)
    .map(([name]) => [`m.${name}`, 1] as const);
  return {
    ...Object.fromEntries(signs),
    named: 1,
    others: Math.min(MOST_OTHERS, named.length - 1) / MOST_OTHERS,
    namedFirst: flag(named[0] === candidate),
  };
}

function describeUnnamed({ sentence, named, last, lastNamings }: Moment, candidate: Candidate): Signs {
  const before = lastNamings.get(candidate);
  const distance = before === undefined ? FAR : sentence.rank - before.rank;
  const [only] = last;
  return {
    otherNamed: Math.min(MOST_OTHERS, named.length) / MOST_OTHERS,
    far: Math.min(distance, FAR) / FAR,
    never: flag(before === undefined),
    next: flag(distance === 1),
    isLast: flag(last.includes(candidate)),
    isLastAlone: flag(last.length === 1 && only === candidate),
    sameLine: flag(before?.line === sentence.line),
  };
}

/** Tells whether the words of a sentence make the candidate its agent. */
function isAgent({ sentence }: Moment, { namings: [first] }: Candidate): boolean {
  if (first === undefined) return false;
  const told = { ...sentence, isRole: false };
  const own: Case = { places: [first.located], heading: null, sentences: [told] };
  return findAgents(told, own, 'unsaid').hasOwn;
}

/** Describes what ties a sentence to a candidate; `logit` is that of an action in the sentence. */
export function describePair(
  moment: Moment,
  candidate: Candidate,
  standing: Standing,
  sentence: { readonly signs: Signs; readonly logit: number },
): Signs {
  const { bodies, section } = moment;
  const group = groupOf(candidate);
  const isBody = bodies.has(group) && moment.byGroup.get(group) === candidate;
  const isNamed = moment.named.includes(candidate);
  const signs: Signs = {
    ...(isNamed ? describeNamed(moment, candidate) : describeUnnamed(moment, candidate)),
    ...sentence.signs,
    section: flag(section.includes(candidate)),
    otherSection: flag(section.length > 0 && !section.includes(candidate)),
    body: flag(isBody),
    bodyOfKind: flag(bodies.has(group) && !isBody),
    bodyOther: flag(bodies.size > 0 && !bodies.has(group)),
    any: flag(moment.saysAny),
    we: flag(moment.saysWe),
    own: flag(isAgent(moment, candidate)),
    title: flag(standing.inTitle),
    titleLead: flag(standing.leadsTitle),
    first: flag(standing.isFirst),
    only: flag(standing.isOnly),
    onlyOfKind: flag(standing.isOnlyOfKind),
    most: flag(standing.isMost),
    leadsCase: flag(standing.leadsCase),
    vast: flag(group === 'departement' || group === 'region'),
    grouping: flag(group === 'grouping'),
    ...Object.fromEntries(LASTING.map((name) => [`p.${name}`, standing.named[name] ?? 0])),
    short: flag(isShortLine(moment.sentence)),
    count: Math.log1p(candidate.namings.length),
  };
  const logit = sentence.logit / LOGIT_SCALE;
  const crossed = CROSSED.map((name) => [`act*${name}`, logit * (signs[name] ?? 0)] as const);
  return { ...signs, act: logit, ...Object.fromEntries(crossed.filter(([, value]) => value !== 0)) };
}
