import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runEssaimage } from './essaimage-process.ts';
import { EXPERIENCE_COUNT, PUBLIC_COUNT } from './small-corpus.ts';
import { useInstallation } from './use-installation.ts';

const diagnosesSchema = z.array(z.object({ check: z.string(), outcome: z.string(), finding: z.string() }));

const { root, ...installation } = await useInstallation();
const environment = installation.environment('data');

/** Returns the exit code, and each check on a line: its name, its outcome and its finding. */
async function diagnose(changes: Record<string, string> = {}) {
  const { code, stdout } = await runEssaimage(['doctor', '--json'], { ...environment, ...changes });
  const diagnoses = diagnosesSchema.parse(JSON.parse(stdout));
  const told = diagnoses.map(({ check, outcome, finding }) => `${check} ${outcome}: ${finding}`).join('\n');
  return { code, told: told.replaceAll(/[\u00a0\u202f]/g, ' ') };
}

test('before the first start, nothing is broken, and doctor creates nothing', async () => {
  for (const _ of ['once', 'twice']) {
    const { code, told } = await diagnose({ CORS_ORIGIN: 'https://a.example' });
    expect(code).toBe(0);
    expect(told).toContain('settings warning: CORS_ORIGIN');
    expect(told).toMatch(/^model ok: /m);
    expect(told).toContain('database warning: pas encore créée');
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
  const { code, told } = await diagnose(OPERATOR);
  expect(code).toBe(0);
  expect(told.replaceAll(/:.*/g, '').split('\n')).toEqual(
    ['corpus', 'model', 'database', 'migrations', 'index', 'imports', 'operator'].map(
      (check) => `${check} ok`,
    ),
  );
  expect(told).toMatch(
    new RegExp(`index ok: ${EXPERIENCE_COUNT} expériences, modèle.*dernier changement le`),
  );
  const { stdout } = await runEssaimage(['doctor'], { ...environment, ...OPERATOR });
  expect(stdout).toMatch(/^✔ Corpus/);
  expect(stdout).toContain('Tout va bien.');
});

test('a logo or a colour that the next start would refuse is a failure', async () => {
  const { code, told } = await diagnose({ ...OPERATOR, OPERATOR_COLOUR: '#ff9900' });
  expect(code).toBe(1);
  expect(told).toContain('operator failure: OPERATOR_COLOUR : contraste de 2,14 avec le blanc');
});

test('an imported fiche is counted apart from those of the corpus', async () => {
  const file = join(root, 'importees.json');
  const corpus = await readFile(join(root, 'corpus', 'experiences.json'), 'utf8');
  const [fiche] = z.array(z.looseObject({ id: z.string() })).parse(JSON.parse(corpus));
  await writeFile(file, JSON.stringify([{ ...fiche, id: 'importee' }]));
  expect((await runEssaimage(['import', file], environment)).code).toBe(0);
  expect((await runEssaimage(['erase', fiche?.id ?? ''], environment)).code).toBe(0);
  const { told } = await diagnose();
  expect(told).toMatch(new RegExp(`index ok: .*\\(${EXPERIENCE_COUNT - 1} du corpus, 1 importée\\)`));
});

test('CORPUS_MEMBERS=false leaves the fiches for members out of the index', async () => {
  const open = { ...environment, DATA_DIR: join(root, 'open'), CORPUS_MEMBERS: 'false' };
  await runEssaimage(['recommend', 'épicerie'], open);
  const { told } = await diagnose(open);
  expect(told).toContain(`corpus ok: ${PUBLIC_COUNT} expér`);
  expect(told).toContain(`index ok: ${PUBLIC_COUNT} expér`);
});

test('a database server that does not answer is a failure that hides the password', async () => {
  const url = 'postgres://essaimage:secret@127.0.0.1:9/essaimage';
  const { code, told } = await diagnose({ DATABASE_URL: url });
  expect(code).toBe(1);
  expect(told).toContain('database failure');
  expect(told).not.toContain('secret');
});
