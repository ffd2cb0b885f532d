import { formatNumber } from '../../../src/domain/french/formats.ts';
import type { ExperiencePage } from '../../api/answers.ts';
import { count, typeset } from '../../french/typography.ts';
import { NOTHING, writeQuestion } from '../../question/question.ts';
import { experiencePath } from '../layout/addresses.ts';
import { ExperienceList } from './experience-list.tsx';
import { ActiveFilters, Facets } from './facets.tsx';
import { EVERYTHING, followAddress, type Listing, listingAddress, MOST_EXPORTED } from './listing.ts';
import { PagesNav } from './pages-nav.tsx';

interface ListingResultsProps {
  readonly listing: Listing;
  readonly page: ExperiencePage;
  readonly origin: string;
}

const ORDERS = [
  { sort: '', label: 'pertinence' },
  { sort: 'date', label: 'date' },
] as const;

/** Choice of the order; without words there is no relevance, and the most recent come first. */
function Order({ listing }: { readonly listing: Listing }) {
  if (listing.words === '') return <p class="quiet">De la plus récente à la plus ancienne.</p>;
  return (
    <p class="quiet">
      Trier par{' '}
      {ORDERS.map(({ sort, label }, index) => (
        <span key={label}>
          {index > 0 && ' ou par '}
          <a
            href={listingAddress({ ...listing, sort, cursor: '' })}
            aria-current={listing.sort === sort ? 'true' : undefined}
          >
            {label}
          </a>
        </span>
      ))}
    </p>
  );
}

/** Says how faults were read, and offers the words as they are typed. */
function Understood({ listing, page: { understood } }: Omit<ListingResultsProps, 'origin'>) {
  if (understood === null || understood.corrections.length === 0) return null;
  return (
    <p class="quiet">
      Compris : {typeset(understood.text)}. Chercher plutôt{' '}
      <a href={listingAddress({ ...listing, asTyped: 'true', cursor: '' })}>« {listing.words} »</a>
    </p>
  );
}

/** Advice for a list without results. */
function Nothing({ listing }: { readonly listing: Listing }) {
  return (
    <div class="notice">
      <p>
        Essayez d’autres mots, retirez un filtre, ou{' '}
        <a href={listingAddress(EVERYTHING)}>voyez toutes les expériences</a>.
      </p>
      {listing.words !== '' && (
        <p>
          Pour une phrase ou un projet décrit avec vos mots, la{' '}
          <a href={`/?${writeQuestion({ ...NOTHING, priorities: listing.words })}`}>recherche par le sens</a>{' '}
          convient mieux.
        </p>
      )}
    </div>
  );
}

/** Acts on the list: exporting it, following it, copying its address and the titles of the page. */
function ListingTools({ listing, page, origin }: ListingResultsProps) {
  const address = listingAddress({ ...listing, cursor: '' });
  const followed = followAddress(listing);
  const titles = page.experiences.map(({ id, title }) => `${typeset(title)}\n${origin}${experiencePath(id)}`);
  return (
    <ul class="tools" aria-label="Que faire de cette liste">
      <li>
        <a href={address.replace('/experiences', '/experiences.csv')}>
          {page.total > MOST_EXPORTED ? `Exporter les ${formatNumber(MOST_EXPORTED)} premières` : 'Exporter'}
        </a>
      </li>
      {followed !== null && (
        <li>
          <a href={followed}>Suivre cette liste</a>
        </li>
      )}
      <li>
        <details class="more field">
          <summary>Copier en texte</summary>
          <textarea readOnly rows={8} aria-label="Adresse de la liste, puis titres et adresses">
            {[`${origin}${address}`, ...titles].join('\n\n')}
          </textarea>
        </details>
      </li>
    </ul>
  );
}

/** Experiences of the list, its filters, and the way to the next page. */
export function ListingResults({ listing, page, origin }: ListingResultsProps) {
  const { total, experiences, next } = page;
  return (
    <div class="listing">
      <section class="listing-results" aria-labelledby="liste-titre">
        <h2 id="liste-titre">{total === 0 ? 'Aucune expérience ne répond' : count(total, 'expérience')}</h2>
        <Understood listing={listing} page={page} />
        <ActiveFilters listing={listing} page={page} />
        {total === 0 ? (
          <Nothing listing={listing} />
        ) : (
          <>
            <Order listing={listing} />
            <ListingTools listing={listing} page={page} origin={origin} />
            <p class="to-filters">
              <a href="#filtres">Filtrer la liste</a>
            </p>
            <ExperienceList experiences={experiences} />
            <PagesNav
              first={listing.cursor === '' ? null : listingAddress({ ...listing, cursor: '' })}
              next={next === null ? null : listingAddress({ ...listing, cursor: next })}
            />
          </>
        )}
      </section>
      <Facets listing={listing} page={page} />
    </div>
  );
}
