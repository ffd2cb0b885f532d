import type { Failure, Outcome } from '../../api/client.ts';
import type { Review } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';
import { FailureNotice } from '../layout/failure-notice.tsx';
import { explain, pageWithout, statusOfFailure, UNPROCESSABLE } from '../layout/failure-page.tsx';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { Page, PageAnswer, PageRequest } from '../layout/page.ts';
import { loadTaxonomy, type Taxonomy } from '../search/data/search-data.ts';
import { COMPARED_PARAMETER, mergePath, nearestPath, reviewPath } from './addresses.ts';
import { Changes, Duplicates, History, Meanwhile, Siblings, Standing } from './comparisons.tsx';
import { Act, EnterAct } from './controls.tsx';
import { FICHE_FORM, FicheForm, type LeverErrors, type TypedTerritory } from './fiche-form.tsx';
import { taxonomyLabels } from './field-words.ts';
import { baseOf, type FormBase, type MeanwhileChange } from './form-base.ts';
import { newsroomAnswer } from './frame.tsx';
import { SourceText } from './source-text.tsx';
import { type Values, valuesOf } from './values.ts';
import { DOUBT_LABELS, DOUBT_QUESTION, reasonsInWords } from './words.ts';

/** Answers of the API that the page of a fiche shows. */
export interface ReviewData extends Taxonomy {
  readonly review: Review;
}

/** A form that was refused: what it held, and why. */
export interface Refusal {
  readonly values: Values;
  readonly territory: TypedTerritory;
  readonly leverErrors: LeverErrors;
  /** Reasons to look at the fiche again before it is published; empty for another refusal. */
  readonly doubts: readonly string[];
  readonly failure: Failure | null;
  readonly base: FormBase;
  /** Changes by somebody else since the form was opened; null for another refusal. */
  readonly meanwhile: readonly MeanwhileChange[] | null;
}

export async function loadReview(request: PageRequest): Promise<Outcome<ReviewData>> {
  const { api, params, url } = request;
  const id = params.id ?? '';
  const compared = url.searchParams.get(COMPARED_PARAMETER);
  const query = new URLSearchParams(compared === null ? {} : { with: compared });
  const [review, taxonomy] = await Promise.all([
    api.get('/v1/experiences/{id}/review', { path: { id }, query }),
    loadTaxonomy(api),
  ]);
  if (!review.ok) return review;
  if (!taxonomy.ok) return taxonomy;
  return { ok: true, data: { review: review.data, ...taxonomy.data } };
}

/** The decisions, beside the title; they send the form of the fields. */
function Decisions({
  review: { experience, status, sameAs, next },
  isAsked,
}: Pick<ReviewData, 'review'> & { readonly isAsked: boolean }) {
  const isNew = status !== 'published';
  const publish = isAsked ? 'Publier quand même' : 'Publier';
  // Where a fiche tells perhaps the same, merging comes first.
  const isFirst = sameAs.length === 0;
  return (
    <div class="decisions">
      {/* It never publishes. */}
      <EnterAct form={FICHE_FORM} value="enregistrer">
        Enregistrer
      </EnterAct>
      <div class="button-row">
        {isNew && next !== null && (
          <Act form={FICHE_FORM} value="publier-suivante" isMain={isFirst}>
            {publish}, puis la suivante
          </Act>
        )}
        {isNew && (
          <Act form={FICHE_FORM} value="publier" isMain={next === null && isFirst}>
            {publish}
          </Act>
        )}
        <Act form={FICHE_FORM} value="enregistrer" isMain={!isNew}>
          {isNew ? 'Enregistrer sans publier' : 'Enregistrer'}
        </Act>
        {status !== 'proposed' && (
          <Act form={FICHE_FORM} value="reprendre">
            Remettre à relire
          </Act>
        )}
        {next !== null && <a href={reviewPath(next)}>Passer à la suivante</a>}
        <a href={mergePath(experience.id)}>Fusionner avec une autre fiche…</a>
        {!isNew && <a href={nearestPath(experience.id)}>À quelles demandes répond-elle&nbsp;?</a>}
      </div>
      {status !== 'set-aside' && (
        <details class="more">
          <summary>Écarter</summary>
          <div class="aside-reason">
            <LabelledField id="raison" label="Pourquoi" isOptional>
              <input form={FICHE_FORM} maxLength={1000} />
            </LabelledField>
            <Act form={FICHE_FORM} value="ecarter">
              Écarter la fiche
            </Act>
          </div>
        </details>
      )}
    </div>
  );
}

