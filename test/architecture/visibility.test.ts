import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const STORE = fileURLToPath(new URL('../../src/adapters/store/', import.meta.url));

/** Files that serve no audience, and the file that defines `visibleTo`. */
const KNOWS_THE_TABLE = /^(?:importing\/|reading\/visibility\.ts$|inspect-database\.ts$)/;

const sources = readdirSync(STORE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name): [string, string] => [name, readFileSync(join(STORE, name), 'utf8')]);

it('only imports, edits, inspections and visibleTo name the table of experiences', () => {
  const namesTable = /(?:from|join|into|update)\s+"?experiences\b/i;
  const others = sources.filter(([name]) => !KNOWS_THE_TABLE.test(name));
  expect(others.length).toBeGreaterThan(20);
  for (const [name, source] of others) expect(source, name).not.toMatch(namesTable);
  expect(sources.filter(([, source]) => namesTable.test(source)).length).toBeGreaterThan(3);
});

/** Files that read experiences, or their passages, for an audience. */
const readers = sources.filter(
  ([name, source]) =>
    name.startsWith('reading/') &&
    name !== 'reading/visibility.ts' &&
    /visibleTo\(|from passages\b/.test(source),
);

it('every reading for an audience passes that audience to visibleTo', () => {
  expect(readers.length).toBeGreaterThan(3);
  for (const [name, source] of readers) {
    const calls = [...source.matchAll(/visibleTo\(([^)]*)\)/g)].map(([, argument]) => argument);
    expect(new Set(calls), name).toEqual(new Set(['audience']));
  }
});

it('passages are only scanned with a visible experience', () => {
  const scans = readers.flatMap(([name, source]) =>
    [...source.matchAll(/sql`[^`]*from passages\b[^`]*`/g)].map(([statement]) => [name, statement]),
  );
  expect(scans.length).toBeGreaterThan(2);
  for (const [name, statement] of scans) expect(statement, name).toMatch(/visibleTo\(audience\)/);
});
