import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Fates of unflushed work after a power cut. */
export const SURVIVALS = ['nothing', 'names', 'some', 'everything'] as const;
export type Survival = (typeof SURVIVALS)[number];

const PAGE_BYTES = 4_096;

const path = z.string();
const headerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), path, size: z.int() }),
  z.object({ kind: z.literal('folder'), path, size: z.int() }),
  z.object({ kind: z.literal('remove'), path, size: z.int() }),
  z.object({ kind: z.literal('rename'), path, to: path, size: z.int() }),
  z.object({ kind: z.literal('link'), path, to: path, size: z.int() }),
  z.object({ kind: z.literal('resize'), path, length: z.int(), size: z.int() }),
  z.object({ kind: z.literal('write'), path, offset: z.int(), size: z.int() }),
  z.object({ kind: z.literal('flush'), path, size: z.int() }),
  z.object({ kind: z.literal('acknowledged'), path, size: z.int() }),
]);
export type DiskEvent = z.output<typeof headerSchema> & { readonly data: Buffer };

/** Variables of a process whose work below `folder` is recorded in `journal`. */
export function recordDisk(folder: string, journal: string): Readonly<Record<string, string>> {
  const recorder = new URL('./record-disk.js', import.meta.url).href;
  return { DISK_FOLDER: folder, DISK_JOURNAL: journal, NODE_OPTIONS: `--import ${recorder}` };
}

