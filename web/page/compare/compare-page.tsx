import { describeLife } from '../../../src/domain/french/describe-answer.ts';
import { formatNumber, splitFigure } from '../../../src/domain/french/formats.ts';
import { capitalise, KIND_LABELS, SETTING_LABELS } from '../../../src/domain/french/labels.ts';
import type { Experience } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { isEmpty } from '../../question/question.ts';
import { SourceLine } from '../experience/fiche-story.tsx';
import { MAX_COMPARED, themePath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { isGone } from '../layout/refusal.ts';
import { mailTo } from '../peer/peer-address.ts';
import { addressOf, notePath, readAsked, writeAsked } from '../search/data/address.ts';
import { type ComparedRow, CompareTable } from './compare-table.tsx';

function LeverUses({ levers }: Pick<Experience, 'levers'>) {
  return (
    <dl class="uses">
      {levers.map(({ id, label, what }) => (
        <div key={id}>
          <dt>{typeset(label)}</dt>
          <dd>{typeset(what)}</dd>
        </div>
      ))}
    </dl>
  );
}

const UNKNOWN = 'Non précisé';

function places({ territories }: Experience) {
  return (
    <ul>
      {territories.map(({ name, kind, population }) => (
        <li key={name}>
          {typeset(name)}, {KIND_LABELS[kind]}
          {population !== null && `, ${formatNumber(population)}\u00a0habitants`}
        </li>
      ))}
    </ul>
  );
}

function themes(items: Experience['themes']) {
  return (
    <ul>
      {items.map(({ id, label }) => (
        <li key={id}>
          <a href={themePath(id)}>{typeset(label)}</a>
        </li>
      ))}
    </ul>
  );
}

const ROWS: readonly ComparedRow[] = [
  { name: 'Territoires', show: places },
  {
    name: 'Contexte',
    show: ({ setting }) => (setting === null ? UNKNOWN : capitalise(SETTING_LABELS[setting])),
  },
  { name: 'Année', show: ({ year }) => year ?? UNKNOWN },
  {
    name: 'État et fraîcheur',
    show: (experience) => typeset(capitalise(describeLife(experience))),
  },
  { name: 'Récit', show: ({ summary }) => typeset(summary) },
  { name: 'Thèmes', show: (experience) => themes(experience.themes) },
  {
    name: 'Ce que la collectivité a fait',
    show: ({ levers }) => <LeverUses levers={levers} />,
  },
  {
    name: 'Chiffres',
    show: ({ figures }) =>
      figures.length === 0 ? (
        UNKNOWN
      ) : (
        <ul>
          {figures.map((figure) => (
            <li key={figure.label}>{typeset(`${figure.label} : ${splitFigure(figure).measure}`)}</li>
          ))}
        </ul>
      ),
  },
  {
    name: 'Acteurs',
    show: ({ actors }) => (actors.length === 0 ? UNKNOWN : actors.map(typeset).join(', ')),
  },
  { name: 'Source', show: ({ source }) => <SourceLine source={source} /> },
];

/** Two or three experiences side by side; the ids stand in the address, in the order of the columns. */
export const comparePage: Page = async (request) => {
  const { url, api } = request;
  const asked = (url.searchParams.get('fiches') ?? '').split(',').filter((id) => id !== '');
  const ids = [...new Set(asked)].slice(0, MAX_COMPARED);
  const outcomes = await Promise.all(ids.map((id) => api.get('/v1/experiences/{id}', { path: { id } })));
  // Without those that are gone, the others can be compared.
  const failed = outcomes.find((outcome) => !outcome.ok && !isGone(outcome.failure));
  if (failed?.ok === false) return pageWithout(failed.failure, request);
  const experiences = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.data] : []));
  const answer = readAsked(url.searchParams);
  const { question } = answer;
  return {
    status: experiences.length === 0 ? 404 : 200,
    head: {
      title: 'Comparer des expériences',
      description: 'Des expériences de collectivités, côte à côte.',
      canonicalPath: '/comparer',
      isIndexed: false,
    },
    body: (
      <div class="compare-page">
        <h1>Comparer des expériences</h1>
        {!isEmpty(question) && (
          <p>
            <a href={addressOf(answer)}>Revenir à la réponse</a>
          </p>
        )}
        {experiences.length < ids.length && (
          <p class="notice">Certaines des expériences choisies n’existent plus.</p>
        )}
        {experiences.length === 0 ? (
          <p>
            Les <a href="/">résultats d’une recherche</a> mènent à leurs premières expériences, côte à côte.
          </p>
        ) : (
          <>
            <CompareTable experiences={experiences} rows={ROWS} asked={writeAsked(answer)} />
            <ul class="tools" aria-label="Que faire de cette comparaison">
              {!isEmpty(question) && (
                <li>
                  <a class="button" href={notePath(answer, ids)}>
                    Citer dans une note
                  </a>
                </li>
              )}
              <li>
                <a href={mailTo('', 'Essaimage : des expériences à comparer', url.href)}>Envoyer</a>
              </li>
            </ul>
          </>
        )}
      </div>
    ),
  };
};
