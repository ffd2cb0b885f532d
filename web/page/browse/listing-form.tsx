import { FieldMessage } from '../layout/field-message.tsx';
import { FACETS, type Listing, PARAMETERS } from './listing.ts';

const ERROR_ID = 'mots-error';
const MAX_LENGTH = 500;

/** The words to look for; the filters in force stay. */
export function ListingForm({
  listing,
  error,
}: {
  readonly listing: Listing;
  readonly error: string | null;
}) {
  return (
    <search>
      <form class="listing-form" method="get" action="/experiences">
        <div class="field">
          <label for="mots">Mots à chercher</label>
          <FieldMessage id={ERROR_ID} error={error} />
          <input
            id="mots"
            name={PARAMETERS.words}
            type="search"
            maxLength={MAX_LENGTH}
            value={listing.words}
            aria-invalid={error === null ? undefined : 'true'}
            aria-describedby={error === null ? undefined : ERROR_ID}
          />
        </div>
        {FACETS.filter((facet) => listing[facet] !== '').map((facet) => (
          <input key={facet} type="hidden" name={PARAMETERS[facet]} value={listing[facet]} />
        ))}
        <button class="primary" type="submit">
          Chercher
        </button>
      </form>
    </search>
  );
}
