import { isVast, type RegisteredTerritory } from '../../../domain/territory/territory.ts';
import { type Announcement, type MentionManner, mannerOf, type Reading } from './mention.ts';
import type { Condition, NameMatch } from './name-lexicon.ts';

const CONTRACTIONS: ReadonlySet<string> = new Set(['du', 'des', 'au', 'aux']);

/** Words just around a name, and how it is written. */
export interface Context {
  readonly announcement: Announcement | null;
  readonly manner: MentionManner;
  /** Folded word before it. */
  readonly previous: string;
  /** True for « le TCO ». */
  readonly isInCapitals: boolean;
  /** True for « Territoires vendômois, la communauté d'agglomération ». */
  readonly isExplained: boolean;
}

const ARTICLES: ReadonlySet<string> = new Set(['la', 'le', 'l', 'du', 'au']);
const GROUPING_AFTER =
  /^\s*[,(]\s*(?:la |une |l['’])?(?:communaut[ée]|intercommunalit[ée]|agglom[ée]ration|m[ée]tropole)(?!\p{L})/iu;

function isAllowed(
  condition: Condition,
  { announcement, manner, previous, isInCapitals, isExplained }: Context,
): boolean {
  switch (condition) {
    case 'alone':
      return true;
    case 'as-epci':
      return announcement?.kinds.has('epci') === true || isExplained;
    case 'as-commune':
      return announcement?.kinds.has('commune') === true;
    case 'after-contraction':
      return CONTRACTIONS.has(previous);
    case 'as-vast':
      return announcement?.kinds.has('region') === true || announcement?.kinds.has('departement') === true;
    case 'in-capitals':
      return isInCapitals && ARTICLES.has(previous);
    case 'as-short-commune':
      return manner === 'at' || announcement?.kinds.has('commune') === true;
  }
}

/** A commune of fewer inhabitants yields its name to an overseas département: « à La Réunion ». */
const LEAST_AGAINST_OVERSEAS = 2_000;

/** Chooses the département between an overseas one and a région of the same name. */
function preferOverseas(vast: readonly RegisteredTerritory[]): readonly RegisteredTerritory[] {
  return vast.every(({ name }) => name === vast[0]?.name) ? vast.slice(0, 1) : vast;
}

/** Chooses between kinds: « la Creuse » and « en Bretagne » are no communes, « à Paris » is no département. */
function preferKinds(
  candidates: readonly RegisteredTerritory[],
  manner: MentionManner,
): readonly RegisteredTerritory[] {
  const vast = candidates.filter(isVast);
  const others = candidates.filter((candidate) => !isVast(candidate));
  if (vast.length === 0) return others;
  if (others.length === 0) return preferOverseas(vast);
  const mostPeopled = Math.max(...others.map(({ populationCount }) => populationCount ?? 0));
  const isOverseas = vast.some(({ kind, code }) => kind === 'departement' && code.startsWith('97'));
  if (isOverseas && mostPeopled < LEAST_AGAINST_OVERSEAS) return preferOverseas(vast);
  return manner === 'at' || mostPeopled > 100_000 ? others : vast;
}

/** Reads the words around a name. */
export function contextOf(
  { text, tokens }: Reading,
  match: NameMatch,
  at: number,
  announcement: Announcement | null,
): Context {
  const [first, last] = [tokens[at], tokens[match.endToken - 1]];
  return {
    announcement,
    manner: announcement === null ? mannerOf(tokens, at) : 'announced',
    previous: tokens[at - 1]?.folded ?? '',
    isInCapitals: /^(?:\p{Lu}|\d)+$/u.test(text.slice(first?.start, last?.end)),
    isExplained: GROUPING_AFTER.test(text.slice(last?.end, (last?.end ?? 0) + 40)),
  };
}

/** Returns the territories that a name may mean where it stands, homonyms included. */
export function chooseCandidates(match: NameMatch, context: Context): readonly RegisteredTerritory[] {
  const { announcement, manner } = context;
  const allowedUnder = (conditions: (condition: Condition) => boolean) =>
    match.candidates
      .filter(({ condition }) => conditions(condition) && isAllowed(condition, context))
      .map(({ territory }) => territory);
  // The beginning of a name counts only where it is not a whole one.
  const whole = allowedUnder((condition) => condition !== 'as-short-commune');
  const allowed = whole.length > 0 ? whole : allowedUnder(() => true);
  if (announcement === null) return preferKinds(allowed, manner);
  return allowed.filter(({ kind }) => announcement.kinds.has(kind));
}
