import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Outcome, runEssaimage } from '../cli/essaimage-process.ts';
import { preparedFolder, START_TIMEOUT_MS, startApplication } from '../http/start-application.ts';

// Each command opens the real model and the real database, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The first block of code in this language that holds this text. */
function blockOf(document: string, language: string, text: string): string {
  const blocks = Array.from(document.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm), ([, ...parts]) => parts);
  const found = blocks.find(([name, code = '']) => name === language && code.includes(text));
  return found?.[1] ?? expect.fail(`no block « ${language} » with « ${text} »`);
}

/** Keeps of an answer what is shown of it: the keys shown, and as many items as are shown. */
function abridge(answer: unknown, shown: unknown): unknown {
  if (Array.isArray(answer) && Array.isArray(shown))
    return answer.slice(0, shown.length).map((item, index) => abridge(item, shown[index]));
  if (typeof answer !== 'object' || answer === null || typeof shown !== 'object' || shown === null)
    return answer;
  return Object.fromEntries(
    Object.keys(shown).map((key) => [key, abridge(Reflect.get(answer, key), Reflect.get(shown, key))]),
  );
}

/** Statements of the operator of the documentation, without a host. */
const OPERATOR = {
  OPERATOR_NAME: 'Réseau d’exemple',
  OPERATOR_ADDRESS: '1 rue de l’Exemple, 01 02 03 04 05',
  OPERATOR_CONTACT: 'reseau@exemple.fr',
  PUBLICATION_DIRECTOR: 'La présidence',
  DATA_LICENCE: 'https://spdx.org/licenses/etalab-2.0',
};

let directory: string;
let commandLine: string;
beforeAll(async () => {
  commandLine = await read('docs/cli.md');
  directory = await mkdtemp(join(tmpdir(), 'essaimage-shown-'));
  await cp(await preparedFolder(), directory, { recursive: true });
}, START_TIMEOUT_MS);
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Runs each command shown in the block; pairs what is shown of its output with what it wrote. */
async function rerun(
  block: string,
): Promise<readonly { readonly shown: string; readonly outcome: Outcome }[]> {
  const runs: { shown: string; outcome: Outcome }[] = [];
  for (const part of block.split(/^\$ essaimage /m).slice(1)) {
    const [command = '', ...lines] = part.split('\n');
    const args = Array.from(command.matchAll(/"([^"]*)"|(\S+)/g), ([, text, word]) => text ?? word ?? '');
    runs.push({
      shown: lines.join('\n'),
      outcome: await runEssaimage(args, { ...OPERATOR, DATA_DIR: directory }),
    });
  }
  return runs;
}

/** No-break spaces of French are shown as plain ones; the last digit of a score depends on the processor. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/score \d+/g, 'score …');

/** Compares the lines shown with the first ones written; « … » alone on its line stands for the rest. */
function expectShown(shown: string, written: string): void {
  const [start = '', rest] = shown.split(/^…\n/m);
  expect(rest ?? '', '« … » can only end what is shown').toBe('');
  const lines = plain(start).trimEnd().split('\n');
  expect(plain(written).split('\n').slice(0, lines.length)).toEqual(lines);
}

it(
  'README.md shows the true answer to its question',
  async () => {
    const readme = await read('README.md');
    const command = blockOf(readme, 'sh', 'curl');
    const [, question] = /-d '([^']*)'/.exec(command) ?? [];
    const [, path] = /http:\/\/localhost:3000(\S+)/.exec(command) ?? [];
    const shown: unknown = JSON.parse(blockOf(readme, 'json', '"experiences"'));
    const application = await startApplication();
    try {
      const answer = await application.app.inject({
        method: 'POST',
        url: z.string().parse(path),
        headers: { 'content-type': 'application/json' },
        payload: z.string().parse(question),
      });
      expect(abridge(answer.json(), shown)).toEqual(shown);
    } finally {
      await application.close();
    }
  },
  START_TIMEOUT_MS,
);

it('docs/cli.md shows the true answer to essaimage recommend', async () => {
  const [run] = await rerun(blockOf(commandLine, 'console', 'essaimage recommend --'));
  if (run === undefined) throw new Error('no command is shown');
  expect(run.outcome.code).toBe(0);
  expectShown(run.shown, run.outcome.stdout);
});

it('docs/cli.md shows the checks of doctor, and a statement that lacks', async () => {
  const checks = (text: string) =>
    Array.from(text.matchAll(/^[✔!✖] (.{18})/gm), ([, name = '']) => name.trim());
  const [run] = await rerun(blockOf(commandLine, 'console', 'essaimage doctor'));
  if (run === undefined) throw new Error('no command is shown');
  expect(checks(run.outcome.stdout)).toEqual(checks(run.shown));
  expect(checks(run.shown).length).toBeGreaterThan(5);
  expect(run.outcome.code).toBe(0);
});

it('docs/cli.md shows how a key is created, listed and revoked', async () => {
  const [created, listed] = await rerun(blockOf(commandLine, 'console', 'keys create'));
  const withoutSecret = (text: string) => text.replace(/ess_[0-9a-f]{12}\.\S+/, 'ess_0123456789ab.…');
  expectShown(created?.shown ?? '', withoutSecret(created?.outcome.stdout ?? ''));
  expect(listed?.outcome.stdout).toContain('Espace des membres');
});
