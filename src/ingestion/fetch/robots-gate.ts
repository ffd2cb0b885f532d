import { setTimeout as wait } from 'node:timers/promises';
import robotsModule from 'robots-parser';
import { z } from 'zod';
import { type HttpAnswer, TooManyBytes } from './request-once.ts';

interface Robots {
  isAllowed(url: string, userAgent: string): boolean | undefined;
  /** In seconds. */
  getCrawlDelay(userAgent: string): number | undefined;
}

/** The package's types do not match its module format. */
const parseRobots = z
  .custom<(url: string, text: string) => Robots>((value) => typeof value === 'function')
  .parse(robotsModule);

export interface RobotsGateOptions {
  readonly userAgent: string;
  readonly delayMs: number;
  /** Follows redirects. */
  readonly get: (url: URL, maxBytes: number, signal: AbortSignal) => Promise<HttpAnswer>;
}

/** Tells whether a site allows a page; first waits out the delay between two requests. */
export type RobotsGate = (url: URL, signal: AbortSignal) => Promise<boolean>;

interface Site {
  readonly isAllowed: (url: string) => boolean;
  readonly delayMs: number;
  nextRequestAt: number;
}

/** RFC 9309 (2.5) asks crawlers to read at least 500 KiB. */
const ROBOTS_BYTES = 512_000;
const LONGEST_DELAY_MS = 10_000;

/**
 * Keeps the robots.txt of each site of one import. As RFC 9309 says, a missing one allows everything and a server
 * error (5xx) allows nothing.
 */
export function createRobotsGate({ userAgent, delayMs, get }: RobotsGateOptions): RobotsGate {
  const sites = new Map<string, Site>();
  const readSite = async (origin: string, signal: AbortSignal): Promise<Site> => {
    const address = new URL('/robots.txt', origin);
    const text = await readRobots(address, get, signal);
    if (text === null) return { isAllowed: () => false, delayMs, nextRequestAt: 0 };
    const robots = parseRobots(address.href, text);
    const asked = (robots.getCrawlDelay(userAgent) ?? 0) * 1000;
    return {
      isAllowed: (url) => robots.isAllowed(url, userAgent) ?? true,
      delayMs: Math.max(delayMs, Math.min(asked, LONGEST_DELAY_MS)),
      nextRequestAt: 0,
    };
  };
  return async (url, signal) => {
    const site = sites.get(url.origin) ?? (await readSite(url.origin, signal));
    sites.set(url.origin, site);
    if (!site.isAllowed(url.href)) return false;
    const now = performance.now();
    const pause = site.nextRequestAt - now;
    site.nextRequestAt = Math.max(now, site.nextRequestAt) + site.delayMs;
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
