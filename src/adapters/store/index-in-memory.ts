import type { Audience } from '../../domain/experience/experience.ts';
import type { StoreConnection } from './database.ts';
import { storeUnavailable } from './database-errors.ts';
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

/**
 * Keeps in memory all that a question is compared with, and brings it up to date when another version is published:
 * only what has changed is read again, unless the recipe has. Questions wait meanwhile, as they would for a search.
 */
export function createIndexInMemory(
  connection: Pick<StoreConnection, 'run'>,
  versions: VersionSource,
): IndexInMemory {
  let state: State = { versions: NOTHING, recipe: null, ...newTables() };
  let refreshing: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const contents = await readContents(connection);
      versions.learn(contents.versions);
      const next = await follow(connection, state, contents);
      if (next !== null) {
        state = next;
        return;
      }
    }
    throw storeUnavailable("l'index change sans cesse");
  }

  async function read(audience: Audience, signal?: AbortSignal): Promise<LoadedIndex | null> {
    const published = await versions.current();
    if (!sameVersions(published, state.versions)) {
      refreshing ??= refresh().finally(() => {
        refreshing = null;
      });
      await untilAborted(refreshing, signal);
    }
    const version = state.versions[audience];
    if (version === null) return null;
    const tables = audience === 'public' ? [state.public] : [state.public, state.members];
    return { version, tables };
  }

  return { read, doubt: () => versions.doubt() };
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

/** The state that holds `contents`; null when something else is published before all of it is read. */
async function follow(
  connection: Pick<StoreConnection, 'run'>,
  state: State,
  contents: Contents,
): Promise<State | null> {
  const tables = contents.recipe === state.recipe ? state : newTables();
  const changes: { readonly tier: Audience; readonly rows: readonly IndexedRow[] }[] = [];
  for (const tier of TIERS) {
    const known = tables[tier].revisions;
    const wanted = [...contents.revisions[tier]];
    const missing = wanted.filter(([id, revision]) => known.get(id) !== revision).map(([id]) => id);
    for (let start = 0; start < missing.length; start += ROWS_AT_ONCE) {
      const read = await readRows(connection, missing.slice(start, start + ROWS_AT_ONCE), tier);
      if (!sameVersions(read.versions, contents.versions)) return null;
      changes.push({ tier, rows: read.rows });
    }
  }
  // From here to the end without a pause: no question ever sees a part of it.
  for (const tier of TIERS) {
    const gone = [...tables[tier].revisions.keys()].filter((id) => !contents.revisions[tier].has(id));
    for (const id of gone) tables[tier].remove(id);
  }
  for (const { tier, rows } of changes) for (const row of rows) tables[tier].put(row);
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
