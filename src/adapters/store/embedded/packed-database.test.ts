import { expect, it } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };
import { packedVersion } from './packed-database.ts';

it('the packed database was made by the installed version of PGlite', () => {
  expect(packedVersion(), 'lancez « npm run pack-database »').toBe(
    manifest.dependencies['@electric-sql/pglite'],
  );
});
