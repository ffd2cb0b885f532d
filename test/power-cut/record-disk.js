// Preloaded into each thread of a process (NODE_OPTIONS=--import): records in the file DISK_JOURNAL what the process
// asks of the disk below the folder DISK_FOLDER, in order. `simulated-disk.ts` reads it. A system call that would
// escape fails the process, or the recorded disk would be better than the real one.

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isAbsolute, relative, resolve } from 'node:path';

const { DISK_FOLDER = '', DISK_JOURNAL = '' } = process.env;
const real = { ...fs };
const journal = real.openSync(DISK_JOURNAL, 'a');
/** Paths of open files, by descriptor. */
const opened = new Map();

/** Returns the path within the folder, '' for the folder itself, null when it is elsewhere. */
function inside(path) {
  if (typeof path !== 'string' && !(path instanceof URL)) return null;
  const place = relative(DISK_FOLDER, resolve(String(path)));
  return place.startsWith('..') || isAbsolute(place) ? null : place;
}

function record(what, data = Buffer.alloc(0)) {
  const header = Buffer.from(JSON.stringify({ ...what, size: data.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  // One write at the end of the file is whole, even beside those of other processes.
  real.writeSync(journal, Buffer.concat([length, header, data]));
}

const isCreating = (flags) =>
  typeof flags === 'string' ? /[wa]/.test(flags) : (flags & fs.constants.O_CREAT) !== 0;
const isEmptying = (flags) =>
  typeof flags === 'string' ? flags.startsWith('w') : (flags & fs.constants.O_TRUNC) !== 0;

const recorded = {
  openSync(path, flags = 'r', mode) {
    const descriptor = real.openSync(path, flags, mode);
    const place = inside(path);
    if (place === null) return descriptor;
    opened.set(descriptor, place);
    if (isCreating(flags)) record({ kind: 'create', path: place });
    if (isEmptying(flags)) record({ kind: 'resize', path: place, length: 0 });
    return descriptor;
  },
  closeSync(descriptor) {
    opened.delete(descriptor);
    real.closeSync(descriptor);
  },
  writeSync(descriptor, data, offset, length, position) {
    const path = opened.get(descriptor);
    if (path === undefined) return real.writeSync(descriptor, data, offset, length, position);
    if (!Number.isInteger(position)) throw new Error(`a write without a position in ${path}`);
    const piece = Buffer.from(data.buffer, data.byteOffset + offset, length);
    record({ kind: 'write', path, offset: position }, piece);
    return real.writeSync(descriptor, data, offset, length, position);
  },
  writeFileSync(path, data, options) {
    if (typeof path === 'number' || inside(path) === null) return real.writeFileSync(path, data, options);
    const { mode, flush = false } = options ?? {};
    const file = recorded.openSync(path, 'w', mode);
    const bytes = Buffer.from(data);
    if (bytes.length > 0) recorded.writeSync(file, bytes, 0, bytes.length, 0);
    if (flush) recorded.fsyncSync(file);
    recorded.closeSync(file);
  },
  ftruncateSync(descriptor, length = 0) {
    const path = opened.get(descriptor);
    if (path !== undefined) record({ kind: 'resize', path, length });
    real.ftruncateSync(descriptor, length);
  },
  truncateSync(path, length = 0) {
    if (inside(path) !== null) record({ kind: 'resize', path: inside(path), length });
    real.truncateSync(path, length);
  },
  fsyncSync(descriptor) {
    real.fsyncSync(descriptor);
    const path = opened.get(descriptor);
    if (path !== undefined) record({ kind: 'flush', path });
  },
  fdatasyncSync(descriptor) {
    recorded.fsyncSync(descriptor);
  },
  fsync(descriptor, done) {
    const path = opened.get(descriptor);
    real.fsync(descriptor, (error) => {
      if (error === null && path !== undefined) record({ kind: 'flush', path });
      done(error);
    });
  },
  renameSync(from, to) {
    real.renameSync(from, to);
    if (inside(from) === null) return;
    record({ kind: 'rename', path: inside(from), to: inside(to) });
    for (const [descriptor, path] of opened) if (path === inside(from)) opened.set(descriptor, inside(to));
  },
  linkSync(from, to) {
    real.linkSync(from, to);
    if (inside(from) !== null) record({ kind: 'link', path: inside(from), to: inside(to) });
  },
  unlinkSync(path) {
    real.unlinkSync(path);
    if (inside(path) !== null) record({ kind: 'remove', path: inside(path) });
  },
  rmdirSync(path) {
    real.rmdirSync(path);
    if (inside(path) !== null) record({ kind: 'remove', path: inside(path) });
  },
  rmSync(path, options) {
    if (inside(path) !== null && real.existsSync(path)) record({ kind: 'remove', path: inside(path) });
    real.rmSync(path, options);
  },
  mkdirSync(path, options) {
    const place = inside(path);
    const isNew = place !== null && !real.existsSync(path);
    const made = real.mkdirSync(path, options);
    if (isNew) record({ kind: 'folder', path: place });
    return made;
  },
};
for (const name of [
  'write',
  'writev',
  'writevSync',
  'appendFileSync',
  'copyFileSync',
  'cpSync',
  'createWriteStream',
]) {
  const unrecorded = real[name];
  recorded[name] = (target, ...rest) => {
    if (opened.has(target) || inside(target) !== null) throw new Error(`fs.${name} is not recorded`);
    return unrecorded(target, ...rest);
  };
}
const { open } = fs.promises;
fs.promises.open = (path, ...rest) => {
  if (inside(path) !== null) throw new Error('fs.promises.open is not recorded');
  return open(path, ...rest);
};
Object.assign(fs, recorded);
syncBuiltinESMExports();
