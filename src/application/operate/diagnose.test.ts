import { expect, test } from 'vitest';
import { experience } from '../../../test/fakes/experiences.ts';
import { createFakeEmbedder } from '../../../test/fakes/fake-embedder.ts';
import { DomainError } from '../../domain/errors.ts';
import type { DatabaseContent, DatabaseState } from '../../ports/import-store.ts';
import { PIPELINE_VERSION } from '../index/pipeline-version.ts';
import { createDiagnose, type DiagnoseDependencies } from './diagnose.ts';
import { diagnoseOperator } from './diagnose-operator.ts';
import type { Check } from './diagnosis.ts';

const PUBLISHED = { status: 'published', byHand: false } as const;

const database = {
  serverVersion: '17.6',
  vector: { installed: '0.8.0', available: '0.8.0' },
  migrations: { applied: 2, pending: 0, unknown: 0 },
  content: {
    state: {
      revision: 1,
      recipe: { modelId: 'fake@1', pipelineVersion: PIPELINE_VERSION },
      resources: new Map(),
      experiences: new Map([
        ['a', { contentHash: '', origin: 'corpus', resourceId: null, ...PUBLISHED }],
        ['b', { contentHash: '', origin: 'file', resourceId: null, ...PUBLISHED }],
      ]),
      corrections: [],
    },
    publicVersion: 'abc',
    changedAt: '2026-11-25T10:00:00.000Z',
    withoutVectors: 0,
    unfinishedImports: { count: 0, since: null },
    keyCount: 2,
  },
} satisfies DatabaseState;

const { state } = database.content;
const { recipe } = state;

const TOLD = {
  name: 'Réseau',
  address: '1 rue de la Paix',
  contact: 'reseau@example.org',
  publicationDirector: 'La présidence',
  hostingProvider: 'Hébergeur',
  dataLicence: 'https://spdx.org/licenses/etalab-2.0',
};

const identity = (allowed: readonly string[]) => ({
  issuer: 'https://comptes.exemple.fr/',
  allowed,
  begin: async () => ({ address: '', secrets: { state: '', nonce: '', codeVerifier: '' } }),
});

interface Case {
  readonly database?: Partial<DatabaseState>;
  readonly content?: Partial<DatabaseContent>;
  readonly parts?: Partial<DiagnoseDependencies>;
}

async function diagnose({ database: changed = {}, content = {}, parts = {} }: Case) {
  const run = createDiagnose({
    inspectDatabase: async () => ({ ...database, content: { ...database.content, ...content }, ...changed }),
    loadCorpus: async () => [experience()],
    compareCorpus: async () => ({ written: 0, removed: 0 }),
    openEmbedder: async () => createFakeEmbedder(),
    operator: TOLD,
    identity: null,
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
    { database: { migrations: { applied: 1, pending: 1, unknown: 0 }, content: null } },
    'migrations',
    'warning',
    /prochain démarrage.*dira ensuite/,
  ],
  [
    'a database that was never started',
    { database: { migrations: { applied: 0, pending: 2, unknown: 0 }, content: null } },
    'index',
    'warning',
    /rien n’est encore indexé/,
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
    { content: { publicVersion: null } },
    'index',
    'warning',
    /import interrompu : 2 expériences/,
  ],
  [
    'an index made with another model',
    { content: { state: { ...state, recipe: { ...recipe, modelId: 'other@1' } } } },
    'index',
    'failure',
    /essaimage reindex/,
  ],
  [
    'a restored index that another version prepared',
    { content: { state: { ...state, recipe: { ...recipe, pipelineVersion: 'older' } } } },
    'index',
    'warning',
    /autre version du programme.*vecteurs des textes inchangés servent encore/,
  ],
  ['a restoration without vectors', { content: { withoutVectors: 1 } }, 'index', 'failure', /1 sans vecteur/],
  [
    'imported fiches, which the corpus does not have',
    {},
    'index',
    'ok',
    /^2\s+expériences \(1 du corpus, 1\s+importée\), modèle fake@1, version abc, dernier changement le 25 novembre 2026/,
  ],
  [
    'a restored base that is behind the corpus',
    { parts: { compareCorpus: async () => ({ written: 3, removed: 1 }) } },
    'index',
    'warning',
    /3 à ajouter ou à changer, 1 à retirer.*prochain démarrage/,
  ],
  [
    'a corpus that was emptied',
    { parts: { loadCorpus: async () => [], compareCorpus: async () => ({ written: 0, removed: 1 }) } },
    'index',
    'failure',
    /ne démarrera pas/,
  ],
  [
    'imports asked for before the backup',
    { content: { unfinishedImports: { count: 2, since: '2026-11-24T23:00:00.000Z' } } },
    'imports',
    'warning',
    /2 en attente ou en cours.*24 novembre 2026/,
  ],
  [
    'an identity provider that answers',
    { parts: { identity: identity(['marie@exemple.fr', '24']) } },
    'accounts',
    'ok',
    /^https.*exemple\.fr.* répond ; .*: 2 /,
  ],
  [
    'an identity provider open to nobody',
    { parts: { identity: identity([]) } },
    'accounts',
    'warning',
    /personne/,
  ],
  [
    'an identity provider that does not answer',
    {
      parts: {
        identity: {
          ...identity([]),
          begin: () => Promise.reject(new DomainError('sign-in-failed', 'Rien.', { reason: '' })),
        },
      },
    },
    'accounts',
    'failure',
    /^Rien\. /,
  ],
  ['an operator who said everything', {}, 'operator', 'ok', /qui publie et qui héberge/],
  [
    'an operator who gave no host',
    { parts: { operator: { ...TOLD, hostingProvider: null } } },
    'operator',
    'warning',
    /HOSTING_PROVIDER manque.*mentions légales.*téléphone de l’hébergeur/,
  ],
  ['no key', { content: { keyCount: 0 } }, 'keys', 'ok', /keys create/],
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

test('every missing statement of the operator is told by its variable', () => {
  const nothing = {
    name: null,
    address: null,
    contact: null,
    publicationDirector: null,
    hostingProvider: null,
    dataLicence: null,
  };
  expect(diagnoseOperator(nothing).map(({ finding }) => finding.split(' ')[0])).toEqual([
    'OPERATOR_NAME',
    'OPERATOR_ADDRESS',
    'OPERATOR_CONTACT',
    'PUBLICATION_DIRECTOR',
    'HOSTING_PROVIDER',
    'DATA_LICENCE',
  ]);
});

test('a defect is not a diagnosis', async () => {
  const openEmbedder = async () => {
    throw new TypeError('undefined is not a function');
  };
  await expect(diagnose({ parts: { openEmbedder } })).rejects.toThrow(TypeError);
});
