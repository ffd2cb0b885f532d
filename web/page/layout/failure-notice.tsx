import type { Failure } from '../../api/client.ts';
import { typeset } from '../../french/typography.ts';

interface FailureNoticeProps {
  readonly failure: Failure;
  /** Id of the request, to quote to the operator of the service. */
  readonly requestId: string;
  readonly onRetry: (() => void) | null;
}

interface Explanation {
  readonly title: string;
  readonly advice: string;
}

function explain(failure: Failure): Explanation {
  switch (failure.kind) {
    case 'unreachable':
      return {
        title: 'Le service ne répond pas',
        advice: 'Vérifiez votre connexion à internet, puis recommencez. Ce que vous avez saisi est gardé.',
      };
    case 'too-slow':
      return {
        title: 'La réponse n’est pas arrivée à temps',
        advice:
          'Le serveur est très sollicité. Recommencez dans une minute : ce que vous avez saisi est gardé.',
      };
    case 'unreadable':
      return {
        title: 'La réponse est illisible',
        advice: `Un intermédiaire a répondu à la place du service (statut ${failure.status}). Recommencez dans une minute.`,
      };
    case 'problem': {
      const { code, title, detail, errors = [] } = failure.problem;
      const advice = code.startsWith('territory-')
        ? 'Choisissez le vôtre, ou cherchez-le par son nom et son département.'
        : errors.map((error) => error.detail).join(' ') || detail;
      return { title: typeset(title), advice: typeset(advice) };
    }
  }
}

/** Explains a failure, and what to do. */
export function FailureNotice({ failure, requestId, onRetry }: FailureNoticeProps) {
  const { title, advice } = explain(failure);
  const reference = failure.kind === 'problem' ? failure.problem.requestId : requestId;
  return (
    <div class="notice notice-failure" role="alert">
      <h2 tabindex={-1} data-focus>
        {title}
      </h2>
      <p>{advice}</p>
      {onRetry !== null && (
        <button type="button" onClick={onRetry}>
          Recommencer
        </button>
      )}
      {reference !== undefined && reference !== '' && (
        <p class="quiet">
          Si cela dure, signalez-le en citant la référence <code>{reference}</code>.
        </p>
      )}
    </div>
  );
}
