import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';

/** Lists the folders of `src`, except those of `http/routes`, one per resource. */
function foldersOfSources(): readonly string[] {
  const files = readdirSync('src', { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const folders = new Set<string>();
  for (const { parentPath } of files) {
    for (let folder = parentPath; folder !== 'src'; folder = posix.dirname(folder)) folders.add(folder);
  }
  return [...folders].filter((folder) => !folder.startsWith('src/http/routes/')).sort();
}

/** Lists the folders of the tree in the page, indented by two spaces per level. */
function foldersOfPage(): readonly string[] {
  const tree = /```\n(src\/\n[^`]*)```/.exec(readFileSync('docs/architecture.md', 'utf8'))?.[1] ?? '';
  const path: string[] = [];
  const folders: string[] = [];
  for (const [, indent = '', name = ''] of tree.matchAll(/^( *)([\w-]+)\/(?: +\S.*)?$/gm)) {
    path.splice(indent.length / 2, Number.POSITIVE_INFINITY, name);
    folders.push(path.join('/'));
  }
  return folders.slice(1).sort();
}

it('describes exactly the folders of the sources', () => {
  expect(foldersOfPage().length).toBeGreaterThan(40);
  expect(foldersOfPage()).toEqual(foldersOfSources());
});
