import { capitalise } from '../../../src/domain/french/labels.ts';
import type { SourceChecks } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { reviewPath, SOURCES_PATH } from './addresses.ts';
import { dayInWords } from './field-words.ts';
import { newsroomAnswer } from './frame.tsx';

type Source = SourceChecks['sources'][number];

function SourceRow({
  source: { url, outcome, detail, checkedAt, experiences },
}: {
  readonly source: Source;
}) {
  return (
    <li class="card">
      <h2>
        <a href={url}>{url}</a>
      </h2>
      {outcome === 'moved' ? (
        <p class="caution">
          Déplacée&nbsp;: <a href={detail}>{detail}</a>
        </p>
      ) : (
        <p class="caution">{typeset(capitalise(detail))}</p>
      )}
      <p class="quiet">Vérifiée le {dayInWords(checkedAt)}. Citée par&nbsp;:</p>
      <ul class="plain-list">
        {experiences.map(({ id, title }) => (
          <li key={id}>
            <a href={`${reviewPath(id)}#source-citee`}>{typeset(title)}</a>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Addresses of sources that the last check did not reach, with the fiches to correct. */
export const sourcesPage: Page = async (request) => {
  const found = await request.api.get('/v1/source-checks');
  if (!found.ok) return pageWithout(found.failure, request);
  const { sources } = found.data;
  return newsroomAnswer({
    request,
    title: 'Adresses à vérifier',
    current: SOURCES_PATH,
    body: (
      <>
        <h1>Adresses à vérifier</h1>
        <p class="help">
          Ce que la dernière vérification des sources (<code>essaimage check-sources</code>) n’a pas atteint,
          ou a trouvé ailleurs. Ouvrez une fiche pour corriger l’adresse de sa source.
        </p>
        {sources.length === 0 ? (
          <p>Rien à vérifier, ou aucune vérification n’a encore été faite.</p>
        ) : (
          <ul class="queue">
            {sources.map((source) => (
              <SourceRow key={source.url} source={source} />
            ))}
          </ul>
        )}
      </>
    ),
  });
};
