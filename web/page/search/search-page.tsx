import { isAnswerable, isEmpty, writeQuestion } from '../../question/question.ts';
import { loadHome } from '../home/load-home.ts';
import { EDIT_PARAMETER } from '../layout/addresses.ts';
import { pageWithout, statusOfFailure } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { readAsked } from './data/address.ts';
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
  const asked = readAsked(url.searchParams);
  const [data, taxonomy, home] = await Promise.all([
    // A form without a script sends its empty fields too.
    loadSearch(api, asked, { isSent: url.searchParams.has('priorites') }),
    loadTaxonomy(api),
    isEmpty(asked.question) ? loadHome(api, operator) : null,
  ]);
  if (!taxonomy.ok) return pageWithout(taxonomy.failure, request);
  // A good answer may be cached and shown to others: this id would mean nothing to them.
  const shownId = statusOf(data) === 200 ? '' : requestId;
  const shared = {
    isEdited: url.searchParams.has(EDIT_PARAMETER),
    taxonomy: taxonomy.data,
    requestId: shownId,
    peerContact: operator.peerContact,
    entrustedDays: operator.entrustedQuestionDays,
    home,
  };
  return {
    status: statusOf(data),
    head: {
      shareImage: {
        name: 'accueil',
        alt: 'Essaimage\u00a0: trouver ce que d’autres collectivités ont déjà fait',
      },
      title: titleOf(data),
      description: DESCRIPTION,
      canonicalPath: isEmpty(asked.question) ? '/' : `/?${writeQuestion(data.question)}`,
      isEmbeddable: isAnswerable(asked.question) && statusOf(data) === 200,
      isIndexed: isEmpty(asked.question),
    },
    section: '/',
    hydration: { entry: 'search', data: { data, ...shared } },
    body: <SearchApp initial={data} {...shared} origin={url.origin} api={null} />,
  };
};
