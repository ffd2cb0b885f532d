import type { Page } from './page.ts';
import { searchPage } from './search/search-page.tsx';

/** Every page, by the pattern of its path. */
export const PAGES: Readonly<Record<string, Page>> = {
  '/': searchPage,
};
