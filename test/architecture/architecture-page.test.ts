import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';

/** Folders of `src` that hold a file, those of `http/routes` left out: one a resource. */
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

/** Folders of the tree, whose nesting is said by two spaces a level. */
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

it('describes each folder of the sources, and no other one', () => {
  expect(foldersOfPage().length).toBeGreaterThan(40);
  expect(foldersOfPage()).toEqual(foldersOfSources());
});
