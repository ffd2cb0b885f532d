import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { z } from 'zod';

/** Straight apostrophe in a French word: between two letters, English endings left out. */
const STRAIGHT = /(?<=\p{L})'(?=\p{L})(?!(?:s|t|re|ve|ll)\b)/u;

const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
const read = (file: string) => readFileSync(file, 'utf8');

/** Patterns compared with folded texts, and examples that only the model reads. */
const FOR_MATCHING = /^src\/(?:ingestion\/extract|domain\/request)\//;

function textsOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

const straightIn = (file: string, texts: readonly string[]) =>
  texts.filter((text) => STRAIGHT.test(text)).map((text) => `${file}: ${text}`);

it('writes its messages with typographic apostrophes', () => {
  const programs = files.filter(
    (file) => /^(?:src|web)\/.*\.tsx?$/.test(file) && !file.endsWith('.test.ts') && !FOR_MATCHING.test(file),
  );
  const texts = programs.map((file) => [file, textsOf(file)] as const);
  expect(texts.flatMap(([, found]) => found).length).toBeGreaterThan(5_000);
  expect(texts.flatMap(([file, found]) => straightIn(file, found))).toEqual([]);
});

it('writes its themes and levers with typographic apostrophes', () => {
  const shown = z.object({
    label: z.string(),
    definition: z.string().default(''),
  });
  for (const file of ['corpus/levers.json', 'corpus/themes.json']) {
    const entries = z.array(shown).parse(JSON.parse(read(file)));
    const texts = entries.flatMap(({ label, definition }) => [label, definition]);
    expect(straightIn(file, texts)).toEqual([]);
  }
  expect(straightIn('corpus/levers-law.json', read('corpus/levers-law.json').split('\n'))).toEqual([]);
});

it('writes its documents in French with typographic apostrophes', () => {
  const documents = files.filter(
    (file) =>
      /^(?:README|CHANGELOG|CONTRIBUTING)\.md$|^docs\/(?!adr\/|style\.md).*\.md$|^corpus\/README\.md$|^web\/(?:component\/package\/README|page\/.*)\.md$|^evaluation\/(?:ingestion\/)?README\.md$/.test(
        file,
      ) || file === 'docs/operations/alerts.yaml',
  );
  for (const file of documents) {
    // Programs, answers and addresses are quoted verbatim.
    const prose = read(file).replace(/^```[\s\S]*?^```|`[^`\n]*`|<[^>\n]*>|\]\([^)\n]*\)/gm, '');
    expect(straightIn(file, prose.split('\n'))).toEqual([]);
  }
});
