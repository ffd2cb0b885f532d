import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { MIGRATIONS } from '../../src/adapters/store/session/apply-migrations.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'essaimage-migration-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

export function migrationsBefore(name: string): string {
  const folder = temporaryFolder();
  cpSync(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  const journal = z
    .looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) })
    .parse(JSON.parse(readFileSync(path, 'utf8')));
  const count = journal.entries.findIndex(({ tag }) => tag.endsWith(`_${name}`));
  expect(count).toBeGreaterThan(0);
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return folder;
}
