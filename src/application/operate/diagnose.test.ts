import { expect, test } from 'vitest';
import { createFakeEmbedder } from '../../../test/fakes/fake-embedder.ts';
import { DomainError } from '../../domain/errors.ts';
import type { DatabaseState, DataFolderState } from '../../ports/installation.ts';
import { createDiagnose, type DiagnoseDependencies } from './diagnose.ts';
import type { Check } from './diagnosis.ts';

const folder: DataFolderState = {
  directory: '/srv/essaimage',
  state: 'usable',
  freeBytes: 50e9,
  hasDatabase: true,
  lock: { state: 'free' },
};

const database: DatabaseState = {
  serverVersion: '17.6',
  vector: { installed: '0.8.0', available: '0.8.0' },
  migrations: { applied: 2, pending: 0, unknown: 0 },
  index: { modelId: 'fake@1', publicVersion: 'abc', experienceCount: 0 },
};

interface Case {
  readonly node?: string;
  readonly folder?: Partial<DataFolderState> | null;
  readonly database?: Partial<DatabaseState>;
  readonly parts?: Partial<DiagnoseDependencies>;
}

async function diagnose({ node = '20.19.0', folder: given = {}, database: state = {}, parts = {} }: Case) {
  const run = createDiagnose({
    nodeVersion: node,
    inspectDataFolder: given === null ? null : async () => ({ ...folder, ...given }),
    inspectDatabase: async () => ({ ...database, ...state }),
    loadCorpus: async () => [],
    openEmbedder: async () => createFakeEmbedder(),
    modelServer: null,
    ...parts,
  });
  const diagnoses = await run();
  return (check: Check) => diagnoses.find((diagnosis) => diagnosis.check === check);
}

test.each([
  ['18.20.4', 'failure'],
  ['20.18.3', 'failure'],
  ['20.19.0', 'ok'],
  ['22.0.0', 'ok'],
])('Node.js %s is %s', async (node, outcome) => {
  expect((await diagnose({ node }))('node')?.outcome).toBe(outcome);
});

test.each<[string, Case, Check, string, RegExp]>([
  ['a disk that is nearly full', { folder: { freeBytes: 30e6 } }, 'data-folder', 'warning', /30 Mo libres/],
  [
    'a folder that cannot be written',
    { folder: { state: 'read-only' } },
    'data-folder',
    'failure',
    /DATA_DIR/,
  ],
  [
    'the lock of a process that died',
    { folder: { lock: { state: 'abandoned', pid: 42, since: '2026-11-25T10:00:00Z' } } },
    'lock',
    'ok',
    /processus 42, qui ne tourne plus/,
  ],
  [
    'a server without pgvector',
    { folder: null, database: { vector: { installed: null, available: null } } },
    'pgvector',
    'failure',
    /Installez pgvector/,
  ],
  [
    'a server where pgvector is still to be activated',
    { folder: null, database: { vector: { installed: null, available: '0.8.0' } } },
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

test('the database of a folder in use is not opened', async () => {
  const lock = { state: 'held', pid: 42, host: 'vm', since: '2026-11-25T10:00:00Z' } as const;
  const of = await diagnose({ folder: { lock } });
  expect(of('lock')?.finding).toContain('processus 42 de la machine « vm »');
  expect(of('database')?.outcome).toBe('warning');
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
