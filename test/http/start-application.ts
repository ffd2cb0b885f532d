import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Essaimage } from '../../src/application/essaimage.ts';
import type { ImportDocuments } from '../../src/application/import/import-documents.ts';
import { type Composition, compose } from '../../src/composition/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { type AppOptions, createApp, NOBODY } from '../../src/http/app.ts';
import { loadWebBuild } from '../../src/http/pages/web-build.ts';
import { clientOf } from './http-client.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/essaimage-test');

/** Files and folders that the index depends on: it is built again when any of them changes. */
const INGREDIENTS = [
  'corpus',
  'migrations',
  'models',
  'src/adapters',
  'src/application/import/import-experiences.ts',
  'src/application/index',
  'src/application/common/precedent-memory.ts',
  'src/ports/import-store.ts',
  'src/domain/experience',
  'src/domain/matching/lexical.ts',
  'src/domain/matching/passages.ts',
  'src/domain/matching/precedents.ts',
  'src/domain/text',
];

/** Operator of a service with every route and page, those that are off by default included. */
export const OPEN_OPERATOR = {
  ...NOBODY,
  takesContributions: true,
  countsBlindSpots: true,
  entrustedQuestionDays: 730,
};

/** Reads the pages that the set-up of the tests has built. */
export const builtPages = () => loadWebBuild(join(ROOT, 'web/dist/'));

/** Returns the header of a key of editors, who see members' experiences too. */
export async function authorizeEditor({
  essaimage: { keys },
}: Pick<Application, 'essaimage'>): Promise<string> {
  const { token } = await keys.create({ label: 'rédaction', scopes: ['import', 'read:members'] });
  return `Bearer ${token}`;
}

/** Longest first start on a busy machine, index included. */
export const START_TIMEOUT_MS = 300_000;

async function filesUnder(path: string): Promise<readonly string[]> {
  if (!(await stat(join(ROOT, path))).isDirectory()) return [path];
  const names = await readdir(join(ROOT, path), { recursive: true });
  return names
    .filter((name) => /(?<!\.test)\.(?:ts|json|sql)$|SHA256SUMS$/.test(name))
    .map((name) => join(path, name))
    .sort();
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const ingredient of INGREDIENTS) {
    for (const file of await filesUnder(ingredient)) {
      hash.update(file).update(await readFile(join(ROOT, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function configFor(directory: string, environment: Readonly<Record<string, string>> = {}) {
  return parseConfig({
    DATA_DIR: directory,
    RATE_LIMIT_PER_MINUTE: '1000000',
    EMBEDDING_TIMEOUT_MS: '60000',
    STORE_TIMEOUT_MS: '60000',
    REQUEST_TIMEOUT_MS: '60000',
    ...environment,
  });
}

async function buildIndex(directory: string): Promise<void> {
  const { importExperiences, close } = await compose(configFor(directory));
  try {
    await importExperiences({ rebuild: false, onProgress: () => {} });
  } finally {
    await close();
  }
}

/** Returns a data folder with the starter corpus indexed, built once for all tests. */
export async function preparedFolder(): Promise<string> {
  const prepared = join(CACHE, await fingerprint());
  if ((await stat(prepared).catch(() => null)) !== null) return prepared;
  await mkdir(CACHE, { recursive: true });
  const building = await mkdtemp(join(CACHE, 'building-'));
  await buildIndex(building);
  // Two workers may build it at the same time: the first to finish wins.
  await rename(building, prepared).catch(() => rm(building, { recursive: true }));
  return prepared;
}

export interface Application {
  readonly app: FastifyInstance;
  readonly essaimage: Essaimage;
  readonly importDocuments: ImportDocuments;
  /** Starts the worker of imports requested through the API. */
  startImportJobs(): void;
  close(): Promise<void>;
}

/**
 * Starts the real service on a data folder, ready for requests; closing it deletes the folder.
 * @param environment environment variables of its configuration
 * @param prepare runs before the server exists
 */
export async function openApplication(
  directory: string,
  options: Partial<Omit<AppOptions, 'essaimage'>>,
  environment: Readonly<Record<string, string>>,
  prepare = async (_composition: Composition): Promise<void> => {},
): Promise<Application> {
  const config = configFor(directory, environment);
  const composition = await compose(config, { isWatched: true });
  await prepare(composition);
  const { essaimage, administration, telemetry, startImportJobs, close } = composition;
  const app = await createApp({
    essaimage,
    config: config.http,
    logLevel: 'silent',
    registry: telemetry.registry,
    ...options,
  });
  await clientOf(app).get('/health/ready');
  return {
    app,
    essaimage,
    importDocuments: administration.importDocuments,
    startImportJobs,
    async close() {
      await app.close();
      await close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Starts the real service on the starter corpus, in its own data folder; see `openApplication`. */
export async function startApplication(
  options: Partial<Omit<AppOptions, 'essaimage'>> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Application> {
  const directory = await mkdtemp(join(tmpdir(), 'essaimage-http-'));
  await cp(await preparedFolder(), directory, { recursive: true });
  return openApplication(directory, options, environment);
}
