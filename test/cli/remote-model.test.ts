import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type EssaimageProcess, runEssaimage, startEssaimage } from './essaimage-process.ts';
import { prepareInstallation } from './small-corpus.ts';

// Each command opens a real database, and some the real model; the machine may be busy.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const QUESTION = ['recommend', '--json', '--territoire', '35236', 'ouvrir une épicerie solidaire'];

let root: string;
let environment: (dataFolder: string) => Record<string, string>;
let lender: EssaimageProcess;
let borrowing: { EMBEDDING_URL: string; EMBEDDING_API_KEY: string };

beforeAll(async () => {
  ({ root, environment } = await prepareInstallation());
  const created = await runEssaimage(
    ['keys', 'create', '--scope', 'embed', '--label', 'B', '--json'],
    environment('lender'),
  );
  const { token } = z.object({ token: z.string() }).parse(JSON.parse(created.stdout));
  lender = startEssaimage(['serve'], { ...environment('lender'), PORT: '0', SERVE_EMBEDDINGS: 'true' });
  const [, url = ''] = await lender.untilSaid(/est prêt : (\S+)/);
  borrowing = { EMBEDDING_URL: url, EMBEDDING_API_KEY: token };
});
afterAll(async () => {
  lender?.child.kill('SIGTERM');
  await lender?.ended;
  await rm(root, { recursive: true, force: true });
});

test('an index built with the model of another process gives the same bytes as one built alone', async () => {
  const alone = await runEssaimage(QUESTION, environment('alone'));
  const borrowed = await runEssaimage(QUESTION, { ...environment('borrowed'), ...borrowing });
  expect([alone.code, borrowed.code]).toEqual([0, 0]);
  expect(borrowed.stdout).toBe(alone.stdout);
  // An index depends on the model, not on where the model runs.
  const later = await runEssaimage(QUESTION, environment('borrowed'));
  expect(later.stdout).toBe(alone.stdout);
});

test('doctor checks the server of the model, without showing the key', async () => {
  const modelOf = async (changes: Record<string, string>) => {
    const variables = { ...environment('borrowed'), ...borrowing, ...changes };
    const { stdout, stderr } = await runEssaimage(['doctor', '--json'], variables);
    expect(stdout + stderr).not.toContain(variables.EMBEDDING_API_KEY);
    return z
      .array(z.object({ check: z.string(), outcome: z.string(), finding: z.string() }))
      .parse(JSON.parse(stdout))
      .find(({ check }) => check === 'model');
  };
  expect(await modelOf({})).toMatchObject({
    outcome: 'ok',
    finding: expect.stringContaining(`par le serveur ${borrowing.EMBEDDING_URL}`),
  });
  expect(await modelOf({ EMBEDDING_API_KEY: 'ess_000000000000.wrong' })).toMatchObject({
    outcome: 'failure',
    finding: expect.stringContaining('EMBEDDING_API_KEY'),
  });
});
