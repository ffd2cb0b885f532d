import { setTimeout as wait } from 'node:timers/promises';
import { importRefused } from '../common/import-failures.ts';
import { type HttpAnswer, TooManyBytes } from './request-once.ts';
import { judgeByRobots } from './robots-rules.ts';

export interface RobotsGateOptions {
  readonly delayMs: number;
  /** Most sites that may be read. */
  readonly maxSites: number;
  /** Follows redirects. */
  readonly get: (url: URL, maxBytes: number, signal: AbortSignal) => Promise<HttpAnswer>;
}

/** Tells whether a site allows a page; first waits out the delay between two requests. */
export type RobotsGate = (url: URL, signal: AbortSignal) => Promise<boolean>;

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
 * error (5xx) allows nothing.
 */
export function createRobotsGate({ delayMs, maxSites, get }: RobotsGateOptions): RobotsGate {
  const sites = new Map<string, Site>();
  const openSite = async ({ origin, href }: URL, signal: AbortSignal): Promise<Site> => {
    if (sites.size >= maxSites) throw importRefused(href, `la lecture mène à plus de ${maxSites} sites`);
    const site = { rules: await readRobots(new URL('/robots.txt', origin), get, signal), nextRequestAt: 0 };
    sites.set(origin, site);
    return site;
  };
  return async (url, signal) => {
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
