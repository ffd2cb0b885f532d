import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { OPEN_OPERATOR } from '../http/start-application.ts';
import { overflowOf, type Site, startSite, violationsOf } from './site.ts';
import { STATES } from './states.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite({ operator: OPEN_OPERATOR });
});
afterEach(() => site.closePages());
afterAll(() => site.close());

it.each(STATES)(
  '$name fits in 320 and 1920 px, and axe finds no violation in light or dark',
  async ({ path, prepare }) => {
    // 320 px is also a screen of 1280 px zoomed to 400 %.
    const page = await site.open(path, { colorScheme: 'light', viewport: { width: 320, height: 800 } });
    await prepare?.(page);
    expect.soft(await overflowOf(page), '320 px').toBe(0);
    await page.setViewportSize({ width: 1920, height: 800 });
    expect.soft(await overflowOf(page), '1920 px').toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect.soft(await violationsOf(page), 'light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await violationsOf(page, ['cat.color']), 'dark: colours alone change').toEqual([]);
  },
);
