import { useRef, useState } from 'preact/hooks';
import type { Api, Failure } from '../../../api/client.ts';
import type { components } from '../../../api/index.ts';

export type Verdict = components['schemas']['Feedback']['verdict'];
export type Reason = NonNullable<components['schemas']['Feedback']['reason']>;

/** Opinion that the service has stored. */
export interface KeptOpinion {
  readonly id: string;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
}

function explain(failure: Failure): string {
  return failure.kind === 'problem'
    ? failure.problem.detail
    : 'Votre avis n’a pas pu être envoyé : vérifiez votre connexion, puis recommencez.';
}

/** Withdraws an opinion; one that the service no longer has counts as withdrawn. */
async function forget(api: Api, { id }: KeptOpinion): Promise<Failure | null> {
  const outcome = await api.delete('/v1/feedback/{id}', { path: { id } });
  if (outcome.ok) return null;
  const { failure } = outcome;
  return failure.kind === 'problem' && failure.problem.code === 'feedback-not-found' ? null : failure;
}

/** Gives, changes and takes back an opinion on an answer; `said` is the message about the last change. */
export function useOpinion(api: Api | null, recommendationId: string) {
  const [opinion, setOpinion] = useState<KeptOpinion | null>(null);
  const [said, say] = useState('');
  const kept = useRef<KeptOpinion | null>(null);
  const queue = useRef(Promise.resolve());

  async function replace(service: Api, next: Omit<KeptOpinion, 'id'> | null): Promise<void> {
    const failure = kept.current === null ? null : await forget(service, kept.current);
    if (failure !== null) return say(explain(failure));
    kept.current = null;
    if (next === null) {
      say('Votre avis est retiré.');
    } else {
      const body = { recommendationId, ...next, comment: null };
      const outcome = await service.post('/v1/feedback', { body });
      if (outcome.ok) kept.current = { ...next, id: outcome.data.id };
      say(outcome.ok ? 'Merci, votre avis est noté.' : explain(outcome.failure));
    }
    setOpinion(kept.current);
  }

  /** One change at a time, in the order of the clicks: each must know the opinion that it replaces. */
  function change(next: Omit<KeptOpinion, 'id'> | null): void {
    if (api === null) return;
    queue.current = queue.current.then(() => replace(api, next));
  }

  return {
    opinion,
    said,
    give: (verdict: Verdict, reason: Reason | null) => change({ verdict, reason }),
    takeBack: () => change(null),
  };
}
