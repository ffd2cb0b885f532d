import { LabelledField } from '../layout/labelled-field.tsx';
import { FACETS, type Listing, PARAMETERS } from './listing.ts';

const MAX_LENGTH = 500;

/** Fields of the form, each with its name in the API. */
export const FIELDS = { words: 'q', from: 'from', to: 'to' } as const;

const YEARS = [
  { field: 'from', label: 'Depuis l’année' },
  { field: 'to', label: 'Jusqu’à l’année' },
] as const;

interface ListingFormProps {
  readonly listing: Listing;
  readonly errors: Readonly<Record<keyof typeof FIELDS, string | null>>;
}

/** The words to look for and the years; the other filters in force stay. */
export function ListingForm({ listing, errors }: ListingFormProps) {
  return (
    <search>
      <form class="listing-form" method="get" action="/experiences">
        <LabelledField id={PARAMETERS.words} label="Mots à chercher" error={errors.words}>
          <input type="search" maxLength={MAX_LENGTH} value={listing.words} />
        </LabelledField>
        {YEARS.map(({ field, label }) => (
          <LabelledField key={field} id={PARAMETERS[field]} label={label} error={errors[field]}>
            <input inputMode="numeric" maxLength={4} value={listing[field]} />
          </LabelledField>
        ))}
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
