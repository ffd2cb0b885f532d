import { capitalise, FEEDBACK_REASON_LABELS, VERDICT_LABELS } from '../../../../src/domain/french/labels.ts';
import type { Api } from '../../../api/client.ts';
import { typeset } from '../../../french/typography.ts';
import { type Reason, useOpinion, type Verdict } from './use-opinion.ts';

interface OpinionProps {
  /** Null on the server. */
  readonly api: Api | null;
  /** Answer that is judged. */
  readonly recommendationId: string;
}

const VERDICTS = ['useful', 'not-useful'] as const;

/** Answers offered to « pourquoi ». */
function reasonsOf(verdict: Verdict): readonly (readonly [Reason, string])[] {
  // Object.entries widens the keys, which the labels fix.
  return Object.entries(FEEDBACK_REASON_LABELS[verdict]) as [Reason, string][];
}

/** « Utile » or « pas utile », with an optional reason; can be taken back. */
export function Opinion({ api, recommendationId }: OpinionProps) {
  const { opinion, said, give, takeBack } = useOpinion(api, recommendationId);
  return (
    <fieldset class="opinion needs-script">
      <legend>Cette réponse vous aide-t-elle&#8239;?</legend>
      {VERDICTS.map((verdict) => (
        <button
          key={verdict}
          type="button"
          class="verdict"
          aria-pressed={opinion?.verdict === verdict}
          onClick={() => (opinion?.verdict === verdict ? takeBack() : give(verdict, null))}
        >
          {capitalise(VERDICT_LABELS[verdict])}
        </button>
      ))}
      {opinion !== null && (
        <>
          <label class="why" for="pourquoi">
            Pourquoi&#8239;?
            <select
              id="pourquoi"
              value={opinion.reason ?? ''}
              onChange={(event) => {
                const chosen = reasonsOf(opinion.verdict).find(
                  ([code]) => code === event.currentTarget.value,
                );
                give(opinion.verdict, chosen?.[0] ?? null);
              }}
            >
              <option value="">Sans raison précise</option>
              {reasonsOf(opinion.verdict).map(([code, label]) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            class="link"
            onClick={(event) => {
              // It is about to vanish, and the focus with it.
              event.currentTarget.closest('fieldset')?.querySelector('button')?.focus();
              takeBack();
            }}
          >
            Annuler
          </button>
        </>
      )}
      <span role="status">{typeset(said)}</span>
    </fieldset>
  );
}
