import { comparePage } from './compare/compare-page.tsx';
import { FRAME_PATH, framePage } from './embed/frame-page.tsx';
import { integrationPage } from './integration/integration-page.tsx';
import type { Page } from './page.ts';
import { resultsCsv } from './search/results-csv.ts';
import { searchPage } from './search/search-page.tsx';

/** Every page, by the pattern of its path. */
export const PAGES: Readonly<Record<string, Page>> = {
  '/': searchPage,
  '/comparer': comparePage,
  '/resultats.csv': resultsCsv,
  '/integration': integrationPage,
  [FRAME_PATH]: framePage,
};

/** Patterns of the pages that other sites may show in a frame. */
export const FRAMABLE: readonly string[] = [FRAME_PATH];
