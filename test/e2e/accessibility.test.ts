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
  it.each(['light', 'dark'] as const)('has nothing that axe finds wrong, in %s', async (colorScheme) => {
    const page = await site.open(path, { colorScheme });
    await prepare?.(page);
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });

  // 320 px wide is also a screen of 1280 px at a zoom of 400 %.
  it.each([320, 1920])('fits in %i px without scrolling sideways', async (width) => {
    const page = await site.open(path, { viewport: { width, height: 800 } });
    await prepare?.(page);
    expect(await overflowOf(page)).toBe(0);
    await page.context().close();
  });
});
