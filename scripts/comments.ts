/**
 * Lists the comments that break the rules of docs/style.md, with a count by folder:
 * `node --import tsx scripts/comments.ts [folder or file…]`.
 */
import { fileURLToPath } from 'node:url';
import { findingsUnder } from '../test/architecture/comment-style.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FOLDERS = ['src', 'web', 'scripts', 'bench', 'evaluation', 'bin'];

const wanted = process.argv.slice(2).map((path) => path.replace(/\/$/, ''));
const isWanted = (file: string) => wanted.some((path) => file === path || file.startsWith(`${path}/`));
const findings = (await findingsUnder(ROOT, FOLDERS)).filter(
  ({ file }) => wanted.length === 0 || isWanted(file),
);
const counts = new Map<string, number>();
for (const { file, line, rule, text } of findings) {
  const folder = file.split('/').slice(0, -1).slice(0, 3).join('/');
  counts.set(folder, (counts.get(folder) ?? 0) + 1);
  console.log(`${file}:${line}  [${rule}]  ${text}`);
}
console.log('');
for (const [folder, count] of counts) console.log(`${String(count).padStart(5)}  ${folder}`);
console.log(`${String(findings.length).padStart(5)}  en tout`);
