import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// Which files may import the table of experiences is a rule of dependencies: `experiences-have-one-door`.

const STORE = fileURLToPath(new URL('../../src/adapters/store/', import.meta.url));

/** Files that answer to no audience, or that define the door. */
const KNOWS_THE_TABLE = /^(?:importing\/|tables\/|reading\/visibility\.ts$|inspect-database\.ts$)/;

const sources = readdirSync(STORE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name): [string, string] => [name, readFileSync(join(STORE, name), 'utf8')]);

it('no file reaches the table of experiences by its name in SQL, but those that may import it', () => {
  const others = sources.filter(([name]) => !KNOWS_THE_TABLE.test(name));
  expect(others.length).toBeGreaterThan(30);
  for (const [name, source] of others)
    expect(source, name).not.toMatch(/(?:from|join|into|update)\s+"?experiences\b/i);
});

/** Files that read experiences, or their passages, for an audience. */
const readers = sources.filter(
  ([name, source]) =>
    name.startsWith('reading/') &&
    name !== 'reading/visibility.ts' &&
    /visibleTo\(|tables\/passages\.ts'/.test(source),
);

it('what reads for an audience goes through visibleTo, which cannot be called without one', () => {
  expect(readers.length).toBeGreaterThan(3);
  for (const [name, source] of readers) {
    const calls = [...source.matchAll(/visibleTo\(([^)]*)\)/g)].map(([, argument]) => argument);
    expect(new Set(calls), name).toEqual(new Set(['audience']));
  }
});

it('the passages of an experience are only scanned together with it', () => {
  for (const [name, source] of readers) {
    for (const [statement] of source.matchAll(/sql`[^`]*from \$\{passages\}[^`]*`/g)) {
      expect(statement, name).toMatch(/visibleTo\(audience\)|experience_id = \$\{id\}|= experiences\.id/);
    }
  }
});
