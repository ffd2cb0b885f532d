import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Essaimage } from '../../src/application/essaimage.ts';
import { SCOPES } from '../../src/domain/access/api-key.ts';
import { clientOf } from './http-client.ts';
import { readPaths } from './shared-parts.ts';
import { stubApplication } from './stub-application.ts';

type Key = Awaited<ReturnType<Essaimage['keys']['list']>>[number];
type Job = Awaited<ReturnType<Essaimage['imports']['list']>>[number];

const AT = '2026-01-15T09:30:00.000Z';

/** Seven keys of the same instant, so that their prefixes alone set the order. */
const KEYS: readonly Key[] = Array.from({ length: 7 }, (_, n) => ({
  prefix: `ess_${n}`,
  label: `Clé ${n}`,
  scopes: ['import'],
  createdAt: AT,
  createdBy: 'cli',
  expiresOn: null,
  lastUsedOn: null,
  revokedAt: null,
  revokedBy: null,
}));

const JOBS: readonly Job[] = KEYS.map(({ prefix }) => ({
  id: prefix,
  state: 'queued',
  source: { kind: 'url', url: 'https://example.org/' },
  isDryRun: false,
  policy: { publishAbove: null, publishFiches: true, access: 'members' },
  progress: null,
  report: null,
  failure: null,
  actor: 'ess_0',
  createdAt: AT,
  startedAt: null,
  endedAt: null,
}));

type Range = { readonly after: { readonly id: string } | null; readonly limit: number | null };

function pageOf<T>(all: readonly T[], idOf: (item: T) => string, { after, limit }: Range): readonly T[] {
  return all.filter((item) => after === null || idOf(item) > after.id).slice(0, limit ?? all.length);
}

let app: FastifyInstance;
beforeAll(async () => {
  app = await stubApplication({
    authenticateKey: async () => ({ prefix: 'ess_0', scopes: SCOPES }),
    keys: {
      list: async (range = { after: null, limit: null }) => pageOf(KEYS, ({ prefix }) => prefix, range),
    },
    imports: {
      list: async (range) => pageOf(JOBS, ({ id }) => id, range),
    },
  });
});
afterAll(() => app.close());

const get = (url: string) => clientOf(app).get(url).set({ authorization: 'Bearer x' });

const listSchema = z
  .object({ next: z.string().nullable() })
  .catchall(z.array(z.record(z.string(), z.unknown())));

async function readAll(path: string, name: string, limit: number) {
  const items: unknown[] = [];
  let next: string | null = null;
  do {
    const cursor: string = next === null ? '' : `&cursor=${next}`;
    const response = await get(`${path}?limit=${limit}${cursor}`);
    expect(response.statusCode, response.text).toBe(200);
    const page = listSchema.parse(response.body);
    const found = page[name] ?? [];
    expect(found).toHaveLength(Math.min(limit, 7 - items.length));
    items.push(...found.map((item) => item.prefix ?? item.id));
    next = page.next;
  } while (next !== null);
  return items;
}

describe.each([
  ['/v1/keys', 'keys'],
  ['/v1/imports', 'imports'],
])('GET %s', (path, name) => {
  it.each([1, 3, 7, 50])('gives each once, %i a page', async (limit) => {
    expect(await readAll(path, name, limit)).toEqual(KEYS.map(({ prefix }) => prefix));
  });

  it('refuses the cursor of another list', async () => {
    const other = path === '/v1/keys' ? '/v1/imports' : '/v1/keys';
    const { next } = listSchema.parse((await get(`${other}?limit=1`)).body);
    const response = await get(`${path}?cursor=${next}`);
    expect(response.statusCode).toBe(400);
    expect(response.body).toMatchObject({
      code: 'cursor-invalid',
      errors: [{ in: 'query', pointer: '/cursor' }],
    });
  });
});

describe('an empty parameter', () => {
  it('is refused by every operation, which points at it', async () => {
    const paths = readPaths(JSON.stringify(app.swagger()));
    let count = 0;
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { parameters }] of Object.entries(operations)) {
        for (const { in: part, name } of parameters) {
          if (part !== 'query') continue;
          const url = `${path.replaceAll(/\{\w+\}/g, '35')}?${name}=`;
          const asked =
            method === 'delete'
              ? clientOf(app).delete(url)
              : method === 'post'
                ? clientOf(app).post(url).type('text/plain').send('x')
                : clientOf(app).get(url);
          const response = await asked.set({ authorization: 'Bearer x' });
          expect(response.statusCode, `${method} ${path} ${name}`).toBe(400);
          const { errors } = response.body;
          expect(errors, `${method} ${path} ${name}`).toContainEqual(
            expect.objectContaining({ in: 'query', pointer: `/${name}`, code: 'empty' }),
          );
          expect(
            errors.filter(({ pointer }: { pointer: string }) => pointer.startsWith(`/${name}`)),
          ).toHaveLength(1);
          count += 1;
        }
      }
    }
    expect(count).toBeGreaterThan(40);
  });

  it('is refused among several values', async () => {
    for (const query of ['theme=energie&theme=', 'theme=energie,,mobilite', 'theme=energie,']) {
      const response = await get(`/v1/experiences?${query}`);
      expect(response.statusCode, query).toBe(400);
      expect(response.body.errors[0].pointer, query).toMatch(/^\/theme/);
    }
  });
});
