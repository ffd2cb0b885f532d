import type { Audience } from '../../domain/experience/experience.ts';
import type { StoreConnection } from './database.ts';
import { storeUnavailable } from './database-errors.ts';
import { KnownRows } from './known-rows.ts';
import { ExperienceTable, type IndexedRow } from './memory-index/experience-table.ts';
import { contentsRowSchema, indexedRowSchema, selectContents, selectIndexedRows } from './read-index.ts';
import { runStatement } from './run-statement.ts';
import { EMBEDDING_DIMENSIONS } from './schema.ts';
import { untilAborted } from './until-aborted.ts';
import { type IndexVersions, sameVersions, type VersionSource } from './version-source.ts';

/** Experiences read by one statement: about 3 MB. */
const ROWS_AT_ONCE = 250;

/** Publications that one reading of the index may meet before it gives up. */
const MAX_ATTEMPTS = 20;

/** Share of dead memory beyond which a table is written again. */
const MAX_WASTE = 0.5;

/** What is published, as an audience sees it; of one version. */
export interface LoadedIndex {
  readonly version: string;
  /** Without any experience in common. */
  readonly tables: readonly ExperienceTable[];
}

export interface IndexInMemory {
  /**
   * The index of what is published now, null when nothing is. Throws as `StoreConnection.run`. Whoever leaves lets the
   * reading end: others wait for it.
   */
  read(audience: Audience, signal?: AbortSignal): Promise<LoadedIndex | null>;
  /** Something does not agree with it: what is published is asked again. */
  doubt(): void;
}

interface State {
  readonly versions: IndexVersions;
  readonly recipe: string | null;
  /** What the public sees. */
  readonly public: ExperienceTable;
  /** What members see besides: never reached on behalf of the public. */
  readonly members: ExperienceTable;
}

interface Contents {
  readonly versions: IndexVersions;
  readonly recipe: string | null;
  readonly revisions: Readonly<Record<Audience, ReadonlyMap<string, string>>>;
}

const TIERS = ['public', 'members'] as const;
const NOTHING: IndexVersions = { public: null, members: null };
const NO_REVISIONS: ReadonlyMap<string, string> = new Map();

/**
 * Keeps in memory all that a question is compared with, and brings it up to date when another version is published:
 * only what has changed is read again, unless the recipe has. Questions wait meanwhile, as they would for a search.
 */
export function createIndexInMemory(
  connection: Pick<StoreConnection, 'run'>,
  versions: VersionSource,
): IndexInMemory {
  let state: State = nothing();
  let refreshing: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    // What another publication interrupts is not read twice.
    const rows = new KnownRows();
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const askedAt = performance.now();
      const contents = await readContents(connection);
      versions.learn(contents.versions, askedAt);
      const changes = await readChanges(connection, state, contents, rows);
      if (changes === null) continue;
      const before = state;
      // Without a pause from here: no question ever sees a part of it. Should it break off, all is read again.
      state = nothing();
      state = applyChanges(before, contents, changes);
      return;
    }
    throw storeUnavailable("l'index change sans cesse");
  }

  async function follow(): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      if (sameVersions(await versions.current(), state.versions)) return;
      // One that has begun may read what was published before.
      refreshing ??= refresh().finally(() => {
        refreshing = null;
      });
      await refreshing;
    }
  }

  return {
    async read(audience, signal) {
      await untilAborted(follow(), signal);
      const version = state.versions[audience];
      if (version === null) return null;
      const tables = audience === 'public' ? [state.public] : [state.public, state.members];
      return { version, tables };
    },
    doubt: () => versions.doubt(),
  };
}

function nothing(): State {
  return { versions: NOTHING, recipe: null, ...newTables() };
}

function newTables(): Pick<State, 'public' | 'members'> {
  return {
    public: new ExperienceTable(EMBEDDING_DIMENSIONS),
    members: new ExperienceTable(EMBEDDING_DIMENSIONS),
  };
}

async function readContents(connection: Pick<StoreConnection, 'run'>): Promise<Contents> {
  const [row] = await connection.run("lecture du contenu de l'index", (database) =>
    runStatement(database, selectContents, contentsRowSchema),
  );
  if (row === undefined) throw new TypeError('a select without from always gives a row');
  return {
    versions: { public: row.public_version, members: row.members_version },
    recipe: row.recipe,
    revisions: { public: new Map(row.public_revisions), members: new Map(row.members_revisions) },
  };
}

type Changes = readonly { readonly tier: Audience; readonly row: IndexedRow }[];

/** Rows of `contents` that `state` does not hold; null when something else is published meanwhile. */
async function readChanges(
  connection: Pick<StoreConnection, 'run'>,
  state: State,
  contents: Contents,
  rows: KnownRows,
): Promise<Changes | null> {
  rows.follow(contents.recipe);
  const changes: Changes[number][] = [];
  for (const tier of TIERS) {
    const held = contents.recipe === state.recipe ? state[tier].revisions : NO_REVISIONS;
    const wanted = [...contents.revisions[tier]].filter(([id, revision]) => held.get(id) !== revision);
    const missing = wanted.filter(([id, revision]) => rows.find(id, revision) === null).map(([id]) => id);
    for (let start = 0; start < missing.length; start += ROWS_AT_ONCE) {
      const read = await readRows(connection, missing.slice(start, start + ROWS_AT_ONCE), tier);
      rows.add(read.rows);
      if (!sameVersions(read.versions, contents.versions)) return null;
    }
    for (const [id, revision] of wanted) {
      const row = rows.find(id, revision);
      if (row === null) return null;
      changes.push({ tier, row });
    }
  }
  return changes;
}

/** Makes `state` hold `contents`: its tables are changed, unless the recipe is another one. */
function applyChanges(state: State, contents: Contents, changes: Changes): State {
  const tables = contents.recipe === state.recipe ? state : newTables();
  for (const tier of TIERS) {
    const gone = [...tables[tier].revisions.keys()].filter((id) => !contents.revisions[tier].has(id));
    for (const id of gone) tables[tier].remove(id);
  }
  for (const { tier, row } of changes) tables[tier].put(row);
  return {
    versions: contents.versions,
    recipe: contents.recipe,
    public: withoutWaste(tables.public),
    members: withoutWaste(tables.members),
  };
}

async function readRows(
  connection: Pick<StoreConnection, 'run'>,
  ids: readonly string[],
  audience: Audience,
): Promise<{ readonly versions: IndexVersions; readonly rows: readonly IndexedRow[] }> {
  const [row] = await connection.run("lecture de l'index", (database) =>
    runStatement(database, selectIndexedRows(ids, audience), indexedRowSchema),
  );
  if (row === undefined) throw new TypeError('a select without from always gives a row');
  return { versions: { public: row.public_version, members: row.members_version }, rows: row.rows };
}

function withoutWaste(table: ExperienceTable): ExperienceTable {
  if (table.waste <= MAX_WASTE) return table;
  const fresh = new ExperienceTable(EMBEDDING_DIMENSIONS);
  for (const row of table.rows()) fresh.put(row);
  return fresh;
}
