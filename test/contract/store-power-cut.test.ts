import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { seededRandom } from '../../evaluation/randomness.ts';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import {
  noteAcknowledged,
  readJournal,
  recordDisk,
  SimulatedDisk,
  type Survival,
} from '../power-cut/simulated-disk.ts';
import { forkFixture, killHard, nextMessage } from './child-process.ts';
import { createStoreWriter } from './store-writer.ts';

const parent = mkdtempSync(join(tmpdir(), 'essaimage-power-cut-'));
afterAll(() => rmSync(parent, { recursive: true }));

const WRITES = 8;

it('a power cut takes no acknowledged write of the embedded database', { timeout: 600_000 }, async () => {
  const directory = join(parent, 'recorded');
  const journal = join(parent, 'journal');
  mkdirSync(directory);
  const disk = new SimulatedDisk(directory);
  const writer = forkFixture('store-writer.ts', [directory], recordDisk(directory, journal));
  writer.on('message', (id) => noteAcknowledged(journal, String(id)));
  for (let n = 0; n < WRITES; n += 1) await nextMessage(writer);
  await killHard(writer);

  const events = readJournal(journal);
  const acknowledgements = events.flatMap(({ kind }, at) => (kind === 'acknowledged' ? [at] : []));
  const last = acknowledgements.at(-1) ?? 0;
  const cuts: readonly (readonly [number, Survival])[] = [
    [Math.floor(events.length / 4), 'names'],
    [last, 'nothing'],
    [last, 'some'],
    [events.length - 1, 'names'],
  ];
  const random = seededRandom(1);
  for (const [at, event] of events.entries()) {
    disk.apply(event);
    for (const [moment, survival] of cuts) {
      if (moment !== at) continue;
      const folder = join(parent, `${at} ${survival}`);
      mkdirSync(folder);
      disk.writeAfterCut(folder, survival, random);
      const connection = await connectPglite({ directory: folder, timeoutMs: 60_000, onFailure: () => {} });
      const kept = await createStoreWriter(createDrizzleImportStore(connection)).listContentHashes();
      expect(
        [...disk.acknowledged].filter((id) => !kept.has(id)),
        folder,
      ).toEqual([]);
      await connection.close();
    }
  }
});
