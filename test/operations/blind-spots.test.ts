import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { compose } from '../../src/composition/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { clientOf } from '../http/http-client.ts';
import { preparedFolder, START_TIMEOUT_MS } from '../http/start-application.ts';

/** On the subject, in words that no experience of the corpus is close to. */
const QUESTION = 'Circuits courts d’algues marines à Quenouilles';
const EDITOR = ['import', 'read:members'] as const;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'essaimage-blind-spots-'));
  await cp(await preparedFolder(), root, { recursive: true });
}, START_TIMEOUT_MS);
afterAll(() => rm(root, { recursive: true, force: true }));

async function withService<T>(
  environment: Readonly<Record<string, string>>,
  use: (app: Awaited<ReturnType<typeof createApp>>, authorization: string) => Promise<T>,
): Promise<T> {
  const config = parseConfig({
    DATA_DIR: root,
    STORE_TIMEOUT_MS: '60000',
    EMBEDDING_TIMEOUT_MS: '60000',
    ...environment,
  });
  const { essaimage, close } = await compose(config);
  const app = await createApp({
    essaimage,
    operator: config.operator,
    config: config.http,
    logLevel: 'silent',
  });
  try {
    const { token } = await essaimage.keys.create({ label: 'rédaction', scopes: [...EDITOR] });
    return await use(app, `Bearer ${token}`);
  } finally {
    await app.close();
    await close();
  }
}

async function readAll(): Promise<readonly unknown[]> {
  const connection = await connectPglite({ directory: root, timeoutMs: 60_000, onFailure: () => {} });
  try {
    return await connection.run('tout', ({ $client }) => $client.unsafe('select * from blind_spots'));
  } finally {
    await connection.close();
  }
}

const ask =
  (times: number, query: Readonly<Record<string, string>>) =>
  async (app: Awaited<ReturnType<typeof createApp>>) => {
    const statuses = new Set<string>();
    for (let turn = 0; turn < times; turn += 1) {
      const answer = await clientOf(app).get('/v1/recommendations').query(query);
      statuses.add(answer.body.status);
    }
    return [...statuses];
  };

describe('blind spots', { timeout: START_TIMEOUT_MS }, () => {
  it('are not counted by default, and their address leads nowhere', async () => {
    await withService({}, async (app, authorization) => {
      expect(await ask(5, { priorities: QUESTION, territory: '35236' })(app)).toEqual(['partial']);
      const answer = await clientOf(app).get('/v1/blind-spots').set({ authorization });
      expect(answer.statusCode).toBe(404);
    });
    expect(await readAll()).toEqual([]);
  });

  it('are counts alone, of what found nothing close, shown to editors from five on', async () => {
    const on = { BLIND_SPOTS: 'true' };
    await withService(on, async (app) => {
      await ask(5, { priorities: QUESTION, territory: '35236' })(app);
      await ask(4, { priorities: QUESTION, territory: '49007' })(app);
      expect(await ask(6, { priorities: 'ouvrir une épicerie solidaire', territory: '75056' })(app)).toEqual([
        'ok',
      ]);
    });
    const month = new Date().toISOString().slice(0, 7);
    const rows = await readAll();
    const counted = (kind: string, value: string, count: number) => ({ month, kind, value, count });
    expect(rows).toEqual(
      expect.arrayContaining([
        counted('department', '35', 5),
        counted('department', '49', 4),
        counted('theme', 'alimentation', 9),
      ]),
    );
    expect(rows).not.toContainEqual(expect.objectContaining({ value: '75' }));
    expect(JSON.stringify(rows)).not.toMatch(/quenouilles|algues|35236/i);

    await withService(on, async (app, authorization) => {
      expect((await clientOf(app).get('/v1/blind-spots')).statusCode).toBe(401);
      const answer = await clientOf(app).get('/v1/blind-spots').set({ authorization });
      const { blindSpots } = answer.body;
      expect(blindSpots).toContainEqual({ ...counted('department', '35', 5), label: 'Ille-et-Vilaine' });
      expect(blindSpots).not.toContainEqual(expect.objectContaining({ value: '49' }));
    });
  });
});
