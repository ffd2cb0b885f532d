import { setTimeout as wait } from 'node:timers/promises';
import { importRefused } from '../common/import-failures.ts';
import { type HttpAnswer, TooManyBytes } from './request-once.ts';

export interface RobotsGateOptions {
  readonly delayMs: number;
  /** Most sites that may be read. */
  readonly maxSites: number;
  /** Follows redirects. */
  readonly get: (url: URL, maxBytes: number, signal: AbortSignal) => Promise<HttpAnswer>;
}

interface Site {
  /** Null forbids every page. */
  readonly rules: string | null;
  nextRequestAt: number;
}

const PRODUCT = 'Essaimage';

/** RFC 9309 (2.5) asks crawlers to read at least 500 KiB. */
const ROBOTS_BYTES = 512_000;
const LONGEST_DELAY_MS = 10_000;

/**
 * Keeps the robots.txt of each site. As RFC 9309 says, a missing one allows everything and a server
 * error (5xx) allows nothing. Tells whether a site allows a page, after the delay between two requests.
 */
export function createRobotsGate({ delayMs, maxSites, get }: RobotsGateOptions) {
  const sites = new Map<string, Site>();
  const openSite = async ({ origin, href }: URL, signal: AbortSignal): Promise<Site> => {
    if (sites.size >= maxSites) throw importRefused(href, `la lecture mène à plus de ${maxSites} sites`);
    const site = { rules: await readRobots(new URL('/robots.txt', origin), get, signal), nextRequestAt: 0 };
    sites.set(origin, site);
    return site;
  };
  return async (url: URL, signal: AbortSignal): Promise<boolean> => {
    const site = sites.get(url.origin) ?? (await openSite(url, signal));
    if (site.rules === null) return false;
    const { isAllowed, delayS } = judgeByRobots({ rules: site.rules, product: PRODUCT, url: url.href });
    if (!isAllowed) return false;
    const now = performance.now();
    const pause = site.nextRequestAt - now;
    const askedMs = Math.min(delayS * 1000, LONGEST_DELAY_MS);
    site.nextRequestAt = Math.max(now, site.nextRequestAt) + Math.max(delayMs, askedMs);
    if (pause > 0) await wait(pause, undefined, { signal });
    return true;
  };
}

/** Returns the rules: empty when robots.txt is missing, null when the site fails or sends too much. */
async function readRobots(
  address: URL,
  get: RobotsGateOptions['get'],
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const { status, bytes } = await get(address, ROBOTS_BYTES, signal);
    if (status >= 500) return null;
    return status === 200 ? new TextDecoder('utf-8').decode(bytes) : '';
  } catch (error) {
    if (error instanceof TooManyBytes) return null;
    throw error;
  }
}

/** Question about one page. */
export interface RobotsQuestion {
  /** Text of robots.txt. */
  readonly rules: string;
  /** Product of `User-Agent`, without its version. */
  readonly product: string;
  readonly url: string;
}

/** Longest address that is fetched. */
export const LONGEST_ADDRESS = 2_000;
/** A longer pattern has more characters to find than an address has: two stars in a row are one. */
const LONGEST_PATTERN = 2 * LONGEST_ADDRESS;
/** A file with more rules for this program forbids everything, as one that is too large. */
const MAX_RULES = 10_000;

interface Rule {
  readonly pattern: string;
  readonly isAllowed: boolean;
}

/** Rules of the groups that name one agent. */
interface AgentRules {
  readonly rules: Rule[];
  delayS: number;
}

/**
 * Applies a robots.txt as RFC 9309 says: the groups of the product, or else those of `*`; the longest pattern that
 * matches wins, and allows when equal. Rules of other agents are not kept and a match never goes back: the work is at
 * most the length of the file times that of the address. `delayS` is the delay that the site asks for, in seconds; 0
 * without one.
 */
export function judgeByRobots({ rules: text, product, url }: RobotsQuestion) {
  const groups = readGroups(text, product.toLowerCase());
  const { rules, delayS } = groups.get(product.toLowerCase()) ?? groups.get('*') ?? NO_RULES;
  if (rules.length > MAX_RULES) return { isAllowed: false, delayS };
  const { pathname, search } = new URL(url);
  const path = sameCase(`${pathname}${search}`);
  let best: Rule | null = null;
  for (const rule of rules) {
    const excess = rule.pattern.length - (best?.pattern.length ?? -1);
    const isBetter = excess > 0 || (excess === 0 && rule.isAllowed);
    if (isBetter && matches(rule.pattern, path)) best = rule;
  }
  return { isAllowed: best?.isAllowed ?? true, delayS };
}

const NO_RULES: AgentRules = { rules: [], delayS: 0 };

/** @returns what the file says to `product` and to `*`, each absent when it is not named */
function readGroups(text: string, product: string): ReadonlyMap<string, AgentRules> {
  const groups = new Map<string, AgentRules>();
  let named = new Set<AgentRules>();
  let isNaming = false;
  for (const line of text.split(/\r\n?|\n/)) {
    const [, key = '', given = ''] = /^\s*([a-z-]+)\s*:([^#]*)/i.exec(line) ?? [];
    const field = key.toLowerCase();
    const value = given.trim();
    if (field === 'user-agent') {
      if (!isNaming) named = new Set();
      isNaming = true;
      const agent = value.replace(/\/.*$/, '').trim().toLowerCase();
      if (agent !== product && agent !== '*') continue;
      const group = groups.get(agent) ?? { rules: [], delayS: 0 };
      groups.set(agent, group);
      named.add(group);
    } else if (field === 'allow' || field === 'disallow') {
      isNaming = false;
      const pattern = value.replace(/\*+/g, '*');
      if (pattern === '' || pattern.length > LONGEST_PATTERN) continue;
      const rule = { pattern: encodePattern(pattern), isAllowed: field === 'allow' };
      for (const { rules } of named) if (rules.length <= MAX_RULES) rules.push(rule);
    } else if (field === 'crawl-delay') {
      isNaming = false;
      const delayS = Number(value);
      for (const group of named) if (delayS >= 0) group.delayS = delayS;
    }
  }
  return groups;
}

/** Encodes the characters that an address encodes; keeps those already encoded. */
function encodePattern(pattern: string): string {
  return sameCase(encodeURI(pattern).replaceAll('%25', '%'));
}

function sameCase(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (encoded) => encoded.toUpperCase());
}

/**
 * Matches from the start of the path, where `*` is any text and a final `$` the end; each part is taken at its first
 * place.
 */
function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const [start = '', ...others] = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  const last = isWhole ? others.pop() : '';
  if (!path.startsWith(start)) return false;
  let end = start.length;
  for (const part of others) {
    const found = path.indexOf(part, end);
    if (found < 0) return false;
    end = found + part.length;
  }
  if (last === undefined) return end === path.length;
  return path.length - last.length >= end && path.endsWith(last);
}
