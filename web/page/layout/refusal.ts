import type { Failure } from '../../api/client.ts';
import { typeset } from '../../french/typography.ts';

/** Explanation by the service of a field that it refuses; null for any other. @param name its path in the API */
export function refusalOf(failure: Failure | null, name: string): string | null {
  const errors = failure?.kind === 'problem' ? failure.problem.errors : [];
  const error = errors?.find(({ pointer }) => `${pointer}/`.startsWith(`/${name}/`));
  return error === undefined ? null : typeset(error.detail);
}

/** Explanation by the service of a territory that it does not know, or that is one of several; null otherwise. */
export function territoryRefusalOf(failure: Failure | null): string | null {
  if (failure?.kind !== 'problem') return null;
  const { code, detail } = failure.problem;
  return code === 'territory-unknown' || code === 'territory-ambiguous' ? typeset(detail) : null;
}

function isRefusedAs(code: string) {
  return (failure: Failure): boolean => failure.kind === 'problem' && failure.problem.code === code;
}

/** Whether the fiche is no longer there, or not for this reader. */
export const isGone = isRefusedAs('experience-not-found');

/** Whether somebody changed the fiche since it was read. */
export const isChangedMeanwhile = isRefusedAs('changed-meanwhile');
