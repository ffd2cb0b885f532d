import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** Hash of the sources of the last complete build. */
export const STAMP = join(ROOT, 'dist', 'sources.sha256');
/** Commit of the last build. */
export const COMMIT = join(ROOT, 'dist', 'commit');
const PAGES = join(ROOT, 'web', 'dist', 'server', 'server.js');
/** Inputs of the build. */
const FOLDERS = ['src', 'web'];
const FILES = ['package-lock.json', 'scripts/build.ts'];

/** @param {string} path */
function isSource(path) {
  // Only types are read from the schema, which other commands write.
  return !path.endsWith('.test.ts') && !path.startsWith('web/dist') && path !== 'web/api/schema.ts';
}

function listSources() {
  const entries = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  );
  return [...FILES, ...entries.filter(isSource)].sort();
}

/** Hashes the inputs of the build. */
export function hashSources() {
  const hash = createHash('sha256');
  for (const path of listSources()) hash.update(`${path}\n`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

/** Whether the build is up to date; takes 0.1 s. */
export function isBuilt() {
  try {
    return existsSync(PAGES) && readFileSync(STAMP, 'utf8') === hashSources();
  } catch {
    return false;
  }
}
