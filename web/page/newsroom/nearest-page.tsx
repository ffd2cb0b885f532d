import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { FormAction, Page } from '../layout/page.ts';
import { type FicheState, judgedPath, nearestPath, reviewPath, seeOther } from './addresses.ts';
import { Act, FormToken } from './controls.tsx';
import { newsroomAnswer } from './frame.tsx';
import { changedGrades, Grades, keysHelp, placeOf } from './grades.tsx';
import { refused } from './review-page.tsx';

/** Requests that a fiche is the likeliest to answer, to say whether it does. */
export const nearestPage: Page = async (request) => {
  const path = { id: request.params.id ?? '' };
  const [fiche, nearest] = await Promise.all([
    request.api.get('/v1/experiences/{id}', { path }),
    request.api.get('/v1/experiences/{id}/judged-requests', { path }),
  ]);
  if (!fiche.ok) return pageWithout(fiche.failure, request);
  if (!nearest.ok) return pageWithout(nearest.failure, request);
  return newsroomAnswer({
    request,
    title: 'À quelles demandes répond-elle ?',
    current: null,
    body: (
      <>
        <header class="review-head">
          <p>
            <a href={reviewPath(path.id)}>Revenir à la fiche</a>
          </p>
          <h1>{typeset(`À quelles demandes répond « ${fiche.data.title} » ?`)}</h1>
          <p class="help">
            Les demandes jugées les plus proches. Celles que vous laissez sans note restent comme elles sont.{' '}
            {keysHelp('demande', 'enregistre')}
          </p>
        </header>
        <form method="post" class="stack">
          <FormToken session={request.session} />
          {nearest.data.requests.map((judged, index) => {
            const grade = judged.experiences.find(({ id }) => id === path.id)?.grade ?? null;
            return (
              <Grades
                key={judged.id}
                id={judged.id}
                title={judged.priorities}
                href={judgedPath(judged.id)}
                before={grade}
                chosen={grade}
                hasFocus={index === 0}
              >
                {placeOf(judged) !== '' && <p class="places">{typeset(placeOf(judged))}</p>}
              </Grades>
            );
          })}
          <div class="button-row chosen">
            <Act value="enregistrer" isMain>
              Enregistrer
            </Act>
          </div>
        </form>
      </>
    ),
  });
};

/** Judges the fiche for each request whose grade changed. */
export const nearestAction: FormAction = async (request, form) => {
  const fiche = request.params.id ?? '';
  const fiches: FicheState[] = [];
  for (const [id, grade] of Object.entries(changedGrades(form))) {
    const body = { experiences: { [fiche]: grade } };
    const judged = await request.api.patch('/v1/judged-requests/{id}', { path: { id }, body });
    if (judged.ok) fiches.push({ id, version: judged.data.judgedAt ?? '' });
    else if (fiches.length === 0) return refused(judged.failure, request);
    else return seeOther(nearestPath(fiche), { message: 'jugees-arret', fiches });
  }
  const message = fiches.length === 0 ? 'rien' : fiches.length === 1 ? 'jugee' : 'jugees';
  return seeOther(nearestPath(fiche), { message, fiches });
};
