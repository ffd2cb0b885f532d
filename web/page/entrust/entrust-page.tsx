import type { ComponentChildren } from 'preact';
import { formatDate } from '../../../src/domain/french/formats.ts';
import type { EntrustedQuestion } from '../../api/answers.ts';
import { type Question, readQuestion, toApiQuery } from '../../question/question.ts';
import { isKind } from '../contribute/read-contribution.ts';
import { ErrorSummary } from '../layout/error-summary.tsx';
import { FailureNotice } from '../layout/failure-notice.tsx';
import { statusOfFailure, UNPROCESSABLE } from '../layout/failure-page.tsx';
import { textOf } from '../layout/form-texts.ts';
import { LabelledField } from '../layout/labelled-field.tsx';
import { notFound } from '../layout/not-found.tsx';
import type { FormAction, Page, PageAnswer, PageRequest } from '../layout/page.ts';
import { refusalOf } from '../layout/refusal.ts';
import { SETTINGS } from '../newsroom/values.ts';
import { CONSENT_FIELD, ENTRUST_PATH, EntrustForm, TEXT_FIELD } from './entrust-form.tsx';

const REFERENCE_FIELD = 'reference';
const CONFIRM_FIELD = 'effacer';

const ERASE_TITLE = 'Effacer une question confiée';

function pageOf(title: string, body: ComponentChildren, status = 200): PageAnswer {
  return {
    status,
    head: {
      title,
      description: 'Confier à la rédaction une question restée sans réponse proche, ou l’effacer.',
      canonicalPath: ENTRUST_PATH,
      isIndexed: false,
    },
    body: (
      <div class="prose">
        <h1>{title}</h1>
        {body}
      </div>
    ),
  };
}

/** Form that erases a question by its reference; it shows the one that was just given. */
function EraseForm({ reference }: { readonly reference: string }) {
  return (
    <form class="question" method="post" action={ENTRUST_PATH}>
      <LabelledField id={REFERENCE_FIELD} label="Référence de la question (obligatoire)">
        <input type="text" required autocomplete="off" defaultValue={reference} />
      </LabelledField>
      <label class="inline-choice" for={CONFIRM_FIELD}>
        <input type="checkbox" name={CONFIRM_FIELD} value="oui" required id={CONFIRM_FIELD} />
        Je confirme&nbsp;: l’effacement ne s’annule pas (obligatoire).
      </label>
      <button type="submit">Effacer la question</button>
    </form>
  );
}

/** Erases a question, whether or not questions are still taken. */
export const entrustPage: Page = async () => pageOf(ERASE_TITLE, <EraseForm reference="" />);

function received({ id, keptUntil }: EntrustedQuestion): PageAnswer {
  return pageOf(
    'Votre question est confiée',
    <>
      <p>
        La rédaction peut maintenant la lire. Elle est effacée le {formatDate(keptUntil)} au plus tard. Pour
        l’effacer avant, gardez sa référence, qui n’est donnée qu’ici, à saisir sur la page{' '}
        <a href={ENTRUST_PATH}>«&nbsp;Effacer une question confiée&nbsp;»</a>.
      </p>
      <EraseForm reference={id} />
    </>,
  );
}

function bodyOf(question: Question, hasConsent: boolean) {
  const { territory: code, kind, setting: typed, priorities, themes, levers } = question;
  const population = toApiQuery(question).get('population');
  const setting = SETTINGS.find((each) => each === typed);
  const territory = {
    ...(code !== '' && { code }),
    ...(isKind(kind) && { kind }),
    ...(population !== null && { population: Number(population) }),
    ...(setting !== undefined && { setting }),
  };
  return { priorities, territory, themes: [...themes], levers: [...levers], consent: hasConsent as true };
}

function unconfirmed(reference: string): PageAnswer {
  const error = 'cochez la case pour effacer la question.';
  return pageOf(
    ERASE_TITLE,
    <>
      <ErrorSummary title="Rien n’est effacé." errors={[[CONFIRM_FIELD, 'Confirmation', error]]} />
      <EraseForm reference={reference} />
    </>,
    UNPROCESSABLE,
  );
}

async function erase(reference: string, { api, requestId }: PageRequest): Promise<PageAnswer> {
  const path = { id: reference || '-' };
  const erased = await api.delete('/v1/entrusted-questions/{id}', { path });
  if (erased.ok) {
    const said = 'Elle n’est plus dans le service. Une sauvegarde peut la garder encore un temps.';
    return pageOf('Votre question est effacée', <p>{said}</p>);
  }
  const { failure } = erased;
  return pageOf(
    ERASE_TITLE,
    <>
      <FailureNotice failure={failure} requestId={requestId} onRetry={null} />
      <EraseForm reference={reference} />
    </>,
    statusOfFailure(failure),
  );
}

/** Receives a question, or the reference of one to erase. */
export const entrustAction: FormAction = async (request, form) => {
  const { api, operator, requestId } = request;
  if (form.has(REFERENCE_FIELD)) {
    const reference = textOf(form, REFERENCE_FIELD);
    return form.has(CONFIRM_FIELD) ? erase(reference, request) : unconfirmed(reference);
  }
  const days = operator.entrustedQuestionDays;
  if (days === null) return notFound(request);
  const texts = [...form].map(([name, value]) => [name, String(value)]);
  const question = { ...readQuestion(new URLSearchParams(texts)), priorities: textOf(form, TEXT_FIELD) };
  const hasConsent = form.has(CONSENT_FIELD);
  // Without the consent, the API keeps nothing, and tells the other errors too.
  const sent = await api.post('/v1/entrusted-questions', { body: bodyOf(question, hasConsent) });
  if (sent.ok) return received(sent.data);
  const error = refusalOf(sent.failure, 'priorities');
  const isInvalid = sent.failure.kind === 'problem' && sent.failure.problem.code === 'request-invalid';
  const unexplained = error === null && (hasConsent || !isInvalid) ? sent.failure : null;
  const consentError = hasConsent
    ? null
    : 'cochez la case pour donner votre accord, sans lequel rien n’est gardé.';
  return pageOf(
    'Confier ma question au réseau',
    <>
      {unexplained === null ? (
        <ErrorSummary
          title="La question n’est pas partie. Corrigez, puis renvoyez-la."
          errors={[
            [TEXT_FIELD, 'Votre question', error],
            [CONSENT_FIELD, 'Accord', consentError],
          ]}
        />
      ) : (
        <FailureNotice failure={unexplained} requestId={requestId} onRetry={null} />
      )}
      <EntrustForm question={question} days={days} error={error} />
    </>,
    unexplained === null ? UNPROCESSABLE : statusOfFailure(unexplained),
  );
};
