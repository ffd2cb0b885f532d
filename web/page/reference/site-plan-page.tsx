import { formatNumber } from '../../../src/domain/french/formats.ts';
import { typeset } from '../../french/typography.ts';
import { leverPath, themePath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { PLAN } from './site-plan.ts';

interface Branch {
  readonly id: string;
  readonly label: string;
  readonly experienceCount: number;
}

/** A page that leads to many, and those to which it leads. */
function Tree({
  path,
  label,
  branches,
  pathOf,
}: {
  readonly path: string;
  readonly label: string;
  readonly branches: readonly Branch[];
  readonly pathOf: (id: string) => string;
}) {
  return (
    <section class="plan-tree">
      <h2>
        <a href={path}>{label}</a>
      </h2>
      <ul class="plain-list">
        {branches.map(({ id, label: name, experienceCount }) => (
          <li key={id}>
            <a href={pathOf(id)}>{typeset(name)}</a>{' '}
            <span class="quiet">
              {formatNumber(experienceCount)}
              <span class="visually-hidden">{experienceCount >= 2 ? ' expériences' : ' expérience'}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every page of the site, but those of single experiences, to which the lists lead. */
export const sitePlanPage: Page = async (request) => {
  const { api } = request;
  const [themes, levers] = await Promise.all([api.get('/v1/themes'), api.get('/v1/levers')]);
  if (!themes.ok) return pageWithout(themes.failure, request);
  if (!levers.ok) return pageWithout(levers.failure, request);
  return {
    head: {
      title: 'Plan du site',
      description:
        'Toutes les pages d’Essaimage : recherche, expériences, thèmes, leviers, et ce qu’il faut savoir du service.',
      canonicalPath: '/plan-du-site',
      isIndexed: true,
    },
    body: (
      <>
        <header class="page-head">
          <h1>Plan du site</h1>
          <p class="help">
            Les fiches des expériences s’atteignent depuis <a href="/experiences">leur liste</a>, un thème, un
            levier ou une recherche. À côté d’un thème ou d’un levier, le nombre de ses expériences.
          </p>
        </header>
        <div class="plan">
          <div class="plan-parts">
            {PLAN.map(({ title, pages }) => (
              <section key={title}>
                <h2>{title}</h2>
                <ul class="plain-list">
                  {pages.map(({ path, label }) => (
                    <li key={path}>
                      <a href={path}>{typeset(label)}</a>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
          <Tree path="/themes" label="Thèmes" branches={themes.data.themes} pathOf={themePath} />
          <Tree
            path="/leviers"
            label="Leviers"
            branches={levers.data.levers}
            pathOf={(id) => leverPath(id)}
          />
        </div>
      </>
    ),
  };
};
