import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * Settings with which PostgreSQL flushes its files. PGlite turns `fsync` off, and its `fdatasync`, unlike its `fsync`,
 * cannot be given a body.
 */
export const DURABLE_SETTINGS = { fsync: 'on', wal_sync_method: 'fsync' } as const;

/** Part of the files of emscripten that flushing needs. */
interface HostFiles {
  readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number };
  /** Turns an error of Node into one that PostgreSQL understands. */
  tryFSOperation<Result>(operation: () => Result): Result;
}

/** Files of a database whose `fsync` reaches the disk; emscripten's does nothing. */
export class DurableFiles extends NodeFS {
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
