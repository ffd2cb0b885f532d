import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const STORE = fileURLToPath(new URL('../../src/adapters/store/', import.meta.url));

/**
 * The only files that know the table of experiences: what defines it, what restricts it to an audience,
 * and what imports, edits, exports and maintains, which answers to no audience.
 */
const KNOW_THE_TABLE = [
  'inspect-database.ts',
  'publish-batch.ts',
  'schema.ts',
  'stored-sources.ts',
  'stored-state.ts',
  'tidy-tables.ts',
  'visibility.ts',
];

/** Reads what an audience sees: everything that `ExperienceStore` answers. */
const READ_FOR_AN_AUDIENCE = [
  'list-recent.ts',
  'publication.ts',
  'read-experiences.ts',
  'search-experiences.ts',
  'select-candidates.ts',
  'select-contents.ts',
  'select-similar.ts',
];

const sources = new Map(
  readdirSync(STORE)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => [name, readFileSync(join(STORE, name), 'utf8')]),
);

/** Names that a source takes from the schema. */
function importedFromSchema(source: string): readonly string[] {
  const names = /import \{([^}]*)\} from '\.\/schema\.ts'/.exec(source)?.[1] ?? '';
  return names.split(',').map((name) => name.trim());
}

it('only the files that are named here know the table of experiences', () => {
  const found = [...sources]
    .filter(([name, source]) => name === 'schema.ts' || importedFromSchema(source).includes('experiences'))
    .map(([name]) => name);
  expect(found.sort()).toEqual(KNOW_THE_TABLE);
});

it('no other file reaches it by another way: by its name in SQL, or by the whole schema', () => {
  const others = [...sources].filter(([name]) => !KNOW_THE_TABLE.includes(name));
  expect(others.length).toBeGreaterThan(10);
  for (const [name, source] of others) {
    expect(source, name).not.toMatch(/(?:from|join|into|update)\s+"?experiences\b/i);
    expect(source, name).not.toMatch(/import \* as .* from '\.\/schema\.ts'/);
  }
});

it('what reads for an audience goes through visibleTo, which cannot be called without one', () => {
  for (const name of READ_FOR_AN_AUDIENCE) {
    const source = sources.get(name) ?? '';
    expect(source, name).toContain("from './visibility.ts'");
    const calls = [...source.matchAll(/visibleTo\(([^)]*)\)/g)].map(([, argument]) => argument);
    expect(calls.length, name).toBeGreaterThan(0);
    expect(new Set(calls), name).toEqual(new Set(['audience']));
  }
});

it('the passages of an experience are only scanned together with it', () => {
  for (const name of READ_FOR_AN_AUDIENCE) {
    const statements = [...(sources.get(name) ?? '').matchAll(/sql`[^`]*from \$\{passages\}[^`]*`/g)];
    for (const [statement] of statements) {
      expect(statement, name).toMatch(/visibleTo\(audience\)|experience_id = \$\{id\}|= experiences\.id/);
    }
  }
});
