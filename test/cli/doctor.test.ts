import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { MODEL_DIRECTORY } from '../fixtures/model-directory.ts';
import { runEssaimage } from './essaimage-process.ts';
import { EXPERIENCE_COUNT, PUBLIC_COUNT, prepareInstallation } from './small-corpus.ts';

// Each command opens the real model and the real database; the machine may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const diagnosesSchema = z.array(
  z.object({ check: z.string(), outcome: z.string(), finding: z.string(), remedy: z.string().nullable() }),
);

let root: string;
let environment: Record<string, string>;

beforeAll(async () => {
  const installation = await prepareInstallation();
  root = installation.root;
  environment = installation.environment('data');
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function diagnose(changes: Record<string, string> = {}) {
  const { code, stdout } = await runEssaimage(['doctor', '--json'], { ...environment, ...changes });
  const diagnoses = diagnosesSchema.parse(JSON.parse(stdout));
  return { code, of: (check: string) => diagnoses.find((diagnosis) => diagnosis.check === check), diagnoses };
}

test('before the first start, nothing is broken, and doctor creates nothing', async () => {
  for (const _ of ['once', 'twice']) {
    const { code, of } = await diagnose();
    expect(code).toBe(0);
    expect(of('model')?.outcome).toBe('ok');
    expect(of('database')).toMatchObject({ outcome: 'warning', finding: 'pas encore créée' });
  }
});

const OPERATOR = {
  OPERATOR_NAME: 'Réseau',
  OPERATOR_ADDRESS: '1 rue de la Paix, 01 02 03 04 05',
  OPERATOR_CONTACT: 'reseau@example.org',
  PUBLICATION_DIRECTOR: 'La présidence du réseau',
  DATA_LICENCE: 'https://spdx.org/licenses/etalab-2.0',
  HOSTING_PROVIDER: 'Hébergeur, 2 rue de la Paix, 01 02 03 04 06',
};

test('after the import, every check passes, and the text says so', async () => {
  await runEssaimage(['recommend', 'épicerie'], environment);
  const { code, diagnoses, of } = await diagnose(OPERATOR);
  expect(code).toBe(0);
  expect(diagnoses.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual([
    'corpus ok',
    'model ok',
    'database ok',
    'migrations ok',
    'index ok',
    'imports ok',
    'keys ok',
    'operator ok',
  ]);
  expect(of('index')?.finding).toContain(`${EXPERIENCE_COUNT} expériences, modèle`);
  expect(of('index')?.finding).toContain('dernier changement le');
  const { stdout } = await runEssaimage(['doctor'], { ...environment, ...OPERATOR });
  expect(stdout).toMatch(/^✔ Corpus/);
  expect(stdout).toContain('Tout va bien.');
});

test('a changed model file or a missing model is a failure with a remedy', async () => {
  const broken = join(root, 'e5-small-essaimage');
  await cp(MODEL_DIRECTORY, broken, { recursive: true });
  await writeFile(join(broken, 'tokenizer_config.json'), '{}');
  const { code, of } = await diagnose({ EMBEDDING_MODEL_DIR: broken });
  expect(code).toBe(1);
  expect(of('model')?.outcome).toBe('failure');
  expect(of('model')?.finding).toContain('tokenizer_config.json a changé');
  expect(of('index')?.outcome).toBe('ok');

  const missing = await diagnose({ EMBEDDING_MODEL_DIR: join(root, 'nulle-part') });
  expect(missing.code).toBe(1);
  expect(missing.of('model')?.finding).toContain('EMBEDDING_MODEL_DIR');
});

test('another model than that of the index is a failure with reindex as its remedy', async () => {
  const other = join(root, 'autre-modele');
  await symlink(MODEL_DIRECTORY, other);
  const { code, of } = await diagnose({ EMBEDDING_MODEL_DIR: other });
  expect(code).toBe(1);
  expect(of('index')?.outcome).toBe('failure');
  expect(of('index')?.finding).toContain('essaimage reindex');
});

test('an unreadable corpus is a failure, one not indexed yet a warning', async () => {
  const invalid = await diagnose({ CORPUS_DIR: join(root, 'nulle-part') });
  expect(invalid.code).toBe(1);
  expect(invalid.of('corpus')?.outcome).toBe('failure');

  const bigger = await runEssaimage(['doctor', '--json'], { ...environment, CORPUS_DIR: 'corpus' });
  const index = diagnosesSchema.parse(JSON.parse(bigger.stdout)).find(({ check }) => check === 'index');
  expect(bigger.code).toBe(0);
  expect(index).toMatchObject({ outcome: 'warning' });
  expect(index?.finding).toMatch(/d’après le corpus, \d+ à ajouter ou à changer, 0 à retirer/);
  expect(index?.remedy).toContain('prochain démarrage');
});

test('an imported fiche, or one that was erased, is no difference from the corpus', async () => {
  const file = join(root, 'importees.json');
  const corpus = await readFile(join(root, 'corpus', 'experiences.json'), 'utf8');
  const [fiche] = z.array(z.looseObject({ id: z.string() })).parse(JSON.parse(corpus));
  await writeFile(file, JSON.stringify([{ ...fiche, id: 'importee' }]));
  expect((await runEssaimage(['import', file], environment)).code).toBe(0);
  expect((await runEssaimage(['erase', fiche?.id ?? ''], environment)).code).toBe(0);
  const { of } = await diagnose();
  expect(of('index')).toMatchObject({
    outcome: 'ok',
    finding: expect.stringContaining(`(${EXPERIENCE_COUNT - 1} du corpus, 1 importée)`),
  });
});

test('CORPUS_MEMBERS=false leaves the fiches for members out of the index', async () => {
  const open = { ...environment, DATA_DIR: join(root, 'open'), CORPUS_MEMBERS: 'false' };
  await runEssaimage(['recommend', 'épicerie'], open);
  const { of } = await diagnose(open);
  for (const check of ['corpus', 'index'])
    expect(of(check)).toMatchObject({
      outcome: 'ok',
      finding: expect.stringMatching(`^${PUBLIC_COUNT} expér`),
    });
  const behind = await diagnose({ ...open, CORPUS_MEMBERS: 'true' });
  expect(behind.of('index')).toMatchObject({
    outcome: 'warning',
    finding: expect.stringContaining('1 à ajouter'),
  });
});

test('a data folder that is a file is a failure', async () => {
  const file = join(root, 'fichier');
  await writeFile(file, '');
  const { code, of } = await diagnose({ DATA_DIR: file });
  expect(code).toBe(1);
  expect(of('database')).toMatchObject({ outcome: 'failure', finding: expect.stringContaining(file) });
});

test('an unreadable lock is a failure that names the file to remove', async () => {
  const lock = join(root, 'data', 'lock.json');
  await writeFile(lock, 'n’importe quoi');
  try {
    const { code, of } = await diagnose();
    expect(code).toBe(1);
    expect(of('database')?.finding).toContain('lock.json');
  } finally {
    await rm(lock);
  }
});

test('a database server that does not answer is a failure that hides the password', async () => {
  const { code, of } = await diagnose({ DATABASE_URL: 'postgres://essaimage:secret@127.0.0.1:9/essaimage' });
  expect(code).toBe(1);
  expect(of('database')?.outcome).toBe('failure');
  expect(of('database')?.finding).not.toContain('secret');
});
