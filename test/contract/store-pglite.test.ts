import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { claimFolder, connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import { forkFixture, killHard, nextMessage } from './child-process.ts';
import { experienceStoreContract } from './experience-store.contract.ts';
import { query } from './store-subject.ts';
import { createStoreWriter } from './store-writer.ts';

const parent = mkdtempSync(join(tmpdir(), 'essaimage-store-'));
afterAll(() => rmSync(parent, { recursive: true }));

const connect = (directory: string, timeoutMs = 30_000) =>
  connectPglite({ directory, timeoutMs, onFailure: () => {} });

describe('store on the embedded database', () => {
  experienceStoreContract((timeoutMs) => connect(join(parent, 'contract'), timeoutMs));
});

describe('embedded database', () => {
  it('is created in a folder of mode 0700, with the vector types of the index, and unlocks it when closed', async () => {
    const directory = join(parent, 'new', 'folder');
    const connection = await connect(directory);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    await expect(connect(directory)).rejects.toMatchObject({
      code: 'data-folder-locked',
      details: { directory, pid: process.pid },
    });
    const [row] = await query(
      connection,
      `select current_setting('server_version_num')::int / 10000 as server,
        '{262144:1}/262144'::sparsevec(262144)::text as sparse, vector_dims(array_fill(1, array[384])::vector(384)) as dense`,
    );
    expect(row).toEqual({ server: 18, sparse: '{262144:1}/262144', dense: 384 });
    await connection.close();
    expect(readdirSync(directory)).toEqual(['database']);
  });

  it('keeps every acknowledged write of a killed process', { timeout: 240_000 }, async () => {
    const directory = join(parent, 'killed');
    const acknowledged = new Set<string>();
    for (const writes of [1, 40, 7]) {
      const writer = forkFixture('store-writer.ts', [directory]);
      writer.on('message', (id) => acknowledged.add(String(id)));
      for (let n = 0; n < writes; n += 1) await nextMessage(writer);
      await killHard(writer);
    }
    expect(readdirSync(directory)).toContain('lock.json');
    const connection = await connect(directory);
    const store = createDrizzleExperienceStore(connection);
    const kept = await createStoreWriter(createDrizzleImportStore(connection)).listContentHashes();
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    for (const id of kept.keys()) expect(await store.findSimilar(id, 1, 'public')).toHaveLength(1);
    await store.close();
  });

  it('starts after a process that was killed during the creation', { timeout: 240_000 }, async () => {
    for (const file of ['database.unfinished', 'database.unfinished/PG_VERSION', 'database']) {
      const directory = join(parent, `interrupted at ${file.replace('/', ' ')}`);
      const writer = forkFixture('store-writer.ts', [directory]);
      await expect
        .poll(() => existsSync(join(directory, file)), { timeout: 120_000, interval: 5 })
        .toBe(true);
      await killHard(writer);
      const store = createDrizzleExperienceStore(await connect(directory));
      await store.currentVersion('public');
      await store.close();
      expect(readdirSync(directory)).toEqual(['database']);
    }
  });

  it('explains why a folder cannot be used', async () => {
    const file = join(parent, 'file');
    writeFileSync(file, 'not a folder');
    await expect(connect(file)).rejects.toMatchObject({
      code: 'data-folder-unusable',
      details: { directory: file },
    });

    expect(() => claimFolder('/proc/essaimage/data')).toThrow(
      /« \/proc\/essaimage\/data » n’est pas utilisable/,
    );
  });

  it('keeps the database to its owner in a folder that others can read, and tells that it is damaged', async () => {
    const directory = join(parent, 'shared');
    mkdirSync(directory, { mode: 0o755 });
    await (await connect(directory)).close();
    expect(statSync(join(directory, 'database')).mode & 0o077).toBe(0);
    const control = join(directory, 'database', 'global', 'pg_control');
    writeFileSync(control, Buffer.alloc(readFileSync(control).length));
    const message = /expériences, les corrections, les avis et les clés.*« essaimage import »/;
    await expect(connect(directory)).rejects.toMatchObject({
      code: 'data-folder-unusable',
      message: expect.stringMatching(message),
    });
    expect(readdirSync(directory)).toEqual(['database']);
  });

  it('tells a full or read-only folder from a damaged one (skipped where mounting is refused)', (test) => {
    const directory = join(parent, 'small');
    mkdirSync(directory);
    const mount = (options: string) =>
      spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory]).status === 0;
    if (!mount('size=64k')) return test.skip('mounting needs root');
    try {
      mkdirSync(join(directory, 'database'));
      expect(() => writeFileSync(join(directory, 'filler'), Buffer.alloc(1 << 20))).toThrow(/ENOSPC/);
      expect(() => claimFolder(directory)).toThrow(
        /ENOSPC.*ne l’effacez pas.*faites de la place, puis redémarrez/,
      );
      expect(mount('remount,ro')).toBe(true);
      expect(() => claimFolder(directory)).toThrow(/EROFS.*ne l’effacez pas.*en lecture et en écriture/);
    } finally {
      spawnSync('umount', [directory]);
    }
  });
});
