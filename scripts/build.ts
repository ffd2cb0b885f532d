/**
 * Writes the service to `dist/` as JavaScript: the files of `src/` with their types replaced by blanks, which keeps
 * lines and columns, and the other files copied. Run by `npm run build`.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import blankTypes from 'ts-blank-space';

const SOURCES = fileURLToPath(new URL('../src', import.meta.url));
const BUILT = fileURLToPath(new URL('../dist', import.meta.url));
/** Quoted relative path to a TypeScript file: an import or the entry of a thread. */
const REFERENCE = /(['"])(\.{1,2}\/[^'"\n]*)\.ts\1/g;

await rm(BUILT, { recursive: true, force: true });
const entries = await readdir(SOURCES, { recursive: true, withFileTypes: true });
for (const entry of entries.filter((one) => one.isFile() && !/\.(?:test|d)\.ts$/.test(one.name))) {
  const source = join(entry.parentPath, entry.name);
  const target = join(BUILT, source.slice(SOURCES.length)).replace(/\.ts$/, '.js');
  await mkdir(dirname(target), { recursive: true });
  if (!source.endsWith('.ts')) {
    await cp(source, target);
    continue;
  }
  const javascript = blankTypes(await readFile(source, 'utf8'), (node) => {
    throw new Error(`${source} : « ${node.getText()} » ne se retire pas, c’est du code`);
  });
  await writeFile(target, javascript.replaceAll(REFERENCE, '$1$2.js$1'));
}
