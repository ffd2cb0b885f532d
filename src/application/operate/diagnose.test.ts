import { expect, test } from 'vitest';
import { createFakeEmbedder } from '../../../test/fakes/fake-embedder.ts';
import { DomainError } from '../../domain/errors.ts';
import type { DatabaseState } from '../../ports/installation.ts';
import { createDiagnose, type DiagnoseDependencies } from './diagnose.ts';
import type { Check } from './diagnosis.ts';

const database: DatabaseState = {
  serverVersion: '17.6',
  vector: { installed: '0.8.0', available: '0.8.0' },
  migrations: { applied: 2, pending: 0, unknown: 0 },
  index: { modelId: 'fake@1', publicVersion: 'abc', experienceCount: 0 },
};

interface Case {
  readonly database?: Partial<DatabaseState>;
  readonly parts?: Partial<DiagnoseDependencies>;
}

async function diagnose({ database: state = {}, parts = {} }: Case) {
  const run = createDiagnose({
    inspectDatabase: async () => ({ ...database, ...state }),
    loadCorpus: async () => [],
    openEmbedder: async () => createFakeEmbedder(),
    modelServer: null,
    ...parts,
  });
  const diagnoses = await run();
  return (check: Check) => diagnoses.find((diagnosis) => diagnosis.check === check);
}

test.each<[string, Case, Check, string, RegExp]>([
  [
    'a server without pgvector',
    { database: { vector: { installed: null, available: null } } },
    'pgvector',
    'failure',
    /Installez pgvector/,
  ],
  [
    'a server where pgvector is still to be activated',
    { database: { vector: { installed: null, available: '0.8.0' } } },
    'pgvector',
    'warning',
    /premier démarrage/,
  ],
  [
    'migrations to come',
    { database: { migrations: { applied: 1, pending: 1, unknown: 0 }, index: null } },
    'migrations',
    'warning',
    /prochain démarrage/,
  ],
  [
    'a database that a newer version has migrated',
    { database: { migrations: { applied: 3, pending: 0, unknown: 1 } } },
    'migrations',
    'failure',
    /Mettez Essaimage à jour/,
  ],
  [
    'an import that was interrupted',
    { database: { index: { modelId: 'fake@1', publicVersion: null, experienceCount: 3 } } },
    'index',
    'warning',
    /import interrompu : 3 expériences/,
  ],
  [
    'an index made with another model',
    { database: { index: { modelId: 'other@1', publicVersion: 'abc', experienceCount: 0 } } },
    'index',
    'failure',
    /essaimage reindex/,
  ],
])('%s', async (_, given, check, outcome, text) => {
  const diagnosis = (await diagnose(given))(check);
  expect(diagnosis?.outcome).toBe(outcome);
  expect(`${diagnosis?.finding} ${diagnosis?.remedy}`).toMatch(text);
});

test('the database of a folder in use is not opened, and its holder is named', async () => {
  const message = 'Le dossier est utilisé par le processus 42 de la machine « vm ».';
  const inspectDatabase = async () => {
    const details = { directory: '/srv', pid: 42, host: 'vm', since: '2026-11-25T10:00:00Z' };
    throw new DomainError('data-folder-locked', message, details);
  };
  const of = await diagnose({ parts: { inspectDatabase } });
  expect(of('database')).toMatchObject({ outcome: 'warning', finding: message });
  expect(of('index')).toBeUndefined();
});

test('a part that fails to open is explained, and the others are still checked', async () => {
  const reason = 'tokenizer.json a changé';
  const openEmbedder = async () => {
    throw new DomainError('model-invalid', `Le modèle n’est pas utilisable : ${reason}.`, {
      directory: '/srv/model',
      reason,
    });
  };
  const of = await diagnose({ parts: { openEmbedder } });
  expect(of('model')).toMatchObject({ outcome: 'failure', finding: expect.stringContaining(reason) });
  expect(of('index')?.outcome).toBe('ok');
});

test('a defect is not a diagnosis', async () => {
  const openEmbedder = async () => {
    throw new TypeError('undefined is not a function');
  };
  await expect(diagnose({ parts: { openEmbedder } })).rejects.toThrow(TypeError);
});
