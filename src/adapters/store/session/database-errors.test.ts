import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, it } from 'vitest';
import { DomainError } from '../../../domain/errors.ts';
import { ConnectionLostError, isConnectionLoss, toStoreError } from './database-errors.ts';

const failure = (code: string, message = 'détail') => Object.assign(new Error(message), { code });

it.each(['ECONNREFUSED', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', '57P01', '08006', '25P03'])(
  'classifies %s as a lost link',
  (code) => {
    const error = new DrizzleQueryError('select', [], failure(code));
    expect(isConnectionLoss(error)).toBe(true);
    expect(toStoreError(error, 'lecture', 10)).toMatchObject({
      code: 'store-unavailable',
      details: { reason: code },
    });
  },
);

it.each(['53100', '53300', '58030', 'XX001', '28P01', '3D000'])(
  'classifies %s as a fault of the server',
  (code) => {
    expect(isConnectionLoss(failure(code))).toBe(false);
    expect(toStoreError(failure(code), 'lecture', 10)).toMatchObject({ code: 'store-unavailable' });
  },
);

it.each(['57014', '55P03'])('classifies %s as a deadline', (code) => {
  expect(isConnectionLoss(failure(code))).toBe(false);
  expect(toStoreError(failure(code), 'lecture', 10)).toMatchObject({
    code: 'deadline-exceeded',
    details: { operation: 'lecture', timeoutMs: 10 },
  });
});

it('returns the driver’s own error for the fault of a statement, without its parameters', () => {
  const cause = failure('23514');
  expect(toStoreError(new DrizzleQueryError('insert', ['secret'], cause), 'écriture', 10)).toBe(cause);
});

it('shows no address, and leaves a DomainError unchanged', () => {
  const error = toStoreError(failure('ECONNREFUSED', 'connect ECONNREFUSED 10.1.2.3:5432'), 'lecture', 10);
  expect(error instanceof Error ? error.message : '').not.toContain('10.1.2.3');
  const lost = new ConnectionLostError('la base embarquée s’est arrêtée');
  expect(toStoreError(lost, 'lecture', 10)).toMatchObject({ code: 'store-unavailable', cause: lost });
  const known = new DomainError('index-not-ready', 'pas prêt', {});
  expect(toStoreError(known, 'lecture', 10)).toBe(known);
});
