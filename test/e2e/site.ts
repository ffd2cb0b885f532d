import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { FastifyInstance } from 'fastify';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { AppOptions } from '../../src/http/app.ts';
import { loadWebBuild } from '../../src/http/pages/web-build.ts';
import { type Application, startApplication } from '../http/start-application.ts';

const CHROMIUM = '/usr/bin/chromium';
const WEB_FOLDER = fileURLToPath(new URL('../../web/dist/', import.meta.url));
/** High limit: tests ask far more than a visitor. */
const RATE_LIMIT_PER_MINUTE = 1_000_000;

/** The real service with its pages, on a free port, and a browser. */
export interface Site {
  readonly origin: string;
  readonly app: FastifyInstance;
  readonly application: Application;
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Opens a path of the service in a new context and waits until the network is idle. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  closePages(): Promise<void>;
  close(): Promise<void>;
}

async function launchBrowser(): Promise<Browser> {
  await access(CHROMIUM).catch((cause: unknown) => {
    throw new Error('Chromium manque : lancez .ci/install-system-packages', { cause });
  });
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Starts the service and a browser. Requires `npm run build`, which the tests run once. */
export async function startSite(options: Pick<AppOptions, 'operator'> = {}): Promise<Site> {
  const web = await loadWebBuild(WEB_FOLDER);
  const config = {
    corsOrigins: ['*'],
    rateLimitPerMinute: RATE_LIMIT_PER_MINUTE,
    trustProxy: false,
    publicUrl: null,
    requestTimeoutMs: 60_000,
  };
  const [application, browser] = await Promise.all([
    startApplication({ web, config, ...options }),
    launchBrowser(),
  ]);
  const { app, close } = application;
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    return context.newPage();
  }
  return {
    origin,
    app,
    application,
    newPage,
    async open(path, options) {
      const page = await newPage(options);
      await page.goto(`${origin}${path}`);
      await page.waitForLoadState('networkidle');
      return page;
    },
    async closePages() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await close();
    },
  };
}

/** Lists the violations of accessibility of a page. @param tags rules to check; none for all */
export async function violationsOf(page: Page, tags: readonly string[] = []): Promise<readonly string[]> {
  // Legacy mode opens no second page, which only frames of other origins need. Passing nodes need no selectors.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (tags.length === 0 ? axe : axe.withTags([...tags])).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Returns how far the page scrolls sideways, in pixels. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
