import { experiencesPage } from './browse/experiences-page.tsx';
import { leverPage, leversPage } from './browse/lever-page.tsx';
import { themePage, themesPage } from './browse/theme-page.tsx';
import { comparePage } from './compare/compare-page.tsx';
import { CONTRIBUTE_PATH, contributeAction, contributePage } from './contribute/contribute-page.tsx';
import { DOCS_PATH, RECIPES_PATH } from './docs/addresses.ts';
import { docsPage } from './docs/docs-page.tsx';
import { operationPage } from './docs/operation-page.tsx';
import { recipesPage } from './docs/recipes/recipes-page.tsx';
import { framePage } from './embed/frame-page.tsx';
import { FRAME_PATH } from './embed/in-frame.tsx';
import { ENTRUST_PATH } from './entrust/entrust-form.tsx';
import { entrustAction, entrustPage } from './entrust/entrust-page.tsx';
import { fichePage } from './experience/fiche-page.tsx';
import { followPage } from './follow/follow-page.tsx';
import { integrationPage } from './integration/integration-page.tsx';
import { FOLLOW_PATH } from './layout/addresses.ts';
import type { FormAction, Page } from './layout/page.ts';
import {
  BLIND_SPOTS_PATH,
  JUDGE_PATH,
  JUDGED_PATH,
  LIST_PATH,
  OPINIONS_PATH,
  SOURCES_PATH,
} from './newsroom/addresses.ts';
import { judgeAction, judgePage } from './newsroom/judge-page.tsx';
import { judgedListAction, judgedListPage } from './newsroom/judged-list.tsx';
import { mergePage } from './newsroom/merge-page.tsx';
import { nearestAction, nearestPage } from './newsroom/nearest-page.tsx';
import { newsroomAction, newsroomPage } from './newsroom/newsroom-page.tsx';
import { queueAction, queuePage } from './newsroom/queue-page.tsx';
import { blindSpotsPage, opinionsPage, sourcesPage } from './newsroom/reports.tsx';
import { reviewAction } from './newsroom/review-actions.ts';
import { reviewPage } from './newsroom/review-page.tsx';
import { signInPage } from './newsroom/sign-in-page.tsx';
import { notePage } from './note/note-page.tsx';
import { aboutPage } from './reference/about-page.tsx';
import { sitePlanPage } from './reference/site-plan-page.tsx';
import { accessibilityPage, ecodesignPage, legalPage } from './reference/statements.tsx';
import { listingCsv, resultsCsv } from './search/results-csv.ts';
import { searchPage } from './search/search-page.tsx';
import { territoryPage } from './territory/territory-page.tsx';

/** Every page, by the pattern of its path. */
export const PAGES: Readonly<Record<string, Page>> = {
  '/': searchPage,
  '/experiences': experiencesPage,
  '/experiences/:id': fichePage,
  '/experiences.csv': listingCsv,
  '/themes': themesPage,
  '/themes/:id': themePage,
  '/leviers': leversPage,
  '/leviers/:id': leverPage,
  '/territoires/:code': territoryPage,
  [FOLLOW_PATH]: followPage,
  '/a-propos': aboutPage,
  '/accessibilite': accessibilityPage,
  '/mentions-legales': legalPage,
  '/ecoconception': ecodesignPage,
  '/plan-du-site': sitePlanPage,
  '/comparer': comparePage,
  '/note': notePage,
  '/resultats.csv': resultsCsv,
  '/integration': integrationPage,
  [DOCS_PATH]: docsPage,
  [RECIPES_PATH]: recipesPage,
  [`${DOCS_PATH}/:operation`]: operationPage,
  [FRAME_PATH]: framePage,
  [CONTRIBUTE_PATH]: contributePage,
  [ENTRUST_PATH]: entrustPage,
  '/redaction': newsroomPage,
  [LIST_PATH]: queuePage,
  [`${LIST_PATH}/:id`]: reviewPage,
  [`${LIST_PATH}/:id/fusion`]: mergePage,
  [`${LIST_PATH}/:id/demandes`]: nearestPage,
  [JUDGED_PATH]: judgedListPage,
  [JUDGE_PATH]: judgePage,
  [`${JUDGED_PATH}/:id`]: judgePage,
  [OPINIONS_PATH]: opinionsPage,
  [SOURCES_PATH]: sourcesPage,
  [BLIND_SPOTS_PATH]: blindSpotsPage,
  '/redaction/connexion': signInPage,
};

/** Pages that receive a form, by the pattern of their path. */
export const FORM_ACTIONS: Readonly<Record<string, FormAction>> = {
  '/redaction': newsroomAction,
  [LIST_PATH]: queueAction,
  [`${LIST_PATH}/:id`]: reviewAction,
  [`${LIST_PATH}/:id/demandes`]: nearestAction,
  [JUDGED_PATH]: judgedListAction,
  [JUDGE_PATH]: judgeAction,
  [`${JUDGED_PATH}/:id`]: judgeAction,
  [CONTRIBUTE_PATH]: contributeAction,
  [ENTRUST_PATH]: entrustAction,
};

/** Patterns of the pages that other sites may show in a frame. */
export const FRAMABLE: readonly string[] = [FRAME_PATH];
