/**
 * `npm run check`: the tables of `src/adapters/store/tables` are those that the migrations make, the last snapshot of
 * drizzle-kit is that of these tables, and migrations follow each other. Prints what differs, and exits with 1.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { MIGRATIONS } from '../src/adapters/store/session/apply-migrations.ts';
import { TABLE_LINES } from './describe-tables.ts';

const TABLES = new URL('../src/adapters/store/tables/', import.meta.url);

async function loadTables(): Promise<Record<string, unknown>> {
  const modules = readdirSync(TABLES).map((name) => import(new URL(name, TABLES).href));
  return Object.assign({}, ...(await Promise.all(modules)));
}

async function describe(statements: readonly string[]): Promise<readonly string[]> {
  const database = await PGlite.create({ extensions: { vector } });
  for (const statement of statements) await database.exec(statement);
  const { rows } = await database.query<{ line: string }>(TABLE_LINES);
  await database.close();
  return rows.map(({ line }) => line);
}

const migrations = readMigrationFiles({ migrationsFolder: MIGRATIONS });
const current = generateDrizzleJson(await loadTables());
const [declared, migrated] = await Promise.all([
  describe(['create extension vector', ...(await generateMigration(generateDrizzleJson({}), current))]),
  describe(migrations.flatMap(({ sql }) => sql)),
]);
const problems = [
  ...declared.filter((line) => !migrated.includes(line)).map((line) => `seulement dans les tables : ${line}`),
  ...migrated.filter((line) => !declared.includes(line)).map((line) => `seulement dans la base : ${line}`),
];
if (problems.length === 0) {
  const names = readdirSync(`${MIGRATIONS}/meta`).filter((name) => name.endsWith('_snapshot.json'));
  const snapshot = JSON.parse(readFileSync(`${MIGRATIONS}/meta/${names.sort().at(-1)}`, 'utf8'));
  problems.push(...(await generateMigration(snapshot, current)));
}
if (problems.length > 0) {
  problems.push('« npm run migrations:generate -- --name ce-qui-change » écrit la migration qui manque.');
}
const isEmpty = ({ sql }: (typeof migrations)[number]) => sql.join('').replace(/--.*$/gm, '').trim() === '';
if (migrations.some(isEmpty)) problems.push('Une migration ne contient que des commentaires.');
// A migration older than the last one applied is never applied.
const late = migrations.findIndex(
  ({ folderMillis }, n) => folderMillis <= (migrations[n - 1]?.folderMillis ?? 0),
);
if (late > 0)
  problems.push(`La migration n° ${late + 1} n’est pas plus récente que la précédente (_journal.json).`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
