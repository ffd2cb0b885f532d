import { DrizzleQueryError } from 'drizzle-orm/errors';
import { DomainError } from '../../../domain/errors.ts';

/** Returns the code of an error of the system or of a driver (`ENOENT`, `57014`…), or null for any other value. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** A broken link to the database; `message` says how, without address or credentials. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

/** Codes of postgres.js and of the system for a link that broke or never opened; `ERR_…` are faults of a program. */
const LOST_LINK = /^(?:CONNECT|E(?!RR_)[A-Z_]+$)/;

/** query_canceled (statement_timeout, or an administrator) and lock_not_available (lock_timeout). */
const OUT_OF_TIME = new Set(['57014', '55P03']);

/**
 * SQLSTATE classes of faults of the server, not of the statement: connection (08), silence within a transaction
 * (25P03), credentials (28), no such database (3D), insufficient resources (53), operator intervention (57), system
 * error (58), internal error or corruption (XX).
 */
const SERVER_FAULT = /^(?:08|25P03|28|3D|53|57|58|XX)/;

/** Connection failures, silences within a transaction and operator interventions: the server drops the connection. */
const SERVER_LEAVES = /^(?:08|25P03|57P)/;

/** Whether the link is lost: nothing more can be sent over it. */
export function isConnectionLoss(error: unknown): boolean {
  const cause = driverError(error);
  const code = errorCode(cause);
  if (cause instanceof ConnectionLostError) return true;
  return code !== null && (LOST_LINK.test(code) || SERVER_LEAVES.test(code));
}

/** Returns the error for the store's caller: a DomainError, or the driver's own error. */
export function toStoreError(error: unknown, operation: string, timeoutMs: number): unknown {
  if (error instanceof DomainError) return error;
  const cause = driverError(error);
  const code = errorCode(cause);
  if (code !== null && OUT_OF_TIME.has(code)) return deadlineExceeded(operation, timeoutMs, cause);
  if (cause instanceof ConnectionLostError) return storeUnavailable(cause.message, cause);
  if (code !== null && (LOST_LINK.test(code) || SERVER_FAULT.test(code)))
    return storeUnavailable(code, cause);
  return cause;
}

export function deadlineExceeded(
  operation: string,
  timeoutMs: number,
  cause?: unknown,
): DomainError<'deadline-exceeded'> {
  return new DomainError(
    'deadline-exceeded',
    `La base de données n’a pas répondu en ${timeoutMs} ms (${operation}). Réessayez dans un instant.`,
    { operation, timeoutMs },
    { cause },
  );
}

export function overloaded(operation: string, waiting: number): DomainError<'overloaded'> {
  return new DomainError(
    'overloaded',
    `La base de données a trop à faire : ${waiting} opérations attendent déjà (${operation}). Réessayez dans un instant.`,
    { waiting },
  );
}

export function storeUnavailable(reason: string, cause?: unknown): DomainError<'store-unavailable'> {
  return new DomainError(
    'store-unavailable',
    `La base de données ne répond pas (${reason}). Réessayez dans un instant ; si cela dure, vérifiez qu’elle fonctionne.`,
    { reason },
    { cause },
  );
}

/**
 * Unwraps the driver's error: the message of Drizzle's wrapper quotes every parameter, and with them the
 * content of members' experiences.
 */
export function driverError(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? error.cause : error;
}
