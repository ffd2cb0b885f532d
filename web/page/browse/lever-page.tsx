import type { LeverPage } from '../../api/answers.ts';
import { count, typeset } from '../../french/typography.ts';
import { Places } from '../../question/places.tsx';
import { NOTHING, writeQuestion } from '../../question/question.ts';
import { UsedAcronyms } from '../layout/acronyms.tsx';
import { experiencePath, feedPath, leverPath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { LegalBasis } from '../lever/legal-basis.tsx';
import { FeedLink } from './feed-link.tsx';
import { EVERYTHING, listingAddress } from './listing.ts';

/** Legal basis and warning. */
function LeverRules({ lever }: { readonly lever: LeverPage }) {
  return (
    <>
      {lever.legalBasis.length > 0 && (
        <section class="card" aria-labelledby="loi-titre">
          <h2 id="loi-titre">Cadre légal</h2>
          <LegalBasis legalBasis={lever.legalBasis} />
        </section>
      )}
      {lever.watchOut !== null && (
        <section class="card watch-out" aria-labelledby="vigilance-titre">
          <h2 id="vigilance-titre">Point de vigilance</h2>
          <p>{typeset(lever.watchOut)}</p>
        </section>
      )}
    </>
  );
}

function Cases({ lever }: { readonly lever: LeverPage }) {
  const { experiences, experienceCount } = lever;
  return (
    <section aria-labelledby="cas-titre">
      <h2 id="cas-titre">
        {experienceCount === 0
          ? 'Personne ne s’en est servi dans les expériences connues'
          : `Qui s’en est servi, et comment : ${count(experienceCount, 'expérience')}`}
      </h2>
      <ul class="card-list">
        {experiences.map(({ id, title, year, territories, what }) => (
          <li key={id} class="card">
            <h3>
              <a href={experiencePath(id)}>{typeset(title)}</a>
            </h3>
            <Places experience={{ territories, year, setting: null }} />
            <p>{typeset(what)}</p>
          </li>
        ))}
      </ul>
      {experienceCount > 0 && (
        <p>
          {experiences.length < experienceCount && `Les ${experiences.length} plus récentes sont montrées. `}
          <a href={listingAddress({ ...EVERYTHING, lever: lever.id })}>
            Trier et filtrer les expériences de ce levier
          </a>
        </p>
      )}
    </section>
  );
}

function LeverView({ lever }: { readonly lever: LeverPage }) {
  const { id, label, definition, legalBasis, watchOut, experiences } = lever;
  const texts = [
    label,
    definition,
    watchOut ?? '',
    ...legalBasis.flatMap(({ ref, about }) => [ref, about]),
    ...experiences.flatMap(({ title, what }) => [title, what]),
  ];
  return (
    <div class="browse">
      <header class="page-head">
        <p class="quiet">
          <a href="/leviers">Tous les leviers</a>
        </p>
        <h1>{typeset(label)}</h1>
        <p class="story">{typeset(definition)}</p>
        <p>
          <a class="button primary" href={`/?${writeQuestion({ ...NOTHING, levers: [id] })}#nom`}>
            Chercher pour mon territoire
          </a>
        </p>
        <FeedLink field="lever" id={id} what="ce levier" />
      </header>
      <LeverRules lever={lever} />
      <Cases lever={lever} />
      <UsedAcronyms texts={texts} />
    </div>
  );
}

/** Page of a lever: definition, legal basis, warning, and the experiences that used it. */
export const leverPage: Page = async (request) => {
  const { api, params, url } = request;
  const outcome = await api.get('/v1/levers/{id}', { id: params.id ?? '' });
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  const lever = outcome.data;
  const label = typeset(lever.label);
  return {
    status: 200,
    head: {
      title: `${label} : levier`,
      description: typeset(lever.definition),
      canonicalPath: leverPath(lever.id),
      structuredData: {
        '@context': 'https://schema.org',
        '@type': 'DefinedTerm',
        name: label,
        description: typeset(lever.definition),
        inLanguage: 'fr',
        url: `${url.origin}${leverPath(lever.id)}`,
        inDefinedTermSet: `${url.origin}/leviers`,
      },
      feed: { path: feedPath('lever', lever.id), title: `Essaimage : ${label}` },
      isIndexed: true,
    },
    section: '/leviers',
    hydration: null,
    body: <LeverView lever={lever} />,
  };
};
