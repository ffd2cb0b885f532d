import { explainFailure } from '../common/explain-failure.ts';

export type Check =
  | 'node'
  | 'corpus'
  | 'model'
  | 'data-folder'
  | 'lock'
  | 'database'
  | 'pgvector'
  | 'migrations'
  | 'index';

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

/** @throws `error` itself when it is not a DomainError: a defect is not a diagnosis */
export function toFailure(check: Check, error: unknown): Diagnosis {
  const failure = explainFailure(error);
  if (failure === null) throw error;
  return { check, outcome: 'failure', finding: failure.message, remedy: null };
}
