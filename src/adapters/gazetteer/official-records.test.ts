import { expect, it } from 'vitest';
import { z } from 'zod';
import { isDomainError } from '../../domain/errors.ts';
import { parseRecords } from './official-records.ts';

const schema = z.object({ code: z.string(), nom: z.string() });

function errorOf(data: unknown): unknown {
  try {
    return parseRecords('regions.json', data, schema);
  } catch (error) {
    return error;
  }
}

it('names the invalid file, record and field, and says what to do', () => {
  const error = errorOf([{ code: '53', nom: 'Bretagne' }, { code: '75' }]);
  if (!isDomainError(error, 'corpus-invalid')) throw error;
  expect(error.message).toMatch(/regions\.json : 1\.nom .*npm ci/);
  expect(error.details.file).toContain('regions.json');
  expect(error.details.problems).toHaveLength(1);
});

it.each([[[]], [{}], [null]])('refuses %j, which is no list of records', (data) => {
  expect(isDomainError(errorOf(data), 'corpus-invalid')).toBe(true);
});
