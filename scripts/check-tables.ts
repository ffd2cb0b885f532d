/**
 * `npm run check`: the tables of `src/adapters/store/tables` are those that the migrations make, and the last snapshot
 * of drizzle-kit is that of these tables. Prints what differs, and exits with 1.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { describeTables } from './describe-tables.ts';

const MIGRATIONS = new URL('../migrations', import.meta.url).pathname;
const TABLES = new URL('../src/adapters/store/tables/', import.meta.url);

async function loadTables(): Promise<Record<string, unknown>> {
  const modules = readdirSync(TABLES).map((name) => import(new URL(name, TABLES).href));
  return Object.assign({}, ...(await Promise.all(modules)));
}

async function describe(statements: readonly string[]): Promise<readonly string[]> {
  const database = await PGlite.create({ extensions: { vector } });
  for (const statement of statements) await database.exec(statement);
  const { rows } = await database.query<{ line: string }>(describeTables);
  await database.close();
  return rows.map(({ line }) => line);
}

const current = generateDrizzleJson(await loadTables());
const empty = generateDrizzleJson({});
const [declared, migrated] = await Promise.all([
  describe(['create extension vector', ...(await generateMigration(empty, current))]),
  describe(readMigrationFiles({ migrationsFolder: MIGRATIONS }).flatMap(({ sql }) => sql)),
]);
const lastSnapshot = readdirSync(`${MIGRATIONS}/meta`)
  .filter((name) => name.endsWith('_snapshot.json'))
  .sort()
  .at(-1);
const snapshot = JSON.parse(readFileSync(`${MIGRATIONS}/meta/${lastSnapshot}`, 'utf8'));
const problems = [
  ...declared.filter((line) => !migrated.includes(line)).map((line) => `seulement dans les tables : ${line}`),
  ...migrated
    .filter((line) => !declared.includes(line))
    .map((line) => `seulement dans les migrations : ${line}`),
  ...(JSON.stringify(snapshot.tables) === JSON.stringify(current.tables)
    ? []
    : [`${lastSnapshot} n’est pas celui de ces tables`]),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error('« npm run migrations:generate » écrit la migration qui manque.');
  process.exitCode = 1;
}
