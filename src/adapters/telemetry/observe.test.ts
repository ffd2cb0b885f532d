import { expect, it } from 'vitest';
import { DomainError } from '../../domain/errors.ts';
import { errorCodeOf } from './observe.ts';

it('names how a stage ended, from a closed set', () => {
  expect(errorCodeOf(new DomainError('key-invalid', 'Cette clé n’est pas valable.', {}))).toBe('key-invalid');
  expect(errorCodeOf(new DOMException('parti', 'AbortError'))).toBe('aborted');
  expect(errorCodeOf(new Error('Zyxomil'))).toBe('other');
  expect(errorCodeOf('Zyxomil')).toBe('other');
});
