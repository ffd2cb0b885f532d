import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { findingsIn, findingsUnder } from './comment-style.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['src', 'web', 'scripts', 'bench', 'evaluation', 'bin'];

it.each([
  [
    '/** Of all that can be seen of it, whatever the recipe. */',
    ['headless beginning', 'whoever, whatever, whichever'],
  ],
  ['/** Who leaves makes nothing fail. */', ['headless beginning']],
  ['// Told in French by whoever catches it.', ['headless beginning', 'whoever, whatever, whichever']],
  ['/**\n * Reads a page. What is hidden\n * stays so.\n */', ['headless beginning', 'what is']],
  ['  /** The series that bears exactly these labels. */', ['bears']],
  ['{/* The reader is told once. */}', ['is told']],
  ['# Of the first page.', ['headless beginning']],
  [`/**\n * ${'x'.repeat(118)}\n */`, ['over 120 columns']],
])('finds fault with %s', (source, rules) => {
  expect(findingsIn('a.ts', source).map(({ rule }) => rule)).toEqual(rules);
});

it.each([
  '/** Hash of what readers see; the cache key. */',
  '/** Rolls back when the client disconnects. */',
  '/** Whether `whatever` is a known value: `is told` and `bears` are quoted code. */',
  "const text = 'What is told by whoever bears it';",
  `// ${'x'.repeat(117)}`,
  '// Ends before the first page.\nconst a = 1;\n// Offset from the start.',
])('finds nothing wrong in %s', (source) => {
  expect(findingsIn('a.ts', source)).toEqual([]);
});

it('gives the line on which a comment starts', () => {
  const [finding] = findingsIn('a.ts', 'const a = 1;\n\n/**\n * What a page shows.\n */\nconst b = 2;');
  expect(finding).toMatchObject({ line: 3, text: 'What a page shows.' });
});

it('finds no fault in the comments', async () => {
  const findings = await findingsUnder(ROOT, FOLDERS);
  expect(findings.map(({ file, line, rule, text }) => `${file}:${line} [${rule}] ${text}`)).toEqual([]);
});
