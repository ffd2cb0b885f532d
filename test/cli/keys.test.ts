import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { runEssaimage } from './essaimage-process.ts';

// Each command opens the real database; the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let root: string;
const keys = (...args: readonly string[]) =>
  runEssaimage(['keys', ...args], { DATA_DIR: join(root, 'data'), STORE_TIMEOUT_MS: '60000' });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'essaimage-keys-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('a key is created, shown once, listed and revoked', async () => {
  const created = await keys(
    'create',
    '--scope',
    'read:members',
    '--scope',
    'import',
    '--label',
    'Essai',
    '--expires',
    '2999-12-31',
  );
  expect(created.code).toBe(0);
  expect(created.stdout).toContain('elle ne sera plus montrée');
  const [token = '', prefix = '', secret = ''] = /(ess_[0-9a-f]{12})\.([\w-]{43})/.exec(created.stdout) ?? [];
  expect(token).not.toBe('');

  const listed = JSON.parse((await keys('list', '--json')).stdout);
  expect(listed).toMatchObject([
    { prefix, label: 'Essai', scopes: ['read:members', 'import'], revokedAt: null, expiresOn: '2999-12-31' },
  ]);
  const revoked = await keys('revoke', prefix);
  expect([revoked.code, revoked.stderr]).toEqual([0, '']);
  const table = await keys('list');
  expect(table.stdout).toContain('révoquée le');
  expect(table.stdout + JSON.stringify(listed)).not.toContain(secret);
});

test('an unknown key, an unknown scope and a key without label are refused', async () => {
  const unknown = await keys('revoke', 'ess_000000000000');
  expect([unknown.code, unknown.stdout]).toEqual([2, '']);
  expect(unknown.stderr).toContain('Aucune clé ne porte le préfixe');
  const scope = await keys('create', '--scope', 'tout', '--label', 'x');
  expect(scope.code).toBe(2);
  expect(scope.stderr).toContain('read:members, import ou admin');
  expect((await keys('create', '--scope', 'admin')).stderr).toContain('--label');
  const past = await keys('create', '--scope', 'admin', '--label', 'x', '--expires', '2020-01-01');
  expect([past.code, past.stderr]).toEqual([2, expect.stringContaining('ce jour est passé')]);
});

test('while a process holds the data folder, the error names it and the route that manages keys', async () => {
  const directory = join(root, 'data');
  const held = await connectPglite({ directory, timeoutMs: 60_000, onFailure: () => {} });
  const refused = await keys('list');
  await held.close();
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(String(process.pid));
  expect(refused.stderr).toContain('/v1/keys');
});
