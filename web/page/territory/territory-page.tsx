import { describeFact } from '../../../src/domain/french/describe-standing.ts';
import { formatNumber, joinWithAnd } from '../../../src/domain/french/formats.ts';
import { capitalise, KIND_LABELS, SETTING_LABELS } from '../../../src/domain/french/labels.ts';
import type { SimilarTerritories, SimilarTerritory, Territory } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { writeParameters } from '../../question/parameters.ts';
import { forTerritory, NOTHING, writeQuestion } from '../../question/question.ts';
import { experiencePath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { territoryPath } from './territory-path.ts';

/** Facts of the operator about a territory, each leading to the similar territories that share it. */
function OperatorFacts({ territory }: { readonly territory: Territory }) {
  if (territory.facts.length === 0) return null;
  return (
    <ul class="plain-list" aria-label="Ce que disent d’autres fichiers officiels">
      {territory.facts.map((fact) => (
        <li key={fact.key}>
          {typeset(describeFact(fact))}{' '}
          <a href={territoryPath(territory, `${fact.key}:${fact.value}`)}>
            Seulement ces territoires<span class="visually-hidden">&nbsp;: {typeset(fact.key)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Similar territories under a title, each with its differences and its experiences; nothing when there is none. */
function SimilarList({
  title,
  territories,
}: {
  readonly title: string;
  readonly territories: readonly SimilarTerritory[];
}) {
  if (territories.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ol class="card-list">
        {territories.map(({ territory, differences, experiences }) => (
          <li key={territory.code} class="card">
            <h4>{typeset(territory.label)}</h4>
            <p>{typeset(`${differences.map(({ text }) => text).join(' ; ')}.`)}</p>
            {experiences.length > 0 && (
              <ul class="plain-list">
                {experiences.map(({ id, title: named }) => (
                  <li key={id}>
                    <a href={experiencePath(id)}>{typeset(named)}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Length of each list of similar territories. */
const SHOWN = '5';

/** « Commune · Haute-Marne · CC du Grand Langres · rural ». */
function describe({ kind, department, epci, setting, population }: Territory): string {
  return [
    capitalise(KIND_LABELS[kind]),
    ...(kind === 'departement' || department === null ? [] : [department.name]),
    ...(epci === null ? [] : [epci.name]),
    ...(population === null ? [] : [`${formatNumber(population)}\u00a0habitants`]),
    ...(setting.value === null ? [] : [SETTING_LABELS[setting.value]]),
  ].join(' · ');
}

interface TerritoryViewProps {
  readonly found: SimilarTerritories;
  /** Fact that the similar territories must have; empty for any. */
  readonly fact: string;
}

function Similar({ found, fact }: TerritoryViewProps) {
  const { resemblance, limits, features, similar, withExperience, sameEpci, territory } = found;
  return (
    <section aria-labelledby="semblables-titre" class="similar">
      <h2 id="semblables-titre">{capitalise(resemblance)}</h2>
      <p>{typeset(`Ici : ${joinWithAnd(features.map(({ text }) => text))}.`)}</p>
      <p class="help">{typeset(limits)}</p>
      {fact !== '' && (
        <p class="notice">
          {typeset(`Seuls ceux qui ont « ${fact.replace(':', ' : ')} » sont montrés. `)}
          <a href={territoryPath(territory)}>Les montrer tous</a>
        </p>
      )}
      <SimilarList title="Ceux qui ont une expérience" territories={withExperience} />
      <SimilarList title="Les plus proches de tous" territories={similar} />
      <SimilarList title="Dans la même intercommunalité" territories={sameEpci} />
      {[withExperience, similar, sameEpci].every(({ length }) => length === 0) && (
        <p>
          {fact === ''
            ? 'Aucun autre territoire de ce type.'
            : 'Aucun autre territoire de ce type n’a ce fait.'}
        </p>
      )}
    </section>
  );
}

function TerritoryView({ found, fact }: TerritoryViewProps) {
  const { territory } = found;
  return (
    <div class="browse">
      <header class="page-head">
        <h1>{typeset(territory.name)}</h1>
        <p class="places">{typeset(describe(territory))}</p>
        <OperatorFacts territory={territory} />
        <p>
          <a class="button primary" href={`/?${writeQuestion(forTerritory(NOTHING, territory))}`}>
            Chercher pour ce territoire
          </a>
        </p>
      </header>
      <Similar found={found} fact={fact} />
    </div>
  );
}

/** A territory of the register, those like it, and which of them have an experience. */
export const territoryPage: Page = async (request) => {
  const { api, params, url } = request;
  const [kind, fact] = [url.searchParams.get('type') ?? '', url.searchParams.get('fait') ?? ''];
  const outcome = await api.get('/v1/territories/{code}/similar', {
    path: { code: params.code ?? '' },
    query: writeParameters({ kind, fact, limit: SHOWN }),
  });
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  const found = outcome.data;
  return {
    head: {
      title: typeset(`${found.territory.name} : territoires semblables`),
      description: typeset(
        `${found.territory.label} : les territoires qui lui ressemblent d’après le découpage administratif, et leurs expériences.`,
      ),
      canonicalPath: territoryPath(found.territory),
      isIndexed: false,
    },
    body: <TerritoryView found={found} fact={fact} />,
  };
};
