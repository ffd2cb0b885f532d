/**
 * Kills imports at random points and checks the promises of the store: no acknowledged change is lost or duplicated,
 * readers see the index of before or of after, and the same import, started again, resumes and ends as undisturbed.
 *
 *   npm run kill-imports -- --count 50 [--database-url postgres://…] [--seed 7]
 *
 * Uses an embedded database of its own, and databases that it creates on the server when one is given.
 */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { seededRandom } from '../evaluation/randomness.ts';
import { connectPglite } from '../src/adapters/store/connect-pglite.ts';
import { connectPostgres } from '../src/adapters/store/connect-postgres.ts';
import { createDrizzleExperienceStore } from '../src/adapters/store/drizzle-experience-store.ts';
import type { StoreConnection } from '../src/adapters/store/session/database.ts';
import { forkFixture, killHard } from '../test/contract/child-process.ts';
import { createTestDatabase } from '../test/contract/test-database.ts';

const optionsSchema = z.object({
  count: z.string().regex(/^\d+$/).transform(Number).default(10),
  seed: z.string().regex(/^\d+$/).transform(Number).default(1),
  'database-url': z.string().optional(),
});

const messageSchema = z.union([
  z.object({ staged: z.string(), contentHash: z.string(), batch: z.string() }),
  z.object({ publishing: z.string() }),
  z.object({ published: z.string() }),
  z.object({ indexed: z.string() }),
  z.object({ done: z.string() }),
]);

/** Editions imported over each other in one database; a new one then starts, so that first imports are killed too. */
const EDITIONS = [0, 1, 0, 1, 0];
const TIMEOUT_MS = 60_000;

interface Place {
  /** Argument of the importing process: a data folder or a URL. */
  readonly address: string;
  connect(): Promise<StoreConnection>;
  /** Resolves when the server runs nothing more for a killed process. */
  settle(connection: StoreConnection): Promise<void>;
  drop(): Promise<void>;
}

async function embeddedPlace(): Promise<Place> {
  const root = await mkdtemp(join(tmpdir(), 'essaimage-kill-'));
  const address = join(root, 'data');
  return {
    address,
    connect: () => connectPglite({ directory: address, timeoutMs: TIMEOUT_MS, onFailure: () => {} }),
    settle: async () => {},
    drop: () => rm(root, { recursive: true, force: true }),
  };
}

async function serverPlace(serverUrl: string): Promise<Place> {
  const database = await createTestDatabase(serverUrl);
  return {
    address: database.url,
    connect: () => connectPostgres({ url: database.url, timeoutMs: TIMEOUT_MS, poolSize: 1 }),
    async settle(connection) {
      for (;;) {
        const [row] = await connection.run('attente', ({ $client }) =>
          $client.unsafe(
            'select count(*)::int as others from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
          ),
        );
        if (row?.others === 0) return;
        await sleep(20);
      }
    },
    drop: () => database.drop(),
  };
}

/** Messages of an importing process before it ended. */
interface Run {
  /** Hashes by key of the changes acknowledged and not yet published, by batch. */
  readonly acknowledged: Map<string, Map<string, string>>;
  /** Batch whose publication was announced and not confirmed: it may have happened. */
  publishing: string | null;
  stagedCount: number;
  messageCount: number;
  /** Version once the corpus was indexed; null when the process ended before. */
  indexedVersion: string | null;
  /** Version at the end of the import; null when the process ended before. */
  version: string | null;
}

/** Runs an import; `kill` is called at each message and may kill it. */
async function runImport(
  { address }: Place,
  edition: number,
  kill: (messages: number, child: ChildProcess) => void = () => {},
): Promise<Run> {
  const child = forkFixture('import-runner.ts', [address, String(edition)]);
  const run: Run = {
    acknowledged: new Map(),
    publishing: null,
    stagedCount: 0,
    messageCount: 0,
    indexedVersion: null,
    version: null,
  };
  child.on('message', (raw) => {
    const message = messageSchema.parse(raw);
    run.messageCount += 1;
    if ('staged' in message) {
      const batch = run.acknowledged.get(message.batch) ?? new Map<string, string>();
      run.acknowledged.set(message.batch, batch.set(message.staged, message.contentHash));
      run.stagedCount += 1;
    } else if ('publishing' in message) run.publishing = message.publishing;
    else if ('published' in message) {
      run.publishing = null;
      run.acknowledged.delete(message.published);
    } else if ('indexed' in message) run.indexedVersion = message.indexed;
    else run.version = message.done;
    kill(run.messageCount, child);
  });
  await once(child, 'close');
  return run;
}

const inspectedSchema = z.object({
  repeated: z.int(),
  incomplete: z.int(),
  staged: z.array(z.tuple([z.string(), z.string(), z.string()])),
});

const INSPECTION = `select
  (select count(*)::int - count(distinct (experience_id, ordinal))::int from passages) as repeated,
  (select count(*)::int from experiences where not exists (
    select from passages where experience_id = experiences.id and ordinal = 0)) as incomplete,
  (select coalesce(json_agg(json_build_array(batch, key, content_hash)), '[]') from staged_changes) as staged`;

