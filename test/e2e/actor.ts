import type { Locator, Page } from 'playwright-core';

/** Most keys pressed to reach an element: beyond, it cannot be reached. */
const MAX_TABS = 40;

/** A visitor whose actions are counted: a click, a filled field, a chosen option, a pressed key. */
export interface Actor {
  readonly page: Page;
  readonly actions: number;
  /** Clicks, or taps on a touch screen. */
  click(target: Locator): Promise<void>;
  fill(field: Locator, text: string): Promise<void>;
  choose(field: Locator, path: string): Promise<void>;
  select(field: Locator, option: string | { readonly label: string }): Promise<void>;
  press(key: string): Promise<void>;
  /** Types in the focused field; one action, as a filled field. */
  type(text: string): Promise<void>;
  /** Presses Tab until the element has the focus; each key is an action. */
  tabTo(target: Locator): Promise<void>;
}

/** Returns a visitor of the page who has done nothing yet. @param isTouch whether a finger replaces the mouse */
export function createActor(page: Page, { isTouch = false } = {}): Actor {
  let actions = 0;
  async function act(action: Promise<unknown>): Promise<void> {
    actions += 1;
    await action;
  }
  const press = (key: string) => act(page.keyboard.press(key));
  return {
    page,
    get actions() {
      return actions;
    },
    click: (target) => act(isTouch ? target.tap() : target.click()),
    fill: (field, text) => act(field.fill(text)),
    choose: (field, path) => act(field.setInputFiles(path)),
    select: (field, option) => act(field.selectOption(option)),
    press,
    type: (text) => act(page.keyboard.type(text)),
    async tabTo(target) {
      for (let tabs = 0; tabs < MAX_TABS; tabs += 1) {
        await press('Tab');
        if (await target.evaluate((element) => element === document.activeElement)) return;
      }
      throw new Error(`Tab does not reach ${target}`);
    },
  };
}
