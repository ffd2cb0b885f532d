import type { Failure } from '../../api/client.ts';
import { typeset } from '../../french/typography.ts';

/** A failure in words, for the visitor. */
export interface Explanation {
  readonly title: string;
  readonly advice: readonly string[];
  /** Reference to quote to the operator of the service. */
  readonly reference: string | null;
}

const TITLE = 'Les recommandations ne peuvent pas être affichées';

function cannotShow(advice: string): Explanation {
  return { title: TITLE, advice: [advice], reference: null };
}

/** Explanation of a missing or invalid address of the service. */
export const MISCONFIGURED = cannotShow(
  'L’attribut « api » doit donner l’adresse du service, par exemple « https://essaimage.exemple.fr ».',
);

export function explainFailure(failure: Failure): Explanation {
  switch (failure.kind) {
    case 'unreachable':
      return cannotShow(
        'Le service ne répond pas. Vérifiez votre connexion à internet, ou revenez plus tard.',
      );
    case 'too-slow':
      return cannotShow('La réponse n’est pas arrivée à temps. Recommencez dans une minute.');
    case 'unreadable':
      return cannotShow(
        `Un intermédiaire a répondu à la place du service (statut ${failure.status}). Recommencez dans une minute.`,
      );
    case 'problem': {
      const { title, detail, errors = [], requestId = null } = failure.problem;
      const advice = errors.length > 0 ? errors.map((error) => error.detail) : [detail];
      return { title: typeset(title), advice: advice.map(typeset), reference: requestId };
    }
  }
}

/** Stable code of a failure: the service's own, when it gave one. */
export function codeOf(failure: Failure): string {
  return failure.kind === 'problem' ? failure.problem.code : failure.kind;
}

/** Whether the same question may get an answer later; a refusal is final. */
export function mayPass(failure: Failure): boolean {
  if (failure.kind !== 'problem') return true;
  const { status } = failure.problem;
  return status >= 500 || status === 429;
}