/** Reads the state that a killed process left. */
async function inspect(place: Place) {
  const connection = await place.connect();
  try {
    await place.settle(connection);
    const [row] = await connection.run('examen', ({ $client }) => $client.unsafe(INSPECTION));
    const { staged, ...counts } = inspectedSchema.parse(row);
    return {
      ...counts,
      version: await createDrizzleExperienceStore(connection).currentVersion('members'),
      staged: new Map(staged.map(([batch, key, hash]) => [JSON.stringify([batch, key]), hash])),
    };
  } finally {
    await connection.close();
  }
}

function check(condition: boolean, what: string): void {
  if (!condition) throw new Error(`la promesse n’est pas tenue : ${what}`);
}

function findLost(run: Run, { staged }: Awaited<ReturnType<typeof inspect>>): readonly string[] {
  return [...run.acknowledged].flatMap(([batch, changes]) => {
    const lost = [...changes].filter(([key, hash]) => staged.get(JSON.stringify([batch, key])) !== hash);
    // The publication was under way; once done, it leaves nothing staged.
    const isPublished = run.publishing === batch && lost.length === changes.size;
    return isPublished ? [] : lost.map(([key]) => key);
  });
}

/** Result of an undisturbed import, and the versions that readers may see during it. */
interface Reference {
  readonly version: string;
  readonly seen: readonly (string | null)[];
  readonly stagedCount: number;
  readonly messageCount: number;
}

/** Measures each of EDITIONS, imported over the previous one in a new database. */
async function measureUndisturbed(newPlace: () => Promise<Place>): Promise<readonly Reference[]> {
  const place = await newPlace();
  const references: Reference[] = [];
  try {
    for (const edition of EDITIONS) {
      const { version, indexedVersion, stagedCount, messageCount } = await runImport(place, edition);
      if (version === null) throw new Error('an import that nobody disturbs failed');
      const seen = [references.at(-1)?.version ?? null, indexedVersion, version];
      references.push({ version, seen, stagedCount, messageCount });
    }
  } finally {
    await place.drop();
  }
  return references;
}

function checkKilled(run: Run, found: Awaited<ReturnType<typeof inspect>>, { seen }: Reference): void {
  const lost = findLost(run, found);
  check(lost.length === 0, `perdu après acquittement : ${lost.join(', ')}`);
  check(found.repeated === 0 && found.incomplete === 0, 'une expérience est double ou incomplète');
  check(
    seen.includes(found.version),
    `l’index lu (${found.version}) n’est ni celui d’avant ni celui d’après`,
  );
}

/** @returns whether the process was killed before the end of the import */
async function killAndResume(
  place: Place,
  edition: number,
  reference: Reference,
  random: () => number,
): Promise<boolean> {
  const at = 1 + Math.floor(random() * reference.messageCount);
  const delayMs = Math.floor(random() * 12);
  const run = await runImport(place, edition, (messages, child) => {
    if (messages === at) void sleep(delayMs).then(() => killHard(child));
  });
  checkKilled(run, await inspect(place), reference);
  const resumed = await runImport(place, edition);
  check(
    resumed.version === reference.version,
    `la reprise donne ${resumed.version}, pas ${reference.version}`,
  );
  check(
    resumed.stagedCount + run.stagedCount <= reference.stagedCount,
    `la reprise a préparé ${resumed.stagedCount} ressources, après ${run.stagedCount}`,
  );
  check((await inspect(place)).staged.size === 0, 'la reprise laisse des restes');
  return run.version === null;
}

async function killMany(
  name: string,
  count: number,
  seed: number,
  newPlace: () => Promise<Place>,
): Promise<void> {
  const random = seededRandom(seed);
  const references = await measureUndisturbed(newPlace);
  let place: Place | null = null;
  let killed = 0;
  try {
    for (let n = 0; n < count; n += 1) {
      const round = n % EDITIONS.length;
      const [edition, reference] = [EDITIONS[round], references[round]];
      if (edition === undefined || reference === undefined) throw new Error('every round has its reference');
      if (place === null || round === 0) {
        await place?.drop();
        place = await newPlace();
      }
      if (await killAndResume(place, edition, reference, random)) killed += 1;
      process.stderr.write(`${name} : ${n + 1}/${count}\n`);
    }
  } finally {
    await place?.drop();
  }
  process.stdout.write(
    `${name} : ${count} imports tués (${killed} avant leur fin) : 0 perdu, 0 double, tous repris à l’identique.\n`,
  );
}

const { values } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string' }, 'database-url': { type: 'string' } },
});
const { count, seed, 'database-url': serverUrl } = optionsSchema.parse(values);
await killMany('base embarquée', count, seed, embeddedPlace);
if (serverUrl !== undefined) await killMany('serveur PostgreSQL', count, seed, () => serverPlace(serverUrl));
