import { formatNumber } from '../../../src/domain/french/formats.ts';
import { capitalise, FEEDBACK_REASON_LABELS, VERDICT_LABELS } from '../../../src/domain/french/labels.ts';
import type { OpinionList, SourceChecks } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import { notFound } from '../layout/not-found.tsx';
import type { Page } from '../layout/page.ts';
import { BLIND_SPOTS_PATH, OPINIONS_PATH, reviewPath, SOURCES_PATH } from './addresses.ts';
import { ListPages } from './controls.tsx';
import { dayInWords, momentInWords } from './field-words.ts';
import { newsroomAnswer } from './frame.tsx';

const PAGE_SIZE = '25';

type Opinion = OpinionList['opinions'][number];

const REASONS: Readonly<Record<string, string>> = {
  ...FEEDBACK_REASON_LABELS.useful,
  ...FEEDBACK_REASON_LABELS['not-useful'],
};

function Subject({ opinion: { experienceId, leverId, title } }: { readonly opinion: Opinion }) {
  if (experienceId === null && leverId === null) return <>Toute une réponse</>;
  const name = typeset(title ?? experienceId ?? leverId ?? '');
  if (title === null) return <>{name} (n’existe plus)</>;
  return experienceId === null ? (
    <a href={`/leviers/${leverId}`}>{name}</a>
  ) : (
    <a href={reviewPath(experienceId)}>{name}</a>
  );
}

function OpinionRow({ opinion }: { readonly opinion: Opinion }) {
  const { verdict, reason, comment, createdAt } = opinion;
  return (
    <li class="card">
      <h2>
        <Subject opinion={opinion} />
      </h2>
      <p class="standing">
        <span class="tag">{capitalise(VERDICT_LABELS[verdict])}</span>
        {reason !== null && <span>{REASONS[reason] ?? reason}</span>}
        <time dateTime={createdAt}>{momentInWords(createdAt)}</time>
      </p>
      {comment !== null && <blockquote>{comment}</blockquote>}
    </li>
  );
}

/** Opinions of readers on the proposals that they received. */
export const opinionsPage: Page = async (request) => {
  const cursor = request.url.searchParams.get('suite');
  const query = new URLSearchParams({ limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) });
  const found = await request.api.get('/v1/feedback', { query });
  if (!found.ok) return pageWithout(found.failure, request);
  const { opinions, counts: verdicts, next } = found.data;
  return newsroomAnswer({
    request,
    title: 'Avis reçus',
    current: OPINIONS_PATH,
    body: (
      <>
        <h1>Avis reçus</h1>
        <p>
          {formatNumber(verdicts.useful)} «&nbsp;utile&nbsp;», {formatNumber(verdicts['not-useful'])}{' '}
          «&nbsp;pas utile&nbsp;». Rien ne dit qui les a donnés.
        </p>
        <ul class="queue">
          {opinions.map((opinion, index) => (
            <OpinionRow key={index} opinion={opinion} />
          ))}
        </ul>
        <ListPages
          first={cursor && OPINIONS_PATH}
          next={next && `${OPINIONS_PATH}?${new URLSearchParams({ suite: next })}`}
        />
      </>
    ),
  });
};

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

const KINDS = { theme: 'Thème', setting: 'Contexte', department: 'Département' } as const;

const MONTH = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Subjects about which questions found nothing close, month by month. */
export const blindSpotsPage: Page = async (request) => {
  if (!request.operator.countsBlindSpots) return notFound(request);
  const found = await request.api.get('/v1/blind-spots');
  if (!found.ok) return pageWithout(found.failure, request);
  const { blindSpots } = found.data;
  const months = [...new Set(blindSpots.map(({ month }) => month))];
  return newsroomAnswer({
    request,
    title: 'Angles morts',
    current: BLIND_SPOTS_PATH,
    body: (
      <div class="prose">
        <h1>Angles morts</h1>
        <p>
          Ce sur quoi des demandes n’ont rien trouvé de proche, depuis un an au plus. Aucun texte n’est gardé,
          et un nombre de moins de cinq n’est pas montré. Une demande faite deux fois compte deux fois.
        </p>
        {months.length === 0 && <p>Rien à montrer pour l’instant.</p>}
        {months.map((month) => (
          <section key={month}>
            <h2>{capitalise(MONTH.format(new Date(`${month}-01T00:00:00Z`)))}</h2>
            <table>
              <thead>
                <tr>
                  <th scope="col">Quoi</th>
                  <th scope="col">Lequel</th>
                  <th scope="col">Demandes</th>
                </tr>
              </thead>
              <tbody>
                {blindSpots
                  .filter((spot) => spot.month === month)
                  .map(({ kind, value, label, count }) => (
                    <tr key={`${kind} ${value}`}>
                      <td>{KINDS[kind]}</td>
                      <td>{typeset(capitalise(label))}</td>
                      <td>{formatNumber(count)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    ),
  });
};
