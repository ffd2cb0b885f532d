import { DomainError } from '../../domain/errors.ts';
import type { ThreadFailure } from '../../threads/call-thread.ts';

/** @param reason French clause, without capital or full stop */
export function importUnreadable(origin: string, reason: string, cause?: unknown): DomainError {
  const message = `« ${origin} » ne peut pas être lu : ${reason}. Vérifiez ce qui est donné à importer, puis recommencez.`;
  return new DomainError('import-unreadable', message, { origin, reason }, { cause });
}

/** Returns a French clause: why the process that read what comes from outside gave no answer. */
export function describeThreadFailure({ silenceMs }: ThreadFailure): string {
  return silenceMs === null
    ? 'la lecture a échoué, ou demandait trop de mémoire'
    : `la lecture dépasse ${silenceMs / 1000} secondes`;
}

/** @param reason French clause, without capital or full stop */
export function importRefused(origin: string, reason: string): DomainError {
  const message = `« ${origin} » n’est pas importé : ${reason}.`;
  return new DomainError('import-refused', message, { origin, reason });
}
