import { expect, test } from 'vitest';
import { experience } from '../../../test/fakes/experiences.ts';
import { createFakeEmbedder } from '../../../test/fakes/fake-embedder.ts';
import { parseConfig } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import type { IdentityProvider } from '../../ports/access.ts';
import type { DatabaseContent, DatabaseState } from '../../ports/import-store.ts';
import { PIPELINE_VERSION } from '../index/pipeline-version.ts';
import { type DiagnoseDependencies, diagnose as runChecks } from './diagnose.ts';

const PUBLISHED = { status: 'published', byHand: false } as const;

const database = {
  serverVersion: '17.6',
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
    heldPlaces: 0,
    recall: 1,
    unfinishedImports: { count: 0, since: null },
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

const SIGN_IN = { address: '', secrets: { state: '', nonce: '', codeVerifier: '' } };

interface Case {
  readonly database?: Partial<DatabaseState>;
  readonly content?: Partial<DatabaseContent>;
  readonly parts?: Partial<DiagnoseDependencies>;
}

/** Returns each diagnosis on a line: its check, its outcome, its finding and its remedy. */
async function diagnose({ database: changed = {}, content = {}, parts = {} }: Case) {
  const diagnoses = await runChecks({
    inspectDatabase: async () => ({ ...database, content: { ...database.content, ...content }, ...changed }),
    loadCorpus: async () => [experience()],
    openEmbedder: async () => createFakeEmbedder(),
    lookProblem: null,
    operator: TOLD,
    http: { host: '127.0.0.1', publicUrl: null },
    misspelt: [],
    identity: null,
    ...parts,
  });
  return diagnoses
    .map(({ check, outcome, finding, remedy }) => `${check} ${outcome}: ${finding} ${remedy ?? ''}`)
    .join('\n')
    .replaceAll(/[\u00a0\u202f]/g, ' ');
}

const migrated = (applied: number, pending: number, unknown: number) => ({
  database: { migrations: { applied, pending, unknown }, content: null },
});
const prepared = (changed: Partial<typeof recipe>) => ({
  content: { state: { ...state, recipe: { ...recipe, ...changed } } },
});
const signIn = (allowed: readonly string[], begin: IdentityProvider['begin'] = async () => SIGN_IN) => ({
  parts: { identity: { issuer: 'https://comptes.exemple.fr/', allowed, begin } },
});
const silent = () => Promise.reject(new DomainError('sign-in-failed', 'Rien.', { reason: '' }));

test.each<[string, Case, RegExp]>([
  ['no database', { parts: { inspectDatabase: async () => null } }, /database warning: pas encore créée/],
  ['migrations to come', migrated(1, 1, 0), /migrations warning: 1 .*prochain démarrage.*dira ensuite/],
  ['migrations of a newer version', migrated(3, 0, 1), /migrations failure: .*Mettez Essaimage à jour/],
  [
    'a database where nothing is published',
    { content: { state: { ...state, recipe: null } } },
    /index warning: rien n’est encore indexé/,
  ],
  [
    'an index made with another model',
    prepared({ modelId: 'other@1' }),
    /index failure: .*construit avec le modèle « other@1 ».*essaimage reindex/,
  ],
  [
    'a restored index that another version prepared',
    prepared({ pipelineVersion: 'older' }),
    /index warning: .*autre version du programme.*prochain démarrage.*vecteurs des textes inchangés servent/,
  ],
  [
    'an index that misses neighbours',
    { content: { recall: 0.6 } },
    /index warning: .*que 60 % des passages les plus proches Reconstruisez-le/,
  ],
  ['a restoration without vectors', { content: { withoutVectors: 1 } }, /index failure: .*1 sans vecteur/],
  [
    'imported fiches, which the corpus does not have',
    {},
    /index ok: 2 expériences \(1 du corpus, 1 importée\), modèle fake@1, version abc, dernier changement le 25 novembre 2026/,
  ],
  [
    'imports asked for before the backup',
    { content: { unfinishedImports: { count: 2, since: '2026-11-24T23:00:00.000Z' } } },
    /imports warning: 2 en attente ou en cours.*24 novembre 2026/,
  ],
  [
    'an identity provider that answers',
    signIn(['marie@exemple.fr', '24']),
    /accounts ok: .* répond ; .*: 2 /,
  ],
  ['an identity provider open to nobody', signIn([]), /accounts warning: .*personne/],
  ['an identity provider that does not answer', signIn(['24'], silent), /accounts failure: Rien\. /],
  ['an operator who said everything', {}, /operator ok: .*qui publie et qui héberge/],
  [
    'an operator who gave no host',
    { parts: { operator: { ...TOLD, hostingProvider: null } } },
    /operator warning: HOSTING_PROVIDER manque : .*La loi demande/,
  ],
  [
    'an operator who said nothing',
    { parts: { operator: parseConfig({}).operator } },
    /NAME, OPERATOR_ADDRESS, OPERATOR_CONTACT, PUBLICATION_DIRECTOR, HOSTING_PROVIDER et DATA_LICENCE manquent/,
  ],
  [
    'a queue of contributions half full',
    { content: { heldPlaces: 100 } },
    /contributions warning: 100 places prises sur 200/,
  ],
  [
    'a variable that is misspelt',
    { parts: { misspelt: [{ given: 'CORS_ORIGIN', meant: 'CORS_ORIGINS' }] } },
    /settings warning: CORS_ORIGIN n’est pas .*CORS_ORIGINS \?/,
  ],
  [
    'a service that others reach, which does not know its address',
    { parts: { http: { host: '0.0.0.0', publicUrl: null } } },
    /settings warning: PUBLIC_URL manque et HOST vaut 0\.0\.0\.0 : .*Host/,
  ],
])('%s', async (_, given, text) => {
  expect(await diagnose(given)).toMatch(text);
});

test.each([
  { host: '::1', publicUrl: null },
  { host: '0.0.0.0', publicUrl: 'https://essaimage.example' },
])('says nothing of %j', async (http) => {
  expect(await diagnose({ parts: { http } })).not.toContain('settings');
});

test('the database of a folder in use is not opened, and its holder is named', async () => {
  const message = 'Le dossier est utilisé par le processus 42 de la machine « vm ».';
  const inspectDatabase = async () => {
    const details = { directory: '/srv', pid: 42, host: 'vm', since: '2026-11-25T10:00:00Z' };
    throw new DomainError('data-folder-locked', message, details);
  };
  const told = await diagnose({ parts: { inspectDatabase } });
  expect(told).toContain(`database warning: ${message}`);
  expect(told).not.toContain('index');
});

test('a part that fails to open is explained, and the others are still checked', async () => {
  const openEmbedder = async () => {
    const details = { directory: '/srv/model', reason: '' };
    throw new DomainError('model-invalid', 'Le modèle n’est pas utilisable.', details);
  };
  const told = await diagnose({ parts: { openEmbedder } });
  expect(told).toContain('model failure: Le modèle n’est pas utilisable.');
  expect(told).toContain('index ok');
});

test('a defect is not a diagnosis', async () => {
  const openEmbedder = async () => {
    throw new TypeError('undefined is not a function');
  };
  await expect(diagnose({ parts: { openEmbedder } })).rejects.toThrow(TypeError);
});
