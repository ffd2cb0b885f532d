import type { Locator, Page } from 'playwright-core';

/* Parts of the search page, as a visitor names them. */

export const territory = (page: Page) => page.getByLabel('Votre territoire');
export const priorities = (page: Page) => page.getByLabel('Vos priorités');
export const submit = (page: Page) => page.getByRole('button', { name: 'Chercher', exact: true });
export const resultHeading = (page: Page) => page.getByRole('heading', { name: /expériences? .*leviers?/ });
/** Links to the experiences of the answer. */
export const titles = (page: Page) => page.locator('.experience-list h3 a');
export const filters = (page: Page) => page.locator('summary', { hasText: 'Filtrer' });
export const opinionOf = (page: Page) => page.getByRole('group', { name: 'Cette réponse vous aide-t-elle' });

export async function send(page: Page, need: string): Promise<void> {
  await priorities(page).fill(need);
  await submit(page).click();
}

export async function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}

/** Returns the bottom of the second line of the story of a card, in pixels from the top of the window. */
export async function bottomOfTwoLines(card: Locator): Promise<number> {
  return card.locator('.story-lines').evaluate((story) => {
    const lineHeight = Number.parseFloat(getComputedStyle(story).lineHeight);
    return story.getBoundingClientRect().top + 2 * lineHeight;
  });
}
