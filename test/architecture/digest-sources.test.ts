import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { digestSources } from '../../scripts/digest-sources.ts';

const FILES = {
  'package.json': '{ "dependencies": { "@scope/words": "1.0.0", "unused": "1.0.0" } }',
  'src/entry.ts':
    "import weights from './weights.json' with { type: 'json' };\nimport { rule } from './rules/rule.ts';\nimport type { Shape } from './shape.ts';\nexport const entry = (shape: Shape) => rule(shape, [weights, 1]);\n",
  'src/rules/rule.ts':
    "import { stem } from '@scope/words/french';\nexport const rule = (...read: unknown[]) => stem(read);\n",
  'src/shape.ts': 'export interface Shape { readonly side: number }\n',
  'src/weights.json': '{ "a": 1 }',
  'src/unused.ts': 'export const unused = 1;\n',
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'digest-'));
  await write(FILES);
});
afterEach(() => rm(root, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
}

const digest = () => digestSources(root, ['src/entry.ts']);

it.each<[string, keyof typeof FILES, string, string]>([
  ['the entry', 'src/entry.ts', ', 1]', ', 2]'],
  ['a file that it imports', 'src/rules/rule.ts', 'stem(read)', 'stem(read[0])'],
  ['data that it imports', 'src/weights.json', '1', '2'],
  [
    'the version of a package that it reaches',
    'package.json',
    '"@scope/words": "1.0.0"',
    '"@scope/words": "1.0.1"',
  ],
])('changes with %s', async (_what, name, from, to) => {
  const before = digest();
  expect(FILES[name]).toContain(from);
  await write({ [name]: FILES[name].replace(from, to) });
  expect(digest()).not.toBe(before);
});

it.each<[string, Readonly<Record<string, string>>]>([
  ['types', { 'src/shape.ts': 'export interface Shape { readonly height: number }\n' }],
  ['what it does not reach', { 'src/unused.ts': 'export const unused = 2;\n' }],
  [
    'a package that it does not use',
    { 'package.json': FILES['package.json'].replace('"unused": "1', '"unused": "2') },
  ],
  [
    'comments and layout',
    {
      'src/entry.ts': FILES['src/entry.ts'].replace(
        'rule(shape, [weights, 1])',
        '/* all */ rule(\n  shape,\n  // Two of them.\n  [\n    weights,\n    1,\n  ],\n)',
      ),
      'src/weights.json': '{\n  "a": 1\n}\n',
    },
  ],
  [
    'where a file stands',
    {
      'src/entry.ts': FILES['src/entry.ts'].replace('./rules/rule.ts', './other/room/rule.ts'),
      'src/other/room/rule.ts': FILES['src/rules/rule.ts'],
    },
  ],
])('does not change with %s', async (_what, files) => {
  const before = digest();
  await write(files);
  expect(digest()).toBe(before);
});
