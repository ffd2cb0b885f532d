/**
 * Fault: the power is cut under a service with an embedded database, `--rounds N` (3) times 8 moments. The service's
 * work on its data folder is recorded, then the folder is rebuilt as a disk could be after a cut at each moment:
 * unflushed work is lost, kept or mixed by pages of 4 kB. Each round goes on from a folder of the round before.
 */

import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { seededRandom } from '../../evaluation/randomness.ts';
import {
  noteAcknowledged,
  readJournal,
  recordDisk,
  SimulatedDisk,
  SURVIVALS,
} from '../../test/power-cut/simulated-disk.ts';
import { createFaultReport } from './report.ts';
import { createImportKey, installSmallCorpus, startService } from './service-process.ts';
import { startTraffic } from './traffic.ts';
import { queryFolder } from './trial.ts';

const TRAFFIC_MS = 20_000;
const IMPORT_PAUSE_MS = 4_000;
const CUTS = 8;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' } },
});
const rounds = z.coerce.number().int().min(1).parse(values.rounds);
const random = seededRandom(z.coerce.number().int().parse(values.seed));

const namesSchema = z.array(z.object({ name: z.string() }));

/** Reads every row of the database of a folder; returns the ids of opinions and the paths of import jobs. */
function readAll(directory: string): Promise<ReadonlySet<string>> {
  return queryFolder(directory, async (query) => {
    const select = async (statement: string) =>
      namesSchema.parse(await query(statement)).map(({ name }) => name);
    for (const table of await select("select tablename as name from pg_tables where schemaname = 'public'")) {
      await query(`select count(*), sum(length(t::text)) from "${table}" t`);
    }
    return new Set(
      await select("select id as name from feedback union all select '/v1/imports/' || id from import_jobs"),
    );
  });
}

/** Runs a service under traffic until it is killed, while its disk is recorded. */
async function recordService(
  environment: Readonly<Record<string, string>>,
  token: string,
  journal: string,
): Promise<void> {
  const service = await startService(environment);
  const traffic = startTraffic({
    addresses: () => [service.address],
    token,
    importPauseMs: IMPORT_PAUSE_MS,
    onAcknowledged: (id) => noteAcknowledged(journal, id),
  });
  await sleep(TRAFFIC_MS);
  await service.kill();
  await traffic.stop();
}

const report = createFaultReport(`Coupure de courant, base embarquée, ${rounds * CUTS} fois`);
const { root, environment, remove } = await installSmallCorpus();
const data = join(root, 'data');
const failures: string[] = [];
const lost = new Set<string>();
const acknowledged = new Set<string>();
let compared = 0;
try {
  mkdirSync(data);
  let token = '';
  let carried: ReadonlySet<string> = new Set();
  for (let round = 0; round < rounds; round += 1) {
    const journal = join(root, `journal-${round}`);
    const disk = new SimulatedDisk(data);
    for (const id of carried) disk.acknowledged.add(id);
    const recorded = { ...environment, ...recordDisk(data, journal) };
    if (token === '') token = await createImportKey(recorded);
    await recordService(recorded, token, journal);

    const events = readJournal(journal);
    const first = events.findIndex(({ kind }) => kind === 'acknowledged');
    const moments = Array.from({ length: CUTS }, (_, cut) =>
      // One cut of each round comes before any acknowledgement: during the creation or the recovery.
      Math.floor(cut === 0 ? random() * first : first + random() * (events.length - first)),
    ).sort((a, b) => a - b);
    for (const [at, event] of events.entries()) {
      disk.apply(event);
      for (const cut of moments.flatMap((moment, n) => (moment === at ? [n] : []))) {
        const survival = SURVIVALS[(cut + round) % SURVIVALS.length] ?? 'nothing';
        const what = `${round + 1}.${cut + 1}, « ${survival} », événement ${at} de ${events.length}`;
        const folder = join(root, `cut-${round}-${cut}`);
        mkdirSync(folder);
        disk.writeAfterCut(folder, survival, random);
        try {
          const kept = await readAll(folder);
          const missing = [...disk.acknowledged].filter((id) => !kept.has(id));
          for (const id of missing) lost.add(id);
          for (const id of disk.acknowledged) acknowledged.add(id);
          compared += disk.acknowledged.size;
          console.error(`${what} : ${disk.acknowledged.size} acquittés, ${missing.length} perdus`);
        } catch (error) {
          failures.push(what);
          console.error(`${what} :`, error);
        }
        // The next round starts from the last folder: later acknowledgements are not in it.
        if (cut === CUTS - 1) carried = new Set(disk.acknowledged);
        else rmSync(folder, { recursive: true, force: true });
      }
    }
    rmSync(data, { recursive: true });
    renameSync(join(root, `cut-${round}-${CUTS - 1}`), data);
  }
  const cuts = rounds * CUTS;
  report.promise(
    'Dossiers qui s’ouvrent et se lisent en entier',
    `${cuts - failures.length} sur ${cuts}`,
    failures.length === 0,
  );
  report.promise(
    'Avis et imports acquittés, perdus',
    `${acknowledged.size} acquittés (${compared} comparaisons), ${lost.size} perdus`,
    lost.size === 0,
  );
  report.print();
} finally {
  await remove();
}
