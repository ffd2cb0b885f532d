import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Site, startSite } from '../e2e/site.ts';
import { START_TIMEOUT_MS } from '../http/start-application.ts';
import { type HostSite, serveHostSite } from './host-site.ts';

/** Returns the pattern of the announce of an answer of `total` experiences, some on the subject and the others to widen it. */
export function announced(total: number): RegExp {
  const mixed = Array.from({ length: total - 1 }, (_, index) => {
    const close = index + 1;
    return `${close} expériences? sur votre sujet, ${total - close} pour élargir`;
  });
  const counts = [`${total} expériences? (?:sur votre sujet|pour élargir)`, ...mixed].join('|');
  return new RegExp(`(?<!\\d)(?:${counts}) et \\d`.replaceAll(' ', '\\s'));
}

/** The service and another site, shared by the tests of a file. */
export interface TwoSites {
  readonly service: Site;
  readonly host: HostSite;
  /** Opens a page, closed after the test. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
}

export function openTwoSites(options: Parameters<typeof startSite>[0] = {}): TwoSites {
  let service: Site;
  let host: HostSite;
  beforeAll(async () => {
    service = await startSite(options);
    host = await serveHostSite(service.origin);
  }, START_TIMEOUT_MS);
  afterEach(() => service.closePages());
  afterAll(() => Promise.all([host?.close(), service?.close()]));
  return {
    get service() {
      return service;
    },
    get host() {
      return host;
    },
    newPage: (options) => service.newPage(options),
  };
}

/** Ways to look at a page: colours of the day on a small screen, and of the night. Axe does not read those of the system. */
export const LOOKS: readonly BrowserContextOptions[] = [
  { colorScheme: 'light', viewport: { width: 320, height: 640 } },
  { colorScheme: 'dark' },
];
