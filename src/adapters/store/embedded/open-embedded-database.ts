import { existsSync, fsyncSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { vector } from '@electric-sql/pglite-pgvector';
import { SEARCH_SETTINGS } from '../session/database.ts';
import { databasePath, flushToDisk, unpackDatabase } from './packed-database.ts';

/**
 * Settings with which PostgreSQL flushes its files. PGlite turns `fsync` off, and its `fdatasync`, unlike its `fsync`,
 * cannot be given a body.
 */
const DURABLE_SETTINGS = { fsync: 'on', wal_sync_method: 'fsync' } as const;

/** Part of the files of emscripten that flushing needs. */
interface HostFiles {
  readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number };
  /** Turns an error of Node into one that PostgreSQL understands. */
  tryFSOperation<Result>(operation: () => Result): Result;
}

/** Files of a database whose `fsync` reaches the disk; emscripten's does nothing. */
class DurableFiles extends NodeFS {
  override async init(...[database, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(database, options);
    const giveFsync = ({ FS }: Parameters<NonNullable<typeof emscriptenOpts.preRun>[number]>[0]) => {
      const files: HostFiles = FS.filesystems.NODEFS;
      files.stream_ops.fsync = ({ nfd }) => {
        files.tryFSOperation(() => fsyncSync(nfd));
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), giveFsync] } };
  }
}

/**
 * Settings of the server. PGlite fills the shared buffers with zeros at startup, so PostgreSQL's default
 * of 128 MB would always be resident. Pages that do not fit in 32 MB come from the system's file cache.
 */
const SETTINGS = { shared_buffers: '32MB', ...DURABLE_SETTINGS, ...SEARCH_SETTINGS };

/**
 * Opens the PostgreSQL of a data folder with pgvector, recovering it if it was not closed. Creates it
 * when missing, under another name that is changed once it is on the disk, so that an interrupted creation
 * leaves nothing that looks like a database.
 */
export async function openEmbeddedDatabase(directory: string): Promise<PGlite> {
  const path = databasePath(directory);
  if (!existsSync(path)) {
    const unfinished = `${path}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    // Other users may be able to read the data folder.
    mkdirSync(unfinished, { mode: 0o700 });
    await unpackDatabase(unfinished);
    renameSync(unfinished, path);
    await flushToDisk(directory);
  }
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return PGlite.create({
    fs: new DurableFiles(path),
    extensions: { vector },
    startParams: [...PGlite.defaultStartParams, ...settings],
  });
}
