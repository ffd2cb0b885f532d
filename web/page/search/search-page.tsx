import { isEmpty, readQuestion } from '../../question/question.ts';
import { pageWithout, statusOfFailure } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { readFilter } from './data/filter.ts';
import { loadSearch, loadTaxonomy, type SearchData } from './data/search-data.ts';
import { SearchApp } from './search-app.tsx';
import { titleOf } from './search-title.ts';

const DESCRIPTION =
  'Dites votre territoire et vos priorités : le service montre ce que d’autres collectivités ont fait avec l’économie sociale et solidaire, et les leviers qu’elles ont actionnés.';

/** The status of the page is the one of the answer that it shows. */
export function statusOf({ outcome }: SearchData): number {
  return outcome === null || outcome.ok ? 200 : statusOfFailure(outcome.failure);
}

/** The form, and what answers it. */
export const searchPage: Page = async (request) => {
  const { url, api, requestId } = request;
  const question = readQuestion(url.searchParams);
  const [data, taxonomy] = await Promise.all([
    loadSearch(api, { question, filter: readFilter(url.searchParams) }),
    loadTaxonomy(api),
  ]);
  if (!taxonomy.ok) return pageWithout(taxonomy.failure, request);
  // A good answer may be kept and shown to others, to whom this request says nothing.
  const shownId = statusOf(data) === 200 ? '' : requestId;
  return {
    status: statusOf(data),
    head: {
      title: titleOf(data),
      description: DESCRIPTION,
      canonicalPath: '/',
      isIndexed: isEmpty(question),
    },
    section: '/',
    hydration: { entry: 'search', data: { data, taxonomy: taxonomy.data, requestId: shownId } },
    body: (
      <SearchApp initial={data} taxonomy={taxonomy.data} requestId={shownId} origin={url.origin} api={null} />
    ),
  };
};
