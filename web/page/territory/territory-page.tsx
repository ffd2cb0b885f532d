import { describeFact } from '../../../src/domain/french/describe-standing.ts';
import { formatNumber } from '../../../src/domain/french/formats.ts';
import { capitalise, KIND_LABELS, SETTING_LABELS } from '../../../src/domain/french/labels.ts';
import type { ExperiencePage, SimilarTerritories, SimilarTerritory, Territory } from '../../api/answers.ts';
import { readExperiences } from '../../api/read-experiences.ts';
import { count, typeset } from '../../french/typography.ts';
import { writeParameters } from '../../question/parameters.ts';
import { forTerritory, NOTHING, writeQuestion } from '../../question/question.ts';
import { experiencePath, FOLLOW_PATH } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { territoryPath } from './territory-path.ts';

/** Territories alike, and experiences of the territory, that are shown at once. */
const SHOWN = 4;

function compareSizes(here: number | null, there: number | null): string {
  if (here === null || there === null) return 'population inconnue';
  const doublings = Math.log2(Math.max(1, there) / Math.max(1, here));
  if (Math.abs(doublings) > 1) return doublings > 0 ? 'plus d’habitants' : 'moins d’habitants';
  return Math.abs(doublings) > 1 / 3 ? 'taille comparable' : 'même taille';
}

/** Features to say where they are shared: first commune of its EPCI, seat of the State, fact of the operator. */
const TOLD = /^(rank 1re|seat (?!ni )|fact:)/;

/** Says why a territory is alike: « Même taille, même contexte rural, même forme d’intercommunalité ». */
function explain({ territory: here, features }: SimilarTerritories, other: SimilarTerritory): string {
  const { territory: there, differences } = other;
  const setting = here.setting.value === there.setting.value ? here.setting.value : null;
  const isSame = (feature: string) => differences.some(({ code, same }) => same && code === feature);
  const told = features.filter(({ code, text }) => isSame(code) && TOLD.test(`${code} ${text}`));
  const words = [
    compareSizes(here.population, there.population),
    ...(setting === null ? [] : [`même contexte ${SETTING_LABELS[setting]}`]),
    ...(here.epciForm !== null && here.epciForm === there.epciForm ? ['même forme d’intercommunalité'] : []),
    ...told.map(
      ({ code, text }) => `${code === 'rank' ? 'la plus peuplée de son intercommunalité' : text} aussi`,
    ),
  ];
  return capitalise(words.join(', '));
}

function Links({ experiences }: { readonly experiences: SimilarTerritory['experiences'] }) {
  return (
    <ul class="plain-list">
      {experiences.map(({ id, title }) => (
        <li key={id}>
          <a href={experiencePath(id)}>{typeset(title)}</a>
        </li>
      ))}
    </ul>
  );
}

/** « Commune · Haute-Marne · CC du Grand Langres · 290 habitants · contexte déduit : rural ». */
function describe({ kind, department, epci, setting, population, facts }: Territory): string {
  return [
    capitalise(KIND_LABELS[kind]),
    ...(kind === 'departement' || department === null ? [] : [department.name]),
    ...(epci === null ? [] : [epci.name]),
    ...(population === null ? [] : [`${formatNumber(population)}\u00a0habitants`]),
    ...(setting.value === null ? [] : [`contexte déduit : ${SETTING_LABELS[setting.value]}`]),
    ...facts.map(describeFact),
  ].join(' · ');
}

/** « Saleich (Haute-Garonne) ». */
function nameOf({ kind, name, department }: Territory): string {
  return kind === 'departement' || department === null ? name : `${name} (${department.name})`;
}

interface TerritoryViewProps {
  readonly found: SimilarTerritories;
  /** Experiences of the territory and of what it contains. */
  readonly own: ExperiencePage;
}

function Own({ total, experiences }: ExperiencePage) {
  return (
    <section aria-labelledby="siennes-titre">
      <h2 id="siennes-titre">
        {total === 0 ? 'Aucune expérience connue ici' : `Ici\u00a0: ${count(total, 'expérience')}`}
      </h2>
      <Links experiences={experiences.slice(0, SHOWN)} />
      {total > SHOWN && (
        <details class="more">
          <summary>{experiences.length - SHOWN} de plus</summary>
          <Links experiences={experiences.slice(SHOWN)} />
        </details>
      )}
    </section>
  );
}

function TerritoryView({ found, own }: TerritoryViewProps) {
  const { territory, withExperience, similar } = found;
  const question = writeQuestion(forTerritory(NOTHING, territory));
  return (
    <div class="browse">
      <header class="page-head">
        <h1>{typeset(territory.name)}</h1>
        <p class="places">{typeset(describe(territory))}</p>
        <p>
          <a class="button primary" href={`/?${question}`}>
            Chercher pour ce territoire
          </a>
        </p>
        <p class="quiet">
          <a href={`${FOLLOW_PATH}?${question}`}>Suivre ce territoire</a>
        </p>
      </header>
      <Own {...own} />
      <section aria-labelledby="semblables-titre">
        <h2 id="semblables-titre">
          {withExperience.length > 0
            ? 'Territoires semblables qui ont une expérience'
            : 'Territoires semblables'}
        </h2>
        <p class="help">
          D’après leur population et le découpage administratif, qui ne connaît ni les revenus, ni l’emploi.
        </p>
        <ul class="card-list">
          {(withExperience.length > 0 ? withExperience : similar).map((other) => (
            <li key={other.territory.code} class="card">
              <h3>{typeset(nameOf(other.territory))}</h3>
              <p>{typeset(`${explain(found, other)}.`)}</p>
              <Links experiences={other.experiences} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** A territory of the register, its experiences, and those like it that have some. */
export const territoryPage: Page = async (request) => {
  const { api, params, url } = request;
  const outcome = await api.get('/v1/territories/{code}/similar', {
    path: { code: params.code ?? '' },
    query: writeParameters({ kind: url.searchParams.get('type') ?? '', limit: String(SHOWN) }),
  });
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  const found = outcome.data;
  const { code, kind, name, label } = found.territory;
  const own = await readExperiences(
    api,
    writeParameters({ territory: code, territoryKind: kind, limit: '100' }),
  );
  if (!own.ok) return pageWithout(own.failure, request);
  return {
    head: {
      title: typeset(`${name} : territoires semblables`),
      description: typeset(
        `${label} : les territoires qui lui ressemblent d’après le découpage administratif, et leurs expériences.`,
      ),
      canonicalPath: territoryPath(found.territory),
      isIndexed: false,
    },
    body: <TerritoryView found={found} own={own.data} />,
  };
};
