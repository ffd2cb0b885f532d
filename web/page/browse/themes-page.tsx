import { count, typeset } from '../../french/typography.ts';
import { Illustration } from '../illustration/illustration.tsx';
import { themePath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';

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
