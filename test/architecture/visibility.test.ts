import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const STORE = fileURLToPath(new URL('../../src/adapters/store/', import.meta.url));

const sources = readdirSync(STORE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name): [string, string] => [name, readFileSync(join(STORE, name), 'utf8')]);

// A name written in a statement escapes the rules of imports, which say who names the table of experiences.
it('statements take the names of tables from their definition', () => {
  const definitions = sources.filter(([name]) => name.startsWith('tables/')).map(([, source]) => source);
  const names = [...definitions.join().matchAll(/pgTable\(\s*'(\w+)'/g)].map(([, name]) => name);
  expect(names).toContain('experiences');
  const written = new RegExp(`(?:from|join|into|update)\\s+"?(?:${names.join('|')})\\b`, 'i');
  for (const [name, source] of sources) expect(source, name).not.toMatch(written);
});

/** Files that read experiences, or their passages, for an audience. */
const readers = sources.filter(
  ([name, source]) =>
    name.startsWith('reading/') &&
    name !== 'reading/visibility.ts' &&
    /(?:visibleTo|visiblePassages|walkedPassages)\(/.test(source),
);

it('every reading for an audience passes that audience to visibleTo', () => {
  expect(readers.length).toBeGreaterThan(3);
  for (const [name, source] of readers) {
    const calls = [...source.matchAll(/(?:visibleTo|visiblePassages|walkedPassages)\(([^)]*)\)/g)].map(
      ([, argument]) => argument,
    );
    expect(new Set(calls), name).toEqual(new Set(['audience']));
  }
});
