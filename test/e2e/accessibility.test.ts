import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from './site.ts';
import { STATES } from './states.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

async function violationsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** How far the page can be scrolled sideways. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

describe.each(STATES)('$name', ({ path, prepare }) => {
  async function openState(width: number): Promise<Page> {
    const page = await site.open(path, { colorScheme: 'light', viewport: { width, height: 800 } });
    await prepare?.(page);
    return page;
  }

  it('has nothing that axe finds wrong, in light nor in dark', async () => {
    const page = await openState(1280);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await violationsOf(page), colorScheme).toEqual([]);
    }
    await page.context().close();
  });

  it('fits in 320 px, then in 1920, without scrolling sideways', async () => {
    // 320 px wide is also a screen of 1280 px at a zoom of 400 %.
    const page = await openState(320);
    expect.soft(await overflowOf(page), '320 px').toBe(0);
    await page.setViewportSize({ width: 1920, height: 800 });
    expect.soft(await overflowOf(page), '1920 px').toBe(0);
    await page.context().close();
  });
});
