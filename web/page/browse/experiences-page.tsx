import type { ExperiencePage } from '../../api/answers.ts';
import type { Failure, Outcome } from '../../api/client.ts';
import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Head, Page } from '../layout/page.ts';
import { EVERYTHING, type Listing, listingAddress, readListing, toApiQuery } from './listing.ts';
import { ListingForm } from './listing-form.tsx';
import { ListingResults } from './listing-results.tsx';

/** Error of the field of the words; null when the failure is about something else. */
function wordsError(failure: Failure): string | null {
  if (failure.kind !== 'problem') return null;
  const entry = failure.problem.errors?.find(({ pointer }) => pointer === '/q');
  return entry === undefined ? null : typeset(entry.detail);
}

function titleOf({ words, cursor }: Listing): string {
  const subject = words === '' ? 'Toutes les expériences' : `Expériences : « ${words} »`;
  return typeset(cursor === '' ? subject : `${subject} (suite)`);
}

function headOf(listing: Listing, error: string | null): Head {
  return {
    title: error === null ? titleOf(listing) : `Erreur\u00a0: ${titleOf(listing)}`,
    description:
      'Ce que des collectivités ont fait avec l’économie sociale et solidaire : à chercher par mots, thème, levier, contexte, type de territoire et région.',
    canonicalPath: '/experiences',
    isIndexed: listingAddress(listing) === listingAddress(EVERYTHING),
  };
}

function ListingView({
  listing,
  outcome,
  error,
}: {
  readonly listing: Listing;
  readonly outcome: Outcome<ExperiencePage>;
  readonly error: string | null;
}) {
  return (
    <>
      <header class="page-head">
        <h1>Expériences</h1>
        <p class="help">
          Pour trouver celles qui conviennent à votre territoire, décrivez-le dans la{' '}
          <a href="/">recherche</a> : elle les classe pour vous.
        </p>
        <ListingForm listing={listing} error={error} />
      </header>
      {outcome.ok && <ListingResults listing={listing} page={outcome.data} />}
    </>
  );
}

/** Every experience, to be searched by words and narrowed. */
export const experiencesPage: Page = async (request) => {
  const listing = readListing(request.url.searchParams);
  const outcome = await request.api.get('/v1/experiences', { query: toApiQuery(listing) });
  const error = outcome.ok ? null : wordsError(outcome.failure);
  if (!outcome.ok && error === null) return pageWithout(outcome.failure, request);
  return {
    status: outcome.ok ? 200 : 400,
    head: headOf(listing, error),
    section: '/experiences',
    hydration: null,
    body: <ListingView listing={listing} outcome={outcome} error={error} />,
  };
};
