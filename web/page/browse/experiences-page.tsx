import { readExperiences } from '../../api/read-experiences.ts';
import { typeset } from '../../french/typography.ts';
import { mapValues } from '../../question/parameters.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Head, Page } from '../layout/page.ts';
import { refusalOf } from '../layout/refusal.ts';
import { EVERYTHING, type Listing, listingAddress, readListing, toApiQuery } from './listing.ts';
import { FIELDS, ListingForm } from './listing-form.tsx';
import { ListingResults } from './listing-results.tsx';

function titleOf({ words, cursor }: Listing): string {
  const subject = words === '' ? 'Toutes les expériences' : `Expériences : « ${words} »`;
  return typeset(cursor === '' ? subject : `${subject} (suite)`);
}

function headOf(listing: Listing, isRefused: boolean): Head {
  return {
    title: isRefused ? `Erreur\u00a0: ${titleOf(listing)}` : titleOf(listing),
    description:
      'Ce que des collectivités ont fait avec l’économie sociale et solidaire : à chercher par mots, thème, levier, contexte, type de territoire et région.',
    canonicalPath: '/experiences',
    isIndexed: listingAddress(listing) === listingAddress(EVERYTHING),
  };
}

/** Every experience, to be searched by words and narrowed. */
export const experiencesPage: Page = async (request) => {
  const listing = readListing(request.url.searchParams);
  const outcome = await readExperiences(request.api, toApiQuery(listing));
  const failure = outcome.ok ? null : outcome.failure;
  const errors = mapValues(FIELDS, (name) => refusalOf(failure, name));
  const isRefused = Object.values(errors).some((error) => error !== null);
  if (!outcome.ok && !isRefused) return pageWithout(outcome.failure, request);
  return {
    status: outcome.ok ? 200 : 400,
    head: headOf(listing, isRefused),
    section: '/experiences',
    body: (
      <>
        <header class="page-head">
          <h1>Expériences</h1>
          <p class="help">
            Pour trouver celles qui conviennent à votre territoire, décrivez-le dans la{' '}
            <a href="/">recherche</a>&nbsp;: elle les classe pour vous.
          </p>
          <ListingForm listing={listing} errors={errors} />
        </header>
        {outcome.ok && <ListingResults listing={listing} page={outcome.data} origin={request.url.origin} />}
      </>
    ),
  };
};
