import { explainFailure } from '../common/explain-failure.ts';

export type Check =
  | 'corpus'
  | 'model'
  | 'database'
  | 'pgvector'
  | 'migrations'
  | 'index'
  | 'imports'
  | 'keys'
  | 'accounts'
  | 'operator';

/** Result of one check. */
export interface Diagnosis {
  readonly check: Check;
  /** `warning`: nothing is broken, but the operator should know. */
  readonly outcome: 'ok' | 'warning' | 'failure';
  /** In French. */
  readonly finding: string;
  /** In French; null when there is nothing to do, or when `finding` says it. */
  readonly remedy: string | null;
}

const judge =
  (outcome: Diagnosis['outcome']) =>
  (check: Check, finding: string, remedy: string | null = null): Diagnosis => ({
    check,
    outcome,
    finding,
    remedy,
  });
export const ok = judge('ok');
export const warning = judge('warning');
export const failure = judge('failure');

/** @throws `error` itself when it is not a DomainError: a defect is not a diagnosis */
export function toFailure(check: Check, error: unknown): Diagnosis {
  const explained = explainFailure(error);
  if (explained === null) throw error;
  return failure(check, explained.message);
}
