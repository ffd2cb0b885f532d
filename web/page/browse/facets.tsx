import type { ExperiencePage } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { FACETS, type Facet, type Listing, listingAddress } from './listing.ts';

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

function valuesOf(facets: ExperiencePage['facets']): Readonly<Record<Facet, readonly FacetValue[]>> {
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

/** Active filters, each with a link that removes it. */
export function ActiveFilters({ listing, page }: FacetsProps) {
  const active = FACETS.filter((facet) => listing[facet] !== '');
  if (active.length === 0) return null;
  const values = valuesOf(page.facets);
  return (
    <ul class="suggestions" aria-label="Filtres en vigueur">
      {active.map((facet) => {
        const chosen = values[facet].find(({ value }) => value === listing[facet]);
        return (
          <li key={facet}>
            <a class="chip-link active-filter" href={listingAddress(withFacet(listing, facet, ''))}>
              <span class="visually-hidden">Retirer le filtre </span>
              {TITLES[facet]}
              {chosen !== undefined && ` : ${typeset(chosen.label)}`} <span aria-hidden="true">×</span>
            </a>
          </li>
        );
      })}
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
  const values = valuesOf(page.facets);
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
