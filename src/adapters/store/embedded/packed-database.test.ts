import { expect, it } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };
import { readPacked } from './packed-database.ts';

it('the packed database was made by the installed version of PGlite', () => {
  expect(readPacked().pgliteVersion, 'lancez « npm run pack-database »').toBe(
    manifest.dependencies['@electric-sql/pglite'],
  );
});
