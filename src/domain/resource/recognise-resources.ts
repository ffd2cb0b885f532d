import { groupBy } from '../group-by.ts';
import { foldWords } from '../territory/fold-name.ts';
import { findTitleDate } from './title-date.ts';

// A resource is the same as a stored one when, by the first of these signs that joins one to one:
//   1. both have the same address and title, unless their dates differ, or the same address of their own;
//   2. both have the same title and text, in the same listing, or anywhere unless their addresses differ;
//   3. both have the same title in the same listing, unless their addresses or dates differ;
//   4. both have the same title and date, to the month, wherever they are, unless their addresses differ.
// A sign that several resources share joins none of them: the next sign decides.

/** Facts by which a resource is recognised from one import to the next. */
export interface ResourceIdentity {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string | null;
  /** Listing where it was read. */
  readonly origin: string;
  /** SHA-256 of its text, in hexadecimal; null without text. */
  readonly textDigest: string | null;
}

/** Normalised identity. */
interface Signs extends ResourceIdentity {
  /** Own address, which neither its listing nor another resource of its side has; null without one. */
  readonly address: string | null;
}

interface Pass {
  /** Returns null when the sign is missing. */
  readonly sign: (signs: Signs) => string | null;
  readonly mayJoin: (brought: Signs, stored: Signs) => boolean;
}

/** Parameters that track readers and do not identify the page. */
const TRACKING = /^(?:(?:utm|mtm|pk|mc)_.*|at_(?:medium|campaign)|xtor|fbclid|gclid|dclid|msclkid|_ga|_gl)$/i;

const MONTH_LENGTH = 'YYYY-MM'.length;

const always = () => true;
const haveOtherAddresses = (a: Signs, b: Signs) =>
  a.address !== null && b.address !== null && a.address !== b.address;
const haveOtherDates = (a: Signs, b: Signs) =>
  a.date !== null && b.date !== null && !a.date.startsWith(b.date) && !b.date.startsWith(a.date);
const joined = (...parts: readonly (string | null)[]) =>
  parts.includes(null) ? null : JSON.stringify(parts);

const PASSES: readonly Pass[] = [
  // The address may be shared: a listing may have several letters of one title.
  { sign: ({ url, title }) => joined(url, title), mayJoin: (a, b) => !haveOtherDates(a, b) },
  { sign: ({ address }) => address, mayJoin: always },
  { sign: ({ origin, title, textDigest }) => joined(origin, title, textDigest), mayJoin: always },
  {
    sign: ({ title, textDigest }) => joined(title, textDigest),
    mayJoin: (a, b) => !haveOtherAddresses(a, b),
  },
  {
    sign: ({ origin, title }) => joined(origin, title),
    mayJoin: (a, b) => !haveOtherAddresses(a, b) && !haveOtherDates(a, b),
  },
  {
    sign: ({ title, date }) => joined(title, monthOf(date)),
    mayJoin: (a, b) => !haveOtherAddresses(a, b) && !haveOtherDates(a, b),
  },
];

function monthOf(date: string | null): string | null {
  return date === null || date.length < MONTH_LENGTH ? null : date.slice(0, MONTH_LENGTH);
}

/** Prefers the date of the title to that of the page, which may be that of its publication. */
function dateOf({ title, date }: ResourceIdentity): string | null {
  const titleDate = findTitleDate(title);
  return monthOf(titleDate) === null ? date : titleDate;
}

/** Normalises an address for comparison only, without tracking parameters; null for an invalid one. */
function comparableAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  url.protocol = 'https:';
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.href;
}

/** Removes the page number of a listing, so that all its pages have one address. */
function listingOf(address: string): string | null {
  const comparable = comparableAddress(address);
  if (comparable === null) return null;
  const url = new URL(comparable);
  url.searchParams.delete('page');
  return url.href;
}

function signsOf(identities: readonly ResourceIdentity[]): readonly Signs[] {
  const own = identities.map(({ url, origin }) =>
    url === null || listingOf(url) === listingOf(origin) ? null : comparableAddress(url),
  );
  const counts = countEach(own);
  return identities.map((identity, index) => {
    const { title, url } = identity;
    const address = own[index] ?? null;
    return {
      ...identity,
      title: foldWords(title) || title,
      url: url === null ? null : comparableAddress(url),
      address: counts.get(address) === 1 ? address : null,
      date: dateOf(identity),
    };
  });
}

function countEach<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function joinBy({ sign, mayJoin }: Pass, brought: Iterable<Signs>, stored: Iterable<Signs>) {
  const storedBySign = groupBy(stored, sign);
  return [...groupBy(brought, sign)].flatMap(([key, group]) => {
    if (key === null) return [];
    const candidates = storedBySign.get(key) ?? [];
    return group.flatMap((one) => {
      const [same, ...others] = candidates.filter((other) => mayJoin(one, other));
      if (same === undefined || others.length > 0) return [];
      const isDisputed = group.some((other) => other !== one && mayJoin(other, same));
      return isDisputed ? [] : [[one, same] as const];
    });
  });
}

/**
 * Recognises the stored resources among the brought ones, even when their text, address or listing has changed. Two
 * brought resources never get the same stored one; their order does not count.
 * @param brought with distinct ids
 * @returns the stored id by brought id; new resources are absent
 */
export function recogniseResources(
  brought: readonly ResourceIdentity[],
  stored: readonly ResourceIdentity[],
): ReadonlyMap<string, string> {
  const recognised = new Map<string, string>();
  const left = { brought: new Set(signsOf(brought)), stored: new Set(signsOf(stored)) };
  for (const pass of PASSES) {
    for (const [one, same] of joinBy(pass, left.brought, left.stored)) {
      recognised.set(one.id, same.id);
      left.brought.delete(one);
      left.stored.delete(same);
    }
  }
  return recognised;
}
