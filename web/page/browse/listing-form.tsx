import { FieldMessage } from '../layout/field-message.tsx';
import { FACETS, type Listing, PARAMETERS } from './listing.ts';

const ERROR_ID = 'mots-error';
const MAX_LENGTH = 500;

/** Errors of the fields. */
export type ListingErrors = Readonly<Record<'words' | 'from' | 'to', string | null>>;

function YearField({
  field,
  label,
  listing,
  error,
}: {
  readonly field: 'from' | 'to';
  readonly label: string;
  readonly listing: Listing;
  readonly error: string | null;
}) {
  const id = PARAMETERS[field];
  return (
    <div class="field field-year">
      <label for={id}>{label}</label>
      <FieldMessage id={`${id}-error`} error={error} />
      <input
        id={id}
        name={id}
        inputMode="numeric"
        maxLength={4}
        value={listing[field]}
        aria-invalid={error === null ? undefined : 'true'}
        aria-describedby={error === null ? undefined : `${id}-error`}
      />
    </div>
  );
}

/** The words to look for and the years; the other filters in force stay. */
export function ListingForm({
  listing,
  errors,
}: {
  readonly listing: Listing;
  readonly errors: ListingErrors;
}) {
  const error = errors.words;
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
        <YearField field="from" label="Depuis l’année" listing={listing} error={errors.from} />
        <YearField field="to" label="Jusqu’à l’année" listing={listing} error={errors.to} />
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
