import { countResults } from '../../../src/domain/french/describe-answer.ts';
import type { Recommendation, Territory } from '../../api/answers.ts';
import { type Question, writeQuestion } from '../../question/question.ts';
import type { Form, Presentation } from '../settings.ts';
import type { Means, State } from '../state.ts';
import { Answer } from './answer.tsx';
import { explainFailure, MISCONFIGURED, mayPass } from './explain-failure.ts';
import { FailureNotice } from './failure-notice.tsx';
import { Heading } from './heading.tsx';
import { QuestionForm } from './question-form.tsx';
import { type Links, ServiceLink } from './service-link.tsx';

interface TerritoryChoiceProps {
  readonly typed: string;
  readonly territories: readonly Territory[];
  readonly means: Means;
}

/** Territories with the typed name; each one asks the same question for itself. */
function TerritoryChoice({ typed, territories, means }: TerritoryChoiceProps) {
  if (territories.length === 0) {
    return (
      <p class="e-notice" role="alert">
        {`Aucun territoire ne répond à «\u00a0${typed}\u00a0». Vérifiez l’orthographe, essayez le code postal, ou laissez ce champ vide.`}
      </p>
    );
  }
  return (
    <div class="e-notice" role="alert">
      <p>{`Plusieurs territoires répondent à «\u00a0${typed}\u00a0». Choisissez le vôtre\u00a0:`}</p>
      <ul class="e-choices">
        {territories.map((territory) => (
          <li key={`${territory.kind}-${territory.code}`}>
            {means.kind === 'address' ? (
              <a href={means.hrefFor(territory)}>{territory.label}</a>
            ) : (
              <button type="button" part="button" onClick={() => means.onTerritory(territory)}>
                {territory.label}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface RecommendationsProps {
  readonly presentation: Presentation;
  readonly question: Question;
  readonly form: Form;
  readonly state: State;
  readonly links: Links;
  readonly means: Means;
}

const TITLE_ID = 'essaimage-titre';

function describeAnswer(answer: Recommendation): string {
  // The advice that follows says what to try.
  if (answer.experiences.length === 0) return 'Aucun résultat.';
  const found = countResults(answer);
  const { name } = answer.profile.territory;
  return name === null ? `${found}.` : `${found} pour ${name}.`;
}

/** Text of the live region: screen readers announce it. */
function describe(state: State): string {
  if (state.kind === 'waiting') {
    return state.isSlow
      ? 'La réponse tarde plus que d’habitude. Elle va s’afficher ici.'
      : 'Recherche en cours…';
  }
  return state.kind === 'answered' && state.outcome.ok ? describeAnswer(state.outcome.data) : '';
}

function Content({ state, presentation, links, means }: RecommendationsProps) {
  const fallback = means.kind === 'script' ? <slot /> : null;
  switch (state.kind) {
    case 'idle':
    case 'waiting':
      return null;
    case 'misconfigured':
      return <FailureNotice explanation={MISCONFIGURED} onRetry={null} fallback={fallback} />;
    case 'choosing':
      return <TerritoryChoice typed={state.typed} territories={state.territories} means={means} />;
    case 'answered':
      return state.outcome.ok ? (
        <Answer recommendation={state.outcome.data} links={links} level={presentation.headingLevel} />
      ) : (
        <FailureNotice
          explanation={explainFailure(state.outcome.failure)}
          onRetry={means.kind === 'script' && mayPass(state.outcome.failure) ? means.onRetry : null}
          fallback={fallback}
        />
      );
  }
}

/** The list of recommendations as it is shown on other sites, by the element and by the frame. */
export function Recommendations(props: RecommendationsProps) {
  const { presentation, question, form, state, links, means } = props;
  return (
    <section
      class="essaimage"
      part="root"
      lang="fr"
      aria-labelledby={TITLE_ID}
      aria-busy={state.kind === 'waiting'}
    >
      <Heading level={presentation.headingLevel} id={TITLE_ID} part="title">
        {presentation.title}
      </Heading>
      {form !== null && (
        <QuestionForm question={question} asksTerritory={form === 'territory-and-need'} means={means} />
      )}
      <p class="e-soft e-status" part="status" role="status">
        {describe(state)}
      </p>
      <Content {...props} />
      {state.kind === 'answered' && state.outcome.ok && (
        <p class="e-soft" part="credit">
          <ServiceLink href={`${links.service}/?${writeQuestion(question)}`}>
            Détail et autres réponses sur Essaimage
          </ServiceLink>
        </p>
      )}
    </section>
  );
}
