import type { ExperiencePage, Label } from '../../api/answers.ts';
import { readExperiences } from '../../api/read-experiences.ts';
import { count, typeset } from '../../french/typography.ts';
import { Illustration } from '../illustration/illustration.tsx';
import { FOLLOW_PATH, feedPath, themePath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import { notFound } from '../layout/not-found.tsx';
import type { Page } from '../layout/page.ts';
import { ExperienceList } from './experience-list.tsx';
import { EVERYTHING, listingAddress, PARAMETERS, toApiQuery } from './listing.ts';
import { PagesNav } from './pages-nav.tsx';

/** Every theme, and how many experiences it has. */
export const themesPage: Page = async (request) => {
  const outcome = await request.api.get('/v1/themes');
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  return {
    head: {
      title: 'Thèmes',
      description: 'Les expériences des collectivités avec l’économie sociale et solidaire, par thème.',
      canonicalPath: '/themes',
      isIndexed: true,
    },
    section: '/themes',
    body: (
      <>
        <header class="page-head">
          <h1>Thèmes</h1>
          <p class="help">
            De quoi parlent les expériences. Une expérience peut porter plusieurs thèmes ; vous pouvez aussi{' '}
            <a href="/experiences">les voir toutes</a>.
          </p>
        </header>
        <ul class="tile-list">
          {outcome.data.themes.map(({ id, label, experienceCount }) => (
            <li key={id} class="card tile">
              <Illustration of="theme" id={id} />
              <a href={themePath(id)}>{typeset(label)}</a>
              <span class="quiet">{count(experienceCount, 'expérience')}</span>
            </li>
          ))}
        </ul>
      </>
    ),
  };
};

interface ThemeViewProps {
  readonly theme: Label;
  readonly page: ExperiencePage;
  readonly isFirst: boolean;
}

function pageAddress(theme: Label, cursor: string): string {
  return `${themePath(theme.id)}?${new URLSearchParams({ [PARAMETERS.cursor]: cursor })}`;
}

/** The levers that the experiences of the theme used, each leading to those. */
function UsedLevers({ theme, page }: Omit<ThemeViewProps, 'isFirst'>) {
  if (page.facets.levers.length === 0) return null;
  return (
    <section aria-labelledby="leviers-titre">
      <h2 id="leviers-titre">Leviers actionnés</h2>
      <ul class="suggestions">
        {page.facets.levers.map(({ value, label, count: held }) => (
          <li key={value}>
            <a class="chip-link" href={listingAddress({ ...EVERYTHING, theme: theme.id, lever: value })}>
              {typeset(label)} <span class="held">({held})</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ThemeView({ theme, page, isFirst }: ThemeViewProps) {
  const { total, experiences, next } = page;
  return (
    <div class="browse">
      <header class="page-head drawn">
        <Illustration of="theme" id={theme.id} />
        <p class="quiet">
          <a href="/themes">Tous les thèmes</a>
        </p>
        <h1>{typeset(theme.label)}</h1>
        <p class="quiet">
          <a href={`${FOLLOW_PATH}?${new URLSearchParams({ theme: theme.id })}`}>Suivre ce thème</a>
        </p>
      </header>
      {isFirst && <UsedLevers theme={theme} page={page} />}
      <section aria-labelledby="liste-titre">
        <h2 id="liste-titre">
          {total === 0 ? 'Aucune expérience pour l’instant' : count(total, 'expérience')}
        </h2>
        <ExperienceList experiences={experiences} />
        <PagesNav
          first={isFirst ? null : themePath(theme.id)}
          next={next === null ? null : pageAddress(theme, next)}
        />
      </section>
    </div>
  );
}

/** The experiences of a theme, the most recent first. */
export const themePage: Page = async (request) => {
  const themes = await request.api.get('/v1/themes');
  if (!themes.ok) return pageWithout(themes.failure, request);
  const theme = themes.data.themes.find(({ id }) => id === request.params.id);
  if (theme === undefined) return notFound(request);
  const cursor = request.url.searchParams.get(PARAMETERS.cursor) ?? '';
  const listing = await readExperiences(request.api, toApiQuery({ ...EVERYTHING, theme: theme.id, cursor }));
  if (!listing.ok) return pageWithout(listing.failure, request);
  const label = typeset(theme.label);
  return {
    head: {
      title: cursor === '' ? `${label} : expériences` : `${label} : suite des expériences`,
      description: `${label} : ce que des collectivités ont fait avec l’économie sociale et solidaire, et les leviers qu’elles ont actionnés.`,
      canonicalPath: themePath(theme.id),
      shareImage: { name: `theme-${theme.id}`, alt: `Essaimage\u00a0: ${label}` },
      feed: { path: feedPath('theme', theme.id), title: `Essaimage : ${label}` },
      isEmbeddable: true,
      isIndexed: cursor === '',
    },
    section: '/themes',
    body: <ThemeView theme={theme} page={listing.data} isFirst={cursor === ''} />,
  };
};
