import { comparePage } from './compare/compare-page.tsx';
import type { Page } from './page.ts';
import { resultsCsv } from './search/results-csv.ts';
import { searchPage } from './search/search-page.tsx';

/** Every page, by the pattern of its path. */
export const PAGES: Readonly<Record<string, Page>> = {
  '/': searchPage,
  '/comparer': comparePage,
  '/resultats.csv': resultsCsv,
};
