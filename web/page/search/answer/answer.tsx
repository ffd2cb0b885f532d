import type { Recommendation } from '../../../api/answers.ts';
import type { Api } from '../../../api/client.ts';
import type { PeerContact } from '../../../contract.ts';
import type { Question } from '../../../question/question.ts';
import { EntrustForm } from '../../entrust/entrust-form.tsx';
import { ErrorSummary } from '../../layout/error-summary.tsx';
import { FailureNotice } from '../../layout/failure-notice.tsx';
import type { Filter } from '../data/filter.ts';
import type { SearchData, Taxonomy } from '../data/search-data.ts';
import { listErrors } from '../form/field-errors.ts';
import { AnswerPeerLink } from '../tools/result-tools.tsx';
import { NoResult } from './no-result.tsx';
import { Results } from './results.tsx';

interface EntrustProps {
  readonly recommendation: Recommendation;
  readonly question: Question;
  readonly days: number | null;
}

/** Offers to entrust a question that nothing answers closely, or of which one need has nothing close. */
function Entrust({ recommendation: { status }, question, days }: EntrustProps) {
  const isAnswered = status !== 'partial' && status !== 'no_match';
  if (days === null || isAnswered || question.priorities === '') return null;
  return (
    <details class="more">
      <summary>Confier ma question au réseau</summary>
      <EntrustForm question={question} days={days} />
    </details>
  );
}

interface AnswerProps {
  readonly data: SearchData;
  readonly taxonomy: Taxonomy;
  readonly api: Api | null;
  readonly origin: string;
  readonly requestId: string;
  readonly peerContact: PeerContact | null;
  /** Days during which an entrusted question is kept; null takes none. */
  readonly entrustedDays: number | null;
  readonly onAsk: (question: Question) => void;
  readonly onFilter: (filter: Filter) => void;
  /** Opens the form on its priorities. */
  readonly onAddNeed: (event: Event) => void;
}

/** Answer to the question: results, advice without any, or a failure. A new `data-focus` element takes the focus. */
export function Answer(props: AnswerProps) {
  const { data, taxonomy, api, origin, requestId, peerContact, entrustedDays, onAsk, ...changes } = props;
  const { outcome, question } = data;
  const errors = listErrors(data);
  if (outcome === null || errors.length > 0) {
    return <ErrorSummary title="À corriger dans le formulaire" errors={errors} hasFocus={false} />;
  }
  if (outcome.ok) {
    const entrust = <Entrust recommendation={outcome.data} question={question} days={entrustedDays} />;
    return outcome.data.experiences.length === 0 ? (
      <NoResult
        recommendation={outcome.data}
        question={question}
        taxonomy={taxonomy}
        onAsk={onAsk}
        peerLink={
          <AnswerPeerLink
            data={data}
            recommendation={outcome.data}
            origin={origin}
            peerContact={peerContact}
          />
        }
      >
        {entrust}
      </NoResult>
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
      >
        {entrust}
      </Results>
    );
  }
  return (
    <FailureNotice
      failure={outcome.failure}
      requestId={requestId}
      onRetry={api === null ? null : () => onAsk(question)}
    />
  );
}
