import type { Api } from '../../../api/client.ts';
import { typeset } from '../../../french/typography.ts';
import { REASONS, type Verdict } from './opinion-reasons.ts';
import { type Subject, useOpinion } from './use-opinion.ts';

interface OpinionProps {
  /** Null on the server, which gives no opinion. */
  readonly api: Api | null;
  readonly subject: Subject;
  /** What the opinion is about, for who does not see where the buttons stand. */
  readonly about: string;
}

const VERDICTS: readonly (readonly [Verdict, string])[] = [
  ['useful', 'Utile'],
  ['not-useful', 'Pas utile'],
];

/** « Utile » or « pas utile », and why, for who wants to say it; it can be taken back. */
export function Opinion({ api, subject, about }: OpinionProps) {
  const { opinion, said, give, takeBack } = useOpinion(api, subject);
  return (
    <fieldset class="opinion needs-script">
      <legend class="visually-hidden">{typeset(`Votre avis : ${about}`)}</legend>
      {VERDICTS.map(([verdict, label]) => (
        <button
          key={verdict}
          type="button"
          class="verdict"
          aria-pressed={opinion?.verdict === verdict}
          onClick={() => (opinion?.verdict === verdict ? takeBack() : give(verdict, null))}
        >
          {label}
        </button>
      ))}
      {opinion !== null && (
        <>
          <label class="why">
            Pourquoi&#8239;?
            <select
              value={opinion.reason ?? ''}
              onChange={(event) => {
                const chosen = REASONS[opinion.verdict].find(([code]) => code === event.currentTarget.value);
                give(opinion.verdict, chosen?.[0] ?? null);
              }}
            >
              <option value="">Sans raison précise</option>
              {REASONS[opinion.verdict].map(([code, label]) => (
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
