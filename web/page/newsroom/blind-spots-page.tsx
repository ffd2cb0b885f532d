import { formatNumber } from '../../../src/domain/french/formats.ts';
import { capitalise } from '../../../src/domain/french/labels.ts';
import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import { notFound } from '../layout/not-found.tsx';
import type { Page } from '../layout/page.ts';
import { BLIND_SPOTS_PATH } from './addresses.ts';
import { newsroomAnswer } from './frame.tsx';

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
          Ce sur quoi des questions n’ont rien trouvé de proche, depuis un an au plus. Aucun texte n’est
          gardé, et un nombre de moins de cinq n’est pas montré. Une question posée deux fois compte deux
          fois.
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
                  <th scope="col">Questions</th>
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