/** Notes an acknowledgement in a journal, after the work that it stands for. */
export function noteAcknowledged(journal: string, id: string): void {
  const header = Buffer.from(JSON.stringify({ kind: 'acknowledged', path: id, size: 0 }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  appendFileSync(journal, Buffer.concat([length, header]));
}

export function readJournal(file: string): DiskEvent[] {
  const bytes = readFileSync(file);
  const events: DiskEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const start = at + 4 + bytes.readUInt32LE(at);
    const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', at + 4, start)));
    at = start + header.size;
    events.push({ ...header, data: bytes.subarray(start, at) });
  }
  return events;
}

interface Change {
  readonly offset: number;
  /** Null cuts or extends the file at `offset`. */
  readonly data: Buffer | null;
}

function applyChange(content: Buffer, { offset, data }: Change): Buffer {
  const length = data === null ? offset : Math.max(content.length, offset + data.length);
  const next = length === content.length ? content : Buffer.alloc(length);
  if (next !== content) content.copy(next, 0, 0, Math.min(content.length, length));
  data?.copy(next, offset);
  return next;
}

class DiskFile {
  #flushed: Buffer = Buffer.alloc(0);
  #pending: Change[] = [];

  change(change: Change): void {
    this.#pending.push(change);
  }

  flush(): void {
    this.#flushed = this.#pending.reduce(applyChange, this.#flushed);
    this.#pending = [];
  }

  /** Returns the content that a cut leaves: each page as it was after some of its changes, whatever their order. */
  afterCut(survival: Survival, random: () => number): Buffer {
    const last = this.#pending.length;
    if (survival === 'nothing' || survival === 'names' || last === 0) return this.#flushed;
    if (survival === 'everything') return this.#after(last);
    const cut = Buffer.from(this.#after(Math.floor(random() * (last + 1))));
    const whole = this.#after(last);
    for (let at = 0; at < cut.length; at += PAGE_BYTES) {
      const source = random() < 0.5 ? this.#flushed : whole;
      const page = Buffer.alloc(Math.min(PAGE_BYTES, cut.length - at));
      page.set(source.subarray(at, at + page.length));
      if (random() < 0.8) page.copy(cut, at);
    }
    return cut;
  }

  #after(changes: number): Buffer {
    return this.#pending.slice(0, changes).reduce(applyChange, Buffer.from(this.#flushed));
  }
}

type Entry = DiskFile | 'folder';
interface NameChange {
  readonly event: DiskEvent;
  readonly entry: Entry;
}

/**
 * Disk under a folder: what was flushed, and what was not. Names reach it in order, as with the journal of ext4 or XFS;
 * flushing a folder flushes the names in it, flushing a file flushes its creation; pages of 4 kB reach it in any order.
 */
export class SimulatedDisk {
  /** Ids acknowledged so far. */
  readonly acknowledged = new Set<string>();
  readonly #now = new Map<string, Entry>();
  readonly #flushed = new Map<string, Entry>();
  #pending: NameChange[] = [];

  /** Starts from the content of a folder, taken as flushed. */
  constructor(folder: string) {
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const place = join(folder, path);
      const entry = statSync(place).isDirectory() ? 'folder' : new DiskFile();
      if (entry !== 'folder') {
        entry.change({ offset: 0, data: readFileSync(place) });
        entry.flush();
      }
      this.#now.set(path, entry);
      this.#flushed.set(path, entry);
    }
  }

  apply(event: DiskEvent): void {
    const known = this.#now.get(event.path);
    // Null for a folder, and for a file removed while it was open.
    const file = known instanceof DiskFile ? known : null;
    if (event.kind === 'acknowledged') this.acknowledged.add(event.path);
    else if (event.kind === 'write') file?.change({ offset: event.offset, data: event.data });
    else if (event.kind === 'resize') file?.change({ offset: event.length, data: null });
    else if (event.kind === 'flush') this.#flush(event, file);
    else if (event.kind === 'create') {
      if (known === undefined) this.#changeName({ event, entry: new DiskFile() });
    } else if (event.kind === 'folder') {
      if (event.path !== '') this.#changeName({ event, entry: 'folder' });
    } else if (known !== undefined) {
      this.#changeName({ event, entry: known });
    } else if (event.kind !== 'remove') {
      // `rmSync` calls `unlinkSync` in some versions of Node: a removal may come twice.
      throw new Error(`${event.kind} of an unknown ${event.path}`);
    }
  }

  /** Writes into an empty folder what is found there once the power is back. */
  writeAfterCut(folder: string, survival: Survival, random: () => number): void {
    const kept = { nothing: 0, names: 1, some: random(), everything: 1 }[survival];
    const names = new Map(this.#flushed);
    for (const change of this.#pending.slice(0, Math.round(kept * this.#pending.length))) {
      changeNames(names, change);
    }
    const contents = new Map<DiskFile, Buffer>();
    for (const [path, entry] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const place = join(folder, path);
      if (entry === 'folder') {
        mkdirSync(place, { mode: 0o700 });
        continue;
      }
      const content = contents.get(entry) ?? entry.afterCut(survival, random);
      contents.set(entry, content);
      writeFileSync(place, content, { mode: 0o600 });
    }
  }

  #flush({ path }: DiskEvent, file: DiskFile | null): void {
    file?.flush();
    this.#flushNames(({ event, entry }) =>
      file === null
        ? [event.path, 'to' in event ? event.to : ''].some((named) => dirname(named) === (path || '.'))
        : entry === file && event.kind === 'create',
    );
  }

  #changeName(change: NameChange): void {
    changeNames(this.#now, change);
    this.#pending.push(change);
  }

  /** Flushes the changes of names until the last one of a kind. */
  #flushNames(isWanted: (change: NameChange) => boolean): void {
    const last = this.#pending.findLastIndex(isWanted);
    for (const change of this.#pending.slice(0, last + 1)) changeNames(this.#flushed, change);
    this.#pending = this.#pending.slice(last + 1);
  }
}

function changeNames(names: Map<string, Entry>, { event, entry }: NameChange): void {
  if (event.kind !== 'rename' && event.kind !== 'remove') {
    names.set(event.kind === 'link' ? event.to : event.path, entry);
    return;
  }
  for (const [path, moved] of [...names]) {
    if (path !== event.path && !path.startsWith(`${event.path}/`)) continue;
    names.delete(path);
    if (event.kind === 'rename') names.set(event.to + path.slice(event.path.length), moved);
  }
}
