import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
});
/** Texts of the site: their links are paths of the service, which the tests of every page follow. */
const OF_THE_SITE = /^web\/page\//;
const documents = stdout
  .split('\n')
  .filter((file) => file !== '' && !OF_THE_SITE.test(file) && existsSync(join(ROOT, file)));

/** Makes the anchor of a title as GitHub does. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

function anchorsOf(file: string): readonly string[] {
  const titles = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm);
  return Array.from(titles, ([, title = '']) => anchorOf(title));
}

it.each(documents)('%s links to files and titles that exist', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8').replaceAll(/^```[\s\S]*?^```$|`[^`\n]*`/gm, '');
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
  const broken = targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? join(ROOT, document) : join(ROOT, dirname(document), decodeURIComponent(path));
    if (!existsSync(file)) return true;
    return (
      anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(decodeURIComponent(anchor))
    );
  });
  expect(broken).toEqual([]);
});

const PATH = /`((?:src|web|test|scripts|docs|corpus|evaluation|bench|openapi|\.ci)\/[\w./@-]+)`/g;
/** Folder made by a build. */
const MADE = /^web\/dist/;

it.each(documents.filter((file) => file !== 'CHANGELOG.md'))('%s names paths that exist', (document) => {
  const named = Array.from(
    readFileSync(join(ROOT, document), 'utf8').matchAll(PATH),
    ([, path = '']) => path,
  );
  const exists = (path: string) =>
    existsSync(join(ROOT, path)) || existsSync(join(ROOT, dirname(document), path));
  expect(named.filter((path) => !MADE.test(path) && !exists(path))).toEqual([]);
});