/** Says that a field is refused, and leads to it. */
function NotSaved({ refusal: { leverErrors } }: { readonly refusal: Refusal }) {
  const [lever] = leverErrors.keys();
  return (
    <p class="field-error" role="alert">
      Rien n’est enregistré&nbsp;:{' '}
      {lever === undefined ? (
        <a href="#nom">le territoire est à préciser</a>
      ) : (
        <a href={`#usage-${lever}`}>le levier {lever + 1} est à prouver</a>
      )}
      .
    </p>
  );
}

/** Asks once whether to publish the fiche of the form below despite its doubts. */
function DoubtQuestion({ doubts }: Pick<Refusal, 'doubts'>) {
  return (
    <section class="notice" role="alert" aria-labelledby="doutes">
      <h2 id="doutes">{typeset(DOUBT_QUESTION)}</h2>
      <p>Rien n’est encore publié, ni enregistré.</p>
      <p class="caution">{reasonsInWords(doubts)}</p>
      {doubts.map((doubt) => (
        <input key={doubt} type="hidden" form={FICHE_FORM} name="doute" value={doubt} />
      ))}
    </section>
  );
}

const NO_ERRORS: LeverErrors = new Map();

function Doubts({ doubts }: Pick<Review, 'doubts'>) {
  if (doubts.length === 0) return null;
  return <p class="caution">À vérifier&nbsp;: {doubts.map((doubt) => DOUBT_LABELS[doubt]).join(', ')}.</p>;
}

function ReviewView({
  data,
  refusal,
  request,
}: {
  readonly data: ReviewData;
  readonly refusal: Refusal | null;
  readonly request: PageRequest;
}) {
  const { review, levers, themes } = data;
  const labels = taxonomyLabels(levers, themes);
  const failure = refusal?.failure ?? null;
  const meanwhile = refusal?.meanwhile ?? null;
  const isAsked = refusal !== null && refusal.doubts.length > 0;
  return (
    <>
      <header class="review-head">
        <h1>{typeset(review.experience.title)}</h1>
        <Standing review={review} />
        {!isAsked && <Doubts doubts={review.doubts} />}
        {review.contact !== null && (
          <p>
            Proposée par <a href={`mailto:${review.contact}`}>{review.contact}</a>&nbsp;: l’adresse est
            effacée à votre décision.
          </p>
        )}
        {failure !== null && <FailureNotice failure={failure} requestId={request.requestId} onRetry={null} />}
        {refusal !== null && failure === null && meanwhile === null && !isAsked && (
          <NotSaved refusal={refusal} />
        )}
        {isAsked && <DoubtQuestion doubts={refusal.doubts} />}
        {meanwhile !== null && <Meanwhile changes={meanwhile} review={review} labels={labels} />}
        <Decisions review={review} isAsked={isAsked} />
      </header>
      <Changes review={review} labels={labels} request={request} />
      <Duplicates review={review} labels={labels} request={request} />
      <div class="review">
        <FicheForm
          request={request}
          review={review}
          values={refusal?.values ?? valuesOf(review.experience)}
          base={refusal?.base ?? baseOf(review.experience)}
          territory={refusal?.territory ?? { typed: '', error: null, choices: [] }}
          leverErrors={refusal?.leverErrors ?? NO_ERRORS}
          levers={levers}
          themes={themes}
        />
        <SourceText review={review} request={request} />
      </div>
      <Siblings siblings={review.siblings} />
      <History review={review} request={request} />
    </>
  );
}

const PRECONDITION_FAILED = 412;

function statusOfRefusal({ failure, meanwhile }: Refusal): number {
  if (failure !== null) return statusOfFailure(failure);
  return meanwhile === null ? UNPROCESSABLE : PRECONDITION_FAILED;
}

export function reviewAnswer(
  request: PageRequest,
  data: ReviewData,
  refusal: Refusal | null,
): Promise<PageAnswer | Response> {
  return newsroomAnswer({
    request,
    title: typeset(data.review.experience.title),
    status: refusal === null ? 200 : statusOfRefusal(refusal),
    current: null,
    body: <ReviewView data={data} refusal={refusal} request={request} />,
  });
}

/** A fiche to decide of, beside its source. */
export const reviewPage: Page = async (request) => {
  const outcome = await loadReview(request);
  return outcome.ok ? reviewAnswer(request, outcome.data, null) : pageWithout(outcome.failure, request);
};

/** Page that explains why an action beside the form failed. */
export function refused(failure: Failure, request: PageRequest): PageAnswer {
  return explain(failure, statusOfFailure(failure), request);
}
