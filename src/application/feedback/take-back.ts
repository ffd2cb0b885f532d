import { DomainError } from '../../domain/errors.ts';
import { FAULTS } from '../../domain/faults.ts';
import type { VisitorStore } from '../../ports/public-stores.ts';

type NotFound = 'feedback-not-found' | 'entrusted-question-not-found';

export function leftNotFound(code: NotFound): DomainError {
  return new DomainError(code, FAULTS[code].advice, {});
}

/** Makes the erasure of what a visitor left, by its id; it throws `code` also when it was already erased. */
export function createTakeBack(store: Pick<VisitorStore, 'remove'>, code: NotFound) {
  return async (id: string): Promise<void> => {
    if (!(await store.remove(id))) throw leftNotFound(code);
  };
}
