import { isAnswerable, isEmpty, readQuestion, writeQuestion } from '../../question/question.ts';
import { pageWithout, statusOfFailure } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { readCompared } from './data/compared.ts';
import { readFilter } from './data/filter.ts';
import { loadSearch, loadTaxonomy, type SearchData } from './data/search-data.ts';
import { SearchApp } from './search-app.tsx';
import { titleOf } from './search-title.ts';

const DESCRIPTION =
  'Dites votre territoire et vos priorités : le service montre ce que d’autres collectivités ont fait avec l’économie sociale et solidaire, et les leviers qu’elles ont actionnés.';

/** Status of the page: the one of its answer. */
export function statusOf({ outcome }: SearchData): number {
  return outcome === null || outcome.ok ? 200 : statusOfFailure(outcome.failure);
}

/** Search page: the form and its answer. */
export const searchPage: Page = async (request) => {
  const { url, api, requestId, operator } = request;
  const question = readQuestion(url.searchParams);
  const [data, taxonomy] = await Promise.all([
    loadSearch(
      api,
      { question, filter: readFilter(url.searchParams), compared: readCompared(url.searchParams) },
      // A form without a script sends its empty fields too.
      { isSent: url.searchParams.has('priorites') },
    ),
    loadTaxonomy(api),
  ]);
  if (!taxonomy.ok) return pageWithout(taxonomy.failure, request);
  // A good answer may be cached and shown to others: this id would mean nothing to them.
  const shownId = statusOf(data) === 200 ? '' : requestId;
  const shared = { taxonomy: taxonomy.data, requestId: shownId, peerContact: operator.peerContact };
  return {
    status: statusOf(data),
    head: {
      title: titleOf(data),
      description: DESCRIPTION,
      canonicalPath: isEmpty(question) ? '/' : `/?${writeQuestion(data.question)}`,
      isEmbeddable: isAnswerable(question) && statusOf(data) === 200,
      isIndexed: isEmpty(question),
    },
    section: '/',
    hydration: { entry: 'search', data: { data, ...shared } },
    body: <SearchApp initial={data} {...shared} origin={url.origin} api={null} />,
  };
};
