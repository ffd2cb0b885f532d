import type { VNode } from 'preact';
import type { Explanation } from './explain-failure.ts';

interface FailureNoticeProps {
  readonly explanation: Explanation;
  /** Null when a retry would change nothing, or needs a script. */
  readonly onRetry: (() => void) | null;
  /** Link that the host page wrote for this case. */
  readonly fallback: VNode | null;
}

/** Why there is no answer, and what to do. */
export function FailureNotice({ explanation, onRetry, fallback }: FailureNoticeProps) {
  const { title, advice, reference } = explanation;
  return (
    <div class="e-notice e-failure" part="notice failure" role="alert">
      <p class="e-strong">{`${title}.`}</p>
      {advice.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {reference !== null && (
        <p class="e-soft">
          Référence à citer&nbsp;: <code>{reference}</code>
        </p>
      )}
      {onRetry !== null && (
        <button type="button" part="button" onClick={onRetry}>
          Recommencer
        </button>
      )}
      {fallback}
    </div>
  );
}
