import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A comment that breaks a rule of docs/style.md. */
export interface Finding {
  readonly file: string;
  /** First line of the comment, from 1. */
  readonly line: number;
  readonly rule: string;
  readonly text: string;
}

interface Comment {
  readonly line: number;
  readonly text: string;
  /** Length of its longest line, indentation included. */
  readonly width: number;
}

const MAX_WIDTH = 120;

const COMMENTED_FILE = /\.(?:ts|tsx|js|cjs|css|sh)$/;
const GENERATED = ['web/api/schema.ts', 'web/dist/'];

/** Matched against each sentence, its first letter included. */
const HEADLESS =
  /^(?:Of|What|Who|Whoever|Whatever|Whichever|Told|Nobody|That (?:is|are|was|has|have|no|it|they|the)) /;

const RIDDLES: readonly (readonly [rule: string, pattern: RegExp])[] = [
  ['whoever, whatever, whichever', /\b(?:whoever|whatever|whichever)\b/i],
  ['is told', /\b(?:is|are|be|been|was|were|being) told\b/i],
  ['bears', /\b(?:bears?|bearing|borne)\b/i],
  ['what is', /\bwhat (?:is|are|was|were)\b/i],
  ['those who, he who, that of which', /\b(?:those who|he who|that of which|of which it is)\b/i],
];

/** Finds the comments on lines of their own; consecutive `//` and `#` lines are one comment. */
function commentsOf(source: string): readonly Comment[] {
  const comments: { line: number; text: string; width: number; last: number }[] = [];
  let isBlock = false;
  source.split('\n').forEach((written, index) => {
    const opens = /^\s*\{?\/\*/.test(written);
    const isLine = /^\s*(?:\/\/|#(?!!))/.test(written);
    if (!isBlock && !opens && !isLine) return;
    const text = written
      .replace(/^\s*(?:\{?\/\*+|\*+\/|\*|\/\/|#)/, '')
      .replace(/\*+\/\}?\s*$/, '')
      .trim();
    const current = comments.at(-1);
    if (current !== undefined && !opens && (isBlock || current.last === index - 1)) {
      current.text = `${current.text} ${text}`;
      current.width = Math.max(current.width, written.length);
      current.last = index;
    } else {
      const last = isLine ? index : Number.NaN;
      comments.push({ line: index + 1, text, width: written.length, last });
    }
    if (opens || isBlock) isBlock = !written.includes('*/');
  });
  return comments;
}

/** Splits a comment into sentences, without code between backticks or names of `@param`. */
function sentencesOf(text: string): readonly string[] {
  return text
    .replaceAll(/`[^`]*`/g, '…')
    .split(/(?<=[.:;?!])\s+|\s*@(?:param\s+\S+|returns?|throws?|remarks)\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

export function findingsIn(file: string, source: string): readonly Finding[] {
  return commentsOf(source).flatMap(({ line, text, width }) => {
    const sentences = sentencesOf(text);
    const rules = RIDDLES.filter(([, pattern]) => sentences.some((sentence) => pattern.test(sentence)));
    const names = rules.map(([rule]) => rule);
    if (sentences.some((sentence) => HEADLESS.test(sentence))) names.unshift('headless beginning');
    if (width > MAX_WIDTH) names.push(`over ${MAX_WIDTH} columns`);
    return names.map((rule) => ({ file, line, rule, text: text.trim() }));
  });
}

export async function findingsUnder(root: string, folders: readonly string[]): Promise<readonly Finding[]> {
  const files: string[] = [];
  for (const folder of folders) {
    for (const name of await readdir(join(root, folder), { recursive: true }))
      files.push(`${folder}/${name}`);
  }
  return files
    .filter(
      (file) =>
        COMMENTED_FILE.test(file) &&
        !file.includes('/node_modules/') &&
        !GENERATED.some((path) => file.startsWith(path)),
    )
    .toSorted()
    .flatMap((file) => findingsIn(file, readFileSync(join(root, file), 'utf8')));
}
