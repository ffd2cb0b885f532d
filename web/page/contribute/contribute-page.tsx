import { mapValues } from '../../question/parameters.ts';
import { ErrorSummary } from '../layout/error-summary.tsx';
import { FailureNotice } from '../layout/failure-notice.tsx';
import { pageWithout, statusOfFailure, UNPROCESSABLE } from '../layout/failure-page.tsx';
import { notFound } from '../layout/not-found.tsx';
import type { FormAction, Page, PageAnswer, PageRequest } from '../layout/page.ts';
import { Linked } from '../reference/linked.tsx';
import { loadTaxonomy } from '../search/data/search-data.ts';
import { ContributionForm } from './contribution-form.tsx';
import {
  FIELDS,
  NO_VALUES,
  NOTHING_REFUSED,
  type Refusal,
  readValues,
  sendContribution,
  TRAP,
  type Values,
} from './read-contribution.ts';

export const CONTRIBUTE_PATH = '/proposer';
/** Parameter of the page that follows a contribution. */
const RECEIVED = 'recue';

const HEAD = {
  title: 'Proposer une expérience',
  description:
    'Votre collectivité a agi avec l’économie sociale et solidaire : proposez son expérience à la rédaction.',
  canonicalPath: CONTRIBUTE_PATH,
  isIndexed: false,
};

function Contact({ operator: { name, contact } }: Pick<PageRequest, 'operator'>) {
  if (contact === null) return null;
  return (
    <p>
      Une question, une erreur dans votre envoi, l’envie de le retirer&nbsp;: {name !== null && `${name}, `}
      <Linked value={contact} />
    </p>
  );
}

/** Next steps, once it is received. */
function Received({ operator }: Pick<PageRequest, 'operator'>) {
  return (
    <div class="prose">
      <h1>Votre proposition est arrivée</h1>
      <ol>
        <li>Une personne de la rédaction la lit, la complète et vérifie ce qu’elle peut vérifier.</li>
        <li>Elle décide de la publier ou non. Jusque-là, personne d’autre ne voit votre texte.</li>
        <li>
          Si vous avez donné une adresse, elle vous répond, puis l’adresse est effacée. Sinon, cherchez votre
          titre parmi <a href="/experiences">les expériences</a>.
        </li>
      </ol>
      <Contact operator={operator} />
      <p>
        <a href={CONTRIBUTE_PATH}>Proposer une autre expérience</a>
      </p>
    </div>
  );
}

async function answer(
  request: PageRequest,
  values: Values,
  refusal: Refusal,
): Promise<PageAnswer | Response> {
  const { failure, errors } = refusal;
  const taxonomy = await loadTaxonomy(request.api);
  if (!taxonomy.ok) return pageWithout(taxonomy.failure, request);
  const summary = mapValues(FIELDS, ([id, label], field) => [id, label, errors[field]] as const);
  const hasErrors = Object.values(errors).some((error) => error !== null);
  const status = failure === null ? (hasErrors ? UNPROCESSABLE : 200) : statusOfFailure(failure);
  return {
    status,
    head: { ...HEAD, title: hasErrors ? `Erreur\u00a0: ${HEAD.title}` : HEAD.title },
    hydration: { entry: 'contribute', data: null },
    body: (
      <div class="prose">
        <h1>Proposer une expérience</h1>
        <p>
          Votre collectivité a agi avec l’économie sociale et solidaire&nbsp;? Racontez-le&nbsp;: d’autres
          s’en inspireront. Une personne relit chaque proposition, et rien n’est visible avant qu’elle la
          publie.
        </p>
        {failure !== null && <FailureNotice failure={failure} requestId={request.requestId} onRetry={null} />}
        {hasErrors && (
          <ErrorSummary
            title="La proposition n’est pas partie. Corrigez, puis renvoyez-la."
            errors={Object.values(summary)}
          />
        )}
        <ContributionForm values={values} refusal={refusal} taxonomy={taxonomy.data} />
        <Contact operator={request.operator} />
      </div>
    ),
  };
}

/** Form where a collectivité proposes its own experience. */
export const contributePage: Page = async (request) => {
  const { operator, url } = request;
  if (!operator.takesContributions) return notFound(request);
  if (!url.searchParams.has(RECEIVED)) return answer(request, NO_VALUES, NOTHING_REFUSED);
  const body = <Received operator={operator} />;
  return { head: { ...HEAD, title: 'Proposition reçue' }, body };
};

/** Receives the form. */
export const contributeAction: FormAction = async (request, form) => {
  if (!request.operator.takesContributions) return notFound(request);
  const values = readValues(form);
  // A program that fills in the trap hears what a person would: it learns nothing.
  const isTrapped = form.get(TRAP) !== '' && form.has(TRAP);
  const refusal = isTrapped ? null : await sendContribution(values, request.api);
  if (refusal !== null) return answer(request, values, refusal);
  return new Response(null, { status: 303, headers: { location: `${CONTRIBUTE_PATH}?${RECEIVED}` } });
};
