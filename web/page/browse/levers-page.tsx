import { count, typeset } from '../../french/typography.ts';
import { Illustration } from '../illustration/illustration.tsx';
import { leverPath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';

/** Every lever, what it is, and how many experiences used it. */
export const leversPage: Page = async (request) => {
  const outcome = await request.api.get('/v1/levers');
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  return {
    head: {
      title: 'Leviers',
      description:
        'Ce qu’une collectivité peut faire elle-même pour l’économie sociale et solidaire : définition, cadre légal, vigilance, exemples.',
      canonicalPath: '/leviers',
      isIndexed: true,
    },
    section: '/leviers',
    body: (
      <>
        <header class="page-head">
          <h1>Leviers</h1>
          <p class="help">
            Ce qu’une collectivité peut faire elle-même pour l’économie sociale et solidaire (ESS) : ses
            achats, ses locaux, ses subventions, ses conventions…
          </p>
        </header>
        <ul class="card-list card-list-wide">
          {outcome.data.levers.map(({ id, label, definition, experienceCount }) => (
            <li key={id} class="card drawn">
              <Illustration of="lever" id={id} />
              <h2>
                <a href={leverPath(id)}>{typeset(label)}</a>
              </h2>
              <p>{typeset(definition)}</p>
              <p class="quiet">{count(experienceCount, 'expérience')}</p>
            </li>
          ))}
        </ul>
      </>
    ),
  };
};
