import { expect, it } from 'vitest';
import type { ApiKey, Scope } from '../../domain/access/api-key.ts';
import type { KeyStore } from '../../ports/access.ts';
import { createManageKeys } from './manage-keys.ts';

function createMemoryKeyStore(): KeyStore {
  const keys = new Map<string, ApiKey>();
  return {
    async add(key) {
      const unused = { lastUsedOn: null, revokedAt: null, revokedBy: null };
      const added = { ...key, ...unused, createdAt: '2026-01-01T00:00:00.000Z' };
      keys.set(key.prefix, added);
      return added;
    },
    find: () => Promise.resolve(null),
    noteUse: () => Promise.resolve(),
    list: async () => [...keys.values()],
    async revoke(prefix, revokedBy) {
      const key = keys.get(prefix);
      if (key === undefined) return null;
      const revoked = { ...key, revokedAt: '2026-01-02T00:00:00.000Z', revokedBy };
      keys.set(prefix, revoked);
      return revoked;
    },
  };
}

let made = 0;
const manage = createManageKeys(
  createMemoryKeyStore(),
  {
    generate: () => {
      made += 1;
      return { prefix: `ess_${made}`, secret: 'secret' };
    },
    digest: (secret) => secret,
    matches: () => true,
  },
  () => new Date('2026-06-01T12:00:00Z'),
);
const create = async (...scopes: Scope[]) => (await manage.create({ label: 'Essai', scopes })).key.prefix;

it('keeps a key that manages keys: the last one cannot revoke itself', async () => {
  const [first, second, reader] = [await create('admin'), await create('admin'), await create('import')];
  await expect(manage.revoke(first, first)).resolves.toMatchObject({ prefix: first });
  await expect(manage.revoke(second, second)).rejects.toMatchObject({ code: 'key-last-admin' });
  await expect(manage.revoke(reader, second)).resolves.toMatchObject({ prefix: reader });
  const past = await manage.create({ label: 'Essai', scopes: ['admin'], expiresOn: '2026-05-31' });
  await expect(manage.revoke(second, second)).rejects.toMatchObject({ code: 'key-last-admin' });
  expect(await manage.revoke(past.key.prefix, second)).toMatchObject({ createdBy: 'cli', revokedBy: second });
  // The command line, which can create another one, may.
  await expect(manage.revoke(second)).resolves.toMatchObject({ prefix: second });
});
