import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Application, START_TIMEOUT_MS, startApplication } from '../http/start-application.ts';
import { type Listening, serve } from '../web/serve.ts';

const run = promisify(execFile);
const RECIPE = new URL('../../web/page/docs/recipes/nightly-copy.mjs', import.meta.url);
const EDITOR = { audience: 'members', mayEdit: true, actor: 'cli' } as const;

let folder: string;
/** The service as it goes on, and as a backup of its first day gives it back. */
let lived: Application;
let restored: Application;
let site: Listening;
let answering: Application;
/** Requests before the service is restored under a running copy; null: it is not. */
let untilRestored: number | null = null;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'essaimage-copy-'));
  [lived, restored] = await Promise.all([startApplication(), startApplication()]);
  answering = lived;
  site = await serve((request, response) => {
    if (untilRestored === 0) answering = restored;
    if (untilRestored !== null) untilRestored -= 1;
    answering.app.routing(request, response);
  });
  const recipe = await readFile(RECIPE, 'utf8');
  await writeFile(join(folder, 'copy.mjs'), recipe.replace('https://essaimage.exemple.fr', site.origin));
}, START_TIMEOUT_MS);
afterAll(async () => {
  await site?.close();
  await Promise.all([lived?.close(), restored?.close()]);
  await rm(folder, { recursive: true, force: true });
});

async function copy(): Promise<string> {
  const { stdout } = await run(process.execPath, ['copy.mjs', 'copy'], { cwd: folder });
  return stdout;
}

/** Compares the copy with what the service gives at once. */
async function expectSame(): Promise<void> {
  const text = await (await fetch(`${site.origin}/v1/experiences.ndjson`)).text();
  const served = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const names = (await readdir(join(folder, 'copy'))).filter((name) => name.endsWith('.json'));
  const kept = await Promise.all(names.map((name) => readFile(join(folder, 'copy', name), 'utf8')));
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  expect(kept.map((json) => JSON.parse(json)).sort(byId)).toEqual(served.sort(byId));
}

const GONE = 'flashcoop-mam-cookies-angers';
const [MERGED, KEPT] = ['epicerie-solidaire-reignier', 'abattoir-scic-corbigny'];

it(
  'follows a correction, a deletion and a merge, then the service as a backup gives it back',
  async () => {
    expect(await copy()).toMatch(/^\d+ copiées\n/);
    await expectSame();

    await lived.essaimage.fiches.correct(KEPT, { year: 2019 }, EDITOR);
    await lived.essaimage.fiches.remove(GONE, { isErased: false }, EDITOR);
    await lived.essaimage.mergeExperiences({ id: MERGED, into: KEPT, fields: [] }, EDITOR);
    expect(await copy()).toMatch(/^\d+ mises à jour, 2 effacées\n$/);
    await expectSame();

    answering = restored;
    expect(await copy()).toMatch(/^\d+ copiées\n/);
    await expectSame();
    await restored.essaimage.fiches.remove(KEPT, { isErased: false }, EDITOR);
    expect(await copy()).toBe('0 mises à jour, 1 effacées\n');
    await expectSame();
  },
  START_TIMEOUT_MS,
);

it(
  'ends as the service is, when it is restored while the copy reads its pages',
  async () => {
    answering = lived;
    await writeFile(join(folder, 'copy/curseur.txt'), '2020-01-01');
    untilRestored = 2;
    await copy();
    await copy();
    expect(answering).toBe(restored);
    await expectSame();
  },
  START_TIMEOUT_MS,
);
