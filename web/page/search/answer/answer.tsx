import type { Api } from '../../../api/client.ts';
import type { PeerContact } from '../../../contract.ts';
import type { Question } from '../../../question/question.ts';
import { FailureNotice } from '../../layout/failure-notice.tsx';
import type { Filter } from '../data/filter.ts';
import type { SearchData, Taxonomy } from '../data/search-data.ts';
import { listErrors } from '../form/field-errors.ts';
import { NoResult } from './no-result.tsx';
import { Results } from './results.tsx';

/** Summary of the errors of the form; each one leads to its field. */
function FieldsNotice({ data }: { readonly data: SearchData }) {
  return (
    <div class="notice">
      <h2>À corriger dans le formulaire</h2>
      <ul>
        {listErrors(data).map(({ id, label, error }) => (
          <li key={id}>
            <a href={`#${id}`}>{label}</a>&nbsp;: {error}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface AnswerProps {
  readonly data: SearchData;
  readonly taxonomy: Taxonomy;
  readonly api: Api | null;
  readonly origin: string;
  readonly requestId: string;
  readonly peerContact: PeerContact | null;
  readonly onAsk: (question: Question, filter?: Filter) => void;
  readonly onFilter: (filter: Filter) => void;
  readonly onCompare: (compared: readonly string[]) => void;
}

/** Codes of the refusals that the form shows beside the field to correct. */
const EXPLAINED_BY_A_FIELD: readonly string[] = [
  'request-invalid',
  'theme-unknown',
  'lever-unknown',
  'territory-unknown',
  'territory-ambiguous',
];

/** Answer to the question: results, advice without any, or a failure. A new `data-focus` element takes the focus. */
export function Answer(props: AnswerProps) {
  const { data, taxonomy, api, origin, requestId, peerContact, onAsk, ...changes } = props;
  const { outcome, question } = data;
  if (outcome === null) return <FieldsNotice data={data} />;
  if (outcome.ok) {
    return outcome.data.experiences.length === 0 ? (
      <NoResult recommendation={outcome.data} question={question} taxonomy={taxonomy} onAsk={onAsk} />
    ) : (
      <Results
        key={outcome.data.id}
        recommendation={outcome.data}
        data={data}
        origin={origin}
        peerContact={peerContact}
        api={api}
        onAsk={onAsk}
        {...changes}
      />
    );
  }
  const { failure } = outcome;
  if (failure.kind === 'problem' && EXPLAINED_BY_A_FIELD.includes(failure.problem.code))
    return <FieldsNotice data={data} />;
  return (
    <FailureNotice
      failure={failure}
      requestId={requestId}
      onRetry={api === null ? null : () => onAsk(question)}
    />
  );
}
