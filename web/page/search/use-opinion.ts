import { useState } from 'preact/hooks';
import { type Api, type Failure, outcomeOf } from '../../api/client.ts';
import type { Reason, Verdict } from './opinion-reasons.ts';

/** What the opinion is about. */
export type Subject = { readonly recommendationId: string } & (
  | { readonly experienceId: string }
  | { readonly leverId: string }
);

/** An opinion that the service keeps, and may be asked to forget. */
export interface KeptOpinion {
  readonly id: string;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
}

function explain(failure: Failure): string {
  return failure.kind === 'problem'
    ? failure.problem.detail
    : 'Votre avis n’a pas pu être envoyé : vérifiez votre connexion, puis recommencez.';
}

/** Gives an opinion, says more of it, takes it back. `said` is what a person reads of what happened. */
export function useOpinion(api: Api | null, subject: Subject) {
  const [opinion, setOpinion] = useState<KeptOpinion | null>(null);
  const [said, say] = useState('');

  async function forget({ id }: KeptOpinion): Promise<boolean> {
    if (api === null) return false;
    const outcome = await outcomeOf(
      api.DELETE('/v1/feedback/{id}', { params: { path: { id } } }).then(({ response, error }) => ({
        response,
        error,
        // It answers with nothing.
        ...(response.ok ? { data: true } : {}),
      })),
    );
    if (!outcome.ok) say(explain(outcome.failure));
    return outcome.ok;
  }

  async function give(verdict: Verdict, reason: Reason | null): Promise<void> {
    if (api === null) return;
    if (opinion !== null && !(await forget(opinion))) return;
    const outcome = await outcomeOf(
      api.POST('/v1/feedback', { body: { ...subject, verdict, reason, comment: null } }),
    );
    setOpinion(outcome.ok ? { id: outcome.data.id, verdict, reason } : null);
    say(outcome.ok ? 'Merci, votre avis est noté.' : explain(outcome.failure));
  }

  async function takeBack(): Promise<void> {
    if (opinion === null || !(await forget(opinion))) return;
    setOpinion(null);
    say('Votre avis est retiré.');
  }

  return { opinion, said, give, takeBack };
}
