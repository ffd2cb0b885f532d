import type { Page } from '../page.ts';
import { readFilter } from './filter.ts';
import { isEmpty, readQuestion } from './question.ts';
import { SearchApp } from './search-app.tsx';
import { loadSearch, loadTaxonomy, type SearchData } from './search-data.ts';
import { titleOf } from './search-title.ts';

const DESCRIPTION =
  'Dites votre territoire et vos priorités : le service montre ce que d’autres collectivités ont fait avec l’économie sociale et solidaire, et les leviers qu’elles ont actionnés.';

/** The status of the page is the one of the answer that it shows. */
function statusOf({ outcome }: SearchData): number {
  if (outcome === null || outcome.ok) return 200;
  const { failure } = outcome;
  return failure.kind === 'problem' ? failure.problem.status : 502;
}

/** The form, and what answers it. */
export const searchPage: Page = async ({ url, api, requestId }) => {
  const question = readQuestion(url.searchParams);
  const [data, taxonomy] = await Promise.all([
    loadSearch(api, { question, filter: readFilter(url.searchParams) }),
    loadTaxonomy(api),
  ]);
  return {
    status: statusOf(data),
    head: {
      title: titleOf(data),
      description: DESCRIPTION,
      canonicalPath: '/',
      isIndexed: isEmpty(question),
    },
    section: '/',
    hydration: { entry: 'search', data: { data, taxonomy, requestId } },
    body: (
      <SearchApp initial={data} taxonomy={taxonomy} requestId={requestId} origin={url.origin} api={null} />
    ),
  };
};
