import type { ComponentChildren } from 'preact';
import type { ExperiencePage } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { FACETS, type Facet, type Listing, listingAddress, valuesOf } from './listing.ts';

type FacetValue = ExperiencePage['facets']['themes'][number];

const TITLES: Readonly<Record<Facet, string>> = {
  theme: 'Thème',
  lever: 'Levier',
  setting: 'Contexte',
  kind: 'Type de territoire',
  region: 'Région',
  state: 'État',
};

/** Values shown before the rest is folded. */
const SHOWN = 8;

function countsOf(facets: ExperiencePage['facets']): Readonly<Record<Facet, readonly FacetValue[]>> {
  const { themes, levers, settings, kinds, regions, states } = facets;
  return { theme: themes, lever: levers, setting: settings, kind: kinds, region: regions, state: states };
}

function withFacet(listing: Listing, facet: Facet, value: string): Listing {
  return { ...listing, [facet]: value, cursor: '' };
}

interface FacetsProps {
  readonly listing: Listing;
  readonly page: ExperiencePage;
}

const YEARS = [
  { field: 'from', label: 'Depuis' },
  { field: 'to', label: 'Jusqu’à' },
] as const;

/** @param without the list without the filter */
function ActiveFilter({
  without,
  children,
}: {
  readonly without: Listing;
  readonly children: ComponentChildren;
}) {
  return (
    <li>
      <a class="chip-link active-filter" href={listingAddress(without)}>
        <span class="visually-hidden">Retirer le filtre </span>
        {children} <span aria-hidden="true">×</span>
      </a>
    </li>
  );
}

/** Active filters, each with a link that removes it. */
export function ActiveFilters({ listing, page }: FacetsProps) {
  const active = FACETS.flatMap((facet) => valuesOf(listing[facet]).map((value) => ({ facet, value })));
  const years = YEARS.filter(({ field }) => listing[field] !== '');
  if (active.length + years.length === 0) return null;
  const values = countsOf(page.facets);
  return (
    <ul class="suggestions" aria-label="Filtres en vigueur">
      {active.map(({ facet, value }) => {
        const chosen = values[facet].find((each) => each.value === value);
        const others = valuesOf(listing[facet]).filter((each) => each !== value);
        return (
          <ActiveFilter key={`${facet} ${value}`} without={withFacet(listing, facet, others.join())}>
            {TITLES[facet]}
            {chosen !== undefined && ` : ${typeset(chosen.label)}`}
          </ActiveFilter>
        );
      })}
      {years.map(({ field, label }) => (
        <ActiveFilter key={field} without={{ ...listing, [field]: '', cursor: '' }}>
          {label} {listing[field]}
        </ActiveFilter>
      ))}
    </ul>
  );
}

function Values({
  listing,
  facet,
  values,
}: {
  readonly listing: Listing;
  readonly facet: Facet;
  readonly values: readonly FacetValue[];
}) {
  return (
    <ul class="facet-values">
      {values.map(({ value, label, count }) => (
        <li key={value}>
          <a href={listingAddress(withFacet(listing, facet, value))}>{typeset(label)}</a>{' '}
          <span class="held">({count})</span>
        </li>
      ))}
    </ul>
  );
}

/** Filters of the list; each value links to the narrowed list. */
export function Facets({ listing, page }: FacetsProps) {
  const values = countsOf(page.facets);
  const offered = FACETS.filter((facet) => listing[facet] === '' && values[facet].length > 1);
  if (offered.length === 0) return null;
  return (
    <nav class="facets" id="filtres" aria-label="Filtrer la liste">
      {offered.map((facet) => (
        <section key={facet} aria-labelledby={`filtre-${facet}`}>
          <h2 id={`filtre-${facet}`}>{TITLES[facet]}</h2>
          <Values listing={listing} facet={facet} values={values[facet].slice(0, SHOWN)} />
          {values[facet].length > SHOWN && (
            <details class="more">
              <summary>
                {values[facet].length - SHOWN} de plus
                <span class="visually-hidden"> pour : {TITLES[facet]}</span>
              </summary>
              <Values listing={listing} facet={facet} values={values[facet].slice(SHOWN)} />
            </details>
          )}
        </section>
      ))}
    </nav>
  );
}
