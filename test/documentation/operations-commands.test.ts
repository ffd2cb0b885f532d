import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runEssaimage } from '../cli/essaimage-process.ts';
import { authorizeEditor, preparedFolder, startApplication } from '../http/start-application.ts';

// Each command opens the real database, on a machine that may be busy.
const TIMEOUT_MS = 480_000;
const KEY = 'Authorization: Bearer …';

const FOLDER = new URL('../../docs/operations/', import.meta.url);
const names = (await readdir(FOLDER)).filter((name) => /\.(?:md|sh)$/.test(name));
const documents = (await Promise.all(names.map((name) => readFile(new URL(name, FOLDER), 'utf8'))))
  .join('\n')
  .replaceAll(/ *\\\n */g, ' ')
  .replaceAll('epicerie-de-tel-village', 'epicerie-associative-tremargat');

/** Returns the words that follow the name of a command, each time that it is shown with others. */
function wordsAfter(name: string): readonly (readonly string[])[] {
  const shown = new RegExp(`${name} ([^\\n\`|#>]+)`, 'g');
  const commands = new Set(Array.from(documents.matchAll(shown), ([, words = '']) => words.trim()));
  return [...commands].map((words) =>
    Array.from(
      words.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g),
      ([, one, two, bare]) => one ?? two ?? bare ?? '',
    ),
  );
}

/** Leaves the commands that end a fiche for the end. */
const withEndsLast = (commands: readonly (readonly string[])[], end: string) =>
  [...commands].sort((one, other) => Number(one.includes(end)) - Number(other.includes(end)));

it('each curl of docs/operations that shows a key is accepted', { timeout: TIMEOUT_MS }, async () => {
  const application = await startApplication();
  onTestFinished(() => application.close());
  const authorization = await authorizeEditor(application);
  const commands = wordsAfter('curl').filter((words) => words.includes(KEY));
  const statuses = [];
  for (const words of withEndsLast(commands, 'DELETE')) {
    const method = words.includes('-X') ? words[words.indexOf('-X') + 1] : 'GET';
    const body = words.includes('-d') ? words[words.indexOf('-d') + 1] : undefined;
    const { statusCode } = await application.app.inject({
      ...(method === 'PATCH' || method === 'DELETE' ? { method } : {}),
      url: words.at(-1)?.replace('https://…', '') ?? '',
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
    });
    statuses.push(`${method} ${statusCode}`);
  }
  expect(statuses).toEqual(['PATCH 200', 'GET 200', 'DELETE 204']);
});

it('each essaimage command of docs/operations succeeds', { timeout: TIMEOUT_MS }, async () => {
  const root = await mkdtemp(join(tmpdir(), 'essaimage-operations-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await cp(await preparedFolder(), join(root, 'data'), { recursive: true });
  const exported = join(root, 'export.ndjson');
  // `reindex` takes minutes, and a test of its own (test/cli).
  const commands = wordsAfter('(?:essaimage\\.js|npx essaimage)').filter(
    ([name = '']) => /^\w/.test(name) && !['reindex', 'serve'].includes(name),
  );
  const names = ['export', 'doctor', 'recommend', 'keys', 'import', 'erase'];
  expect(names).toEqual(expect.arrayContaining(commands.map(([name]) => name)));
  for (const name of names) {
    for (const words of commands.filter(([first]) => first === name)) {
      const args = words.map((word) => (word.endsWith('.ndjson') ? exported : word));
      const { code, stderr } = await runEssaimage(args, { DATA_DIR: join(root, 'data') });
      expect(code, `${args.join(' ')}: ${stderr}`).toBe(0);
    }
  }
});
