import { expect, it } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };
import { packedVersion } from './packed-database.ts';

it('comes with an empty database made by the installed version of PGlite', () => {
  expect(packedVersion(), 'lancez « npm run pack-database »').toBe(
    manifest.dependencies['@electric-sql/pglite'],
  );
});
