import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { feedback } from '../contract/feedback-samples.ts';
import { runEssaimage } from './essaimage-process.ts';
import { giveFeedback } from './give-feedback.ts';
import { MEMBERS_ID } from './small-corpus.ts';
import { useInstallation } from './use-installation.ts';

const SEED = fileURLToPath(
  new URL('../../evaluation/ingestion/pages/rtes-conferences-en-ligne.txt', import.meta.url),
);
/** Lines of the rubric and the first two resources; extracting all ten takes most of a minute. */
const SEED_LINES = 188;

const reportSchema = z.object({
  resources: z.object({ added: z.int(), changed: z.int(), unchanged: z.int() }),
  experiences: z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), removed: z.int() }),
  feedback: z.int(),
});

const installation = await useInstallation();
const page = join(installation.root, 'page.txt');
beforeAll(async () => {
  const lines = (await readFile(SEED, 'utf8')).split('\n');
  await writeFile(page, lines.slice(0, SEED_LINES).join('\n'));
});

async function run(folder: string, ...args: readonly string[]) {
  const outcome = await runEssaimage(args, installation.environment(folder));
  expect(outcome.code, outcome.stderr).toBe(0);
  return outcome.stdout;
}

async function importInto(folder: string, file: string, ...options: readonly string[]) {
  return reportSchema.parse(JSON.parse(await run(folder, 'import', file, '--json', ...options)));
}

it('imports a page of the network once, then its corrections, and restores the export elsewhere', async () => {
  const tried = await importInto('first', page, '--dry-run');
  const imported = await importInto('first', page);
  expect(imported.experiences).toEqual(tried.experiences);
  expect(imported.resources.added).toBe(2);
  expect(imported.experiences.added).toBeGreaterThanOrEqual(2);

  const again = await importInto('first', page);
  expect(again.experiences).toMatchObject({ added: 0, changed: 0, removed: 0 });
  expect(again.resources).toMatchObject({ added: 0, changed: 0, unchanged: 2 });

  const text = await readFile(page, 'utf8');
  const before = 'mis en lien la CAE avec un ensemble d’acteurs du quartier';
  expect(text).toContain(before);
  await writeFile(page, text.replaceAll(before, 'mis en lien la CAE avec les acteurs du quartier'));
  const edited = await importInto('first', page);
  expect(edited.resources).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
  expect(edited.experiences.added + edited.experiences.removed).toBe(0);

  const opinions = [
    feedback(1, { subject: { experienceId: MEMBERS_ID, leverId: null } }),
    feedback(2, { verdict: 'not-useful', reason: 'too-old', comment: '<b>Trop</b> vieux 👨‍👩‍👧\r\nici' }),
  ];
  await giveFeedback(installation.environment('first').DATA_DIR, opinions);

  const [kept, restored] = ['kept.ndjson', 'restored.ndjson'].map((file) => join(installation.root, file));
  if (kept === undefined || restored === undefined) throw new Error('unreachable');
  await run('first', 'export', '--output', kept);
  expect(await readFile(kept, 'utf8')).toContain(JSON.stringify({ type: 'feedback', feedback: opinions[1] }));
  expect((await importInto('second', kept)).feedback).toBe(2);
  await run('second', 'export', '--output', restored);
  expect(await readFile(restored, 'utf8')).toBe(await readFile(kept, 'utf8'));
});
