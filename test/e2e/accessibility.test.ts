import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { OPEN_OPERATOR } from '../http/start-application.ts';
import { overflowOf, type Site, startSite, violationsOf } from './site.ts';
import { ANSWERED, STATES, unfoldAll } from './states.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite({ operator: OPEN_OPERATOR });
});
afterEach(() => site.closePages());
afterAll(() => site.close());

it.each([225, 800])(
  'hides no focus stop behind the comparison bar on a screen of 320 × %s px',
  async (height) => {
    const page = await site.open(ANSWERED, { viewport: { width: 320, height } });
    await unfoldAll(page);
    for (const index of [0, 1])
      await page
        .getByRole('checkbox', { name: /^Comparer/ })
        .nth(index)
        .check();
    await page.locator('#experiences-title').focus();
    const hidden: string[] = [];
    for (let tabs = 0; tabs < 60; tabs += 1) {
      await page.keyboard.press('Tab');
      hidden.push(
        ...(await page.evaluate(() => {
          const focused = document.activeElement;
          const bar = document.querySelector('.compare-bar')?.getBoundingClientRect();
          if (focused === null || bar === undefined || focused.closest('.compare-bar') !== null) return [];
          const { top, bottom } = focused.getBoundingClientRect();
          const isHidden = top >= bar.top && bottom <= bar.bottom;
          return isHidden ? [focused.textContent] : [];
        })),
      );
    }
    expect(hidden).toEqual([]);
  },
);

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
