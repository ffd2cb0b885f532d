import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  createRemoteEmbedder,
  type RemoteEmbedderOptions,
} from '../../src/adapters/embedding/remote-embedder.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { MODEL_DIRECTORY } from '../fixtures/model-directory.ts';
import { longText } from './embedder.contract.ts';
import {
  type EmbeddingServer,
  type EmbedPrefixed,
  servedBy,
  startEmbeddingServer,
} from './embedding-server.ts';

const unavailable = { code: 'embedder-unavailable' };
const invalid = { code: 'model-invalid' };
/** Long, because no test depends on it. */
const PATIENCE = { timeout: 30_000, interval: 20 };

const fake = servedBy(createFakeEmbedder());
/** Reference vectors of the real model for their texts, vectors of a fake model for all others. */
let passingForReal: EmbedPrefixed;
let server: EmbeddingServer;
let remote: Embedder | null = null;
const onFault = vi.fn<(cause: unknown) => void>();

beforeAll(async () => {
  const reference = z
    .object({
      probes: z.array(z.object({ role: z.string(), text: z.string(), vector: z.array(z.number()) })),
    })
    .parse(JSON.parse(await readFile(join(MODEL_DIRECTORY, 'reference-vectors.json'), 'utf8')));
  const known = new Map(reference.probes.map(({ role, text, vector }) => [`${role}: ${text}`, vector]));
  passingForReal = (texts) =>
    Promise.all(texts.map(async (text) => known.get(text) ?? (await fake([text]))[0] ?? []));
});
beforeEach(async () => {
  onFault.mockClear();
  server = await startEmbeddingServer((texts) => passingForReal(texts));
});
afterEach(async () => {
  await remote?.close();
  remote = null;
  await server.stop();
});

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function start(options: Partial<RemoteEmbedderOptions> = {}) {
  remote = await createRemoteEmbedder({
    url: server.url,
    apiKey: null,
    modelDirectory: MODEL_DIRECTORY,
    timeoutMs: 60_000,
    onFault,
    startTimeoutMs: 1,
    ...options,
  });
  server.requests.length = 0;
  return remote;
}

/** Returns each fault once, then null. */
function failWith(...faults: ReturnType<EmbeddingServer['nextFault']>[]): void {
  server.nextFault = () => faults.shift() ?? null;
}

/** Texts of each request, without the identity checks. */
function asked(): readonly string[] {
  return server.requests
    .map(({ body }) => JSON.stringify(body))
    .filter((body) => !body.includes('Which local authorities'));
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'accepted',
    (error: unknown) => error,
  );
}

describe('the identity of the server', () => {
  it('is checked with the prefixes of the roles, the trace and the key, which no error shows', async () => {
    await createRemoteEmbedder({
      url: server.url,
      apiKey: 'secret-key',
      modelDirectory: MODEL_DIRECTORY,
      timeoutMs: 1_000,
      traceHeaders: () => ({ traceparent: TRACE }),
    });
    expect(server.requests[0]).toMatchObject({
      path: '/v1/embeddings',
      authorization: 'Bearer secret-key',
      traceparent: TRACE,
    });
    expect(JSON.stringify(server.requests)).toMatch(/"query: .*"passage: /);
    server.nextFault = () => ({ status: 401 });
    const error = await refusal(start({ apiKey: 'secret-key' }));
    expect(error).toMatchObject({ ...invalid, message: expect.stringContaining('EMBEDDING_API_KEY') });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('secret-key');
  });

  it.each<[string, (texts: readonly string[]) => readonly string[]]>([
    ['without the prefixes', (texts) => texts.map((text) => text.replace(/^\w+: /, 'passage: '))],
    ['with the texts cut', (texts) => texts.map((text) => text.slice(0, 400))],
  ])('is refused when it reads %s', async (_name, change) => {
    server.model = (texts) => passingForReal(change(texts));
    expect(await refusal(start())).toMatchObject({ ...invalid, message: expect.stringContaining('cosinus') });
  });

  it('is refused for another model or vectors of another size', async () => {
    server.model = fake;
    expect(await refusal(start())).toMatchObject({
      ...invalid,
      message: expect.stringContaining(server.url),
    });
    server.model = async (texts) => texts.map(() => [1, 0, 0]);
    expect(await refusal(start())).toMatchObject({ ...invalid, message: expect.stringContaining('384') });
  });

  it('cannot be checked without reference vectors, nor with those of another model', async () => {
    const root = await mkdtemp(join(tmpdir(), 'modele-'));
    const modelDirectory = join(root, 'e5');
    await cp(MODEL_DIRECTORY, modelDirectory, { recursive: true });
    const file = join(modelDirectory, 'reference-vectors.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/"model":"\w+"/, '"model":"000000000000"'));
    const remedy = expect.stringContaining('npm run calibrate');
    expect(await refusal(start({ modelDirectory }))).toMatchObject({ ...invalid, message: remedy });
    await rm(file);
    expect(await refusal(start({ modelDirectory }))).toMatchObject({ ...invalid, message: remedy });
    await rm(root, { recursive: true });
  });
});

describe('at the start', () => {
  it('waits for a server that is not ready', async () => {
    await server.stop();
    const starting = start({ startTimeoutMs: 60_000 });
    await server.restart();
    expect((await starting).dimensions).toBe(384);
  });

  it('gives up in the end', async () => {
    await server.stop();
    expect(await refusal(start())).toMatchObject({
      ...unavailable,
      message: expect.stringContaining('ECONNREFUSED'),
    });
    await server.restart();
  });
});

describe('a request that fails', () => {
  it.each<[string, Parameters<typeof failWith>[0]]>([
    ['is refused for now', { status: 503 }],
    ['is one too many', { status: 429, headers: { 'retry-after': '0' } }],
    ['is cut', 'cut'],
  ])('is tried again when it %s', async (_name, fault) => {
    const embedder = await start();
    failWith(fault);
    await expect(embedder.embedQuery('épicerie')).resolves.toHaveLength(384);
    expect(asked()).toHaveLength(2);
    expect(onFault).toHaveBeenCalledOnce();
  });

  it.each([{ status: 500 }, { status: 400 }, { status: 302, headers: { location: 'http://127.0.0.1:9/' } }])(
    'is not tried again after %j',
    async (fault) => {
      const embedder = await start();
      failWith(fault);
      await expect(embedder.embedQuery('épicerie')).rejects.toMatchObject(unavailable);
      expect(asked()).toHaveLength(1);
    },
  );

  it('is not retried when the server asks to wait longer than the remaining time', async () => {
    const embedder = await start();
    failWith({ status: 503, headers: { 'retry-after': '3600' } });
    await expect(embedder.embedQuery('épicerie')).rejects.toMatchObject(unavailable);
    expect(asked()).toHaveLength(1);
  });

  it('is tried five times at most', async () => {
    const embedder = await start();
    server.nextFault = () => ({ status: 502 });
    await expect(embedder.embedPassages(['épicerie'])).rejects.toMatchObject(unavailable);
    expect(asked()).toHaveLength(5);
  });

  it.each([
    'pas du JSON',
    '{}',
    '{"data":[]}',
    '{"data":[{"index":1,"embedding":[1]}]}',
    '{"data":[{"index":0,"embedding":[1,0]}]}',
    `{"data":[{"index":0,"embedding":${JSON.stringify(new Array(384).fill(0))}}]}`,
  ])('answers nothing from an absurd answer %#', async (body) => {
    const embedder = await start();
    failWith({ status: 200, body });
    await expect(embedder.embedQuery('épicerie')).rejects.toMatchObject(unavailable);
  });

  it('ends at its deadline when the server hangs', async () => {
    const embedder = await start({ timeoutMs: 100 });
    server.nextFault = () => 'hang';
    await expect(embedder.embedQuery('épicerie')).rejects.toMatchObject({
      code: 'deadline-exceeded',
      details: { operation: 'embedQuery', timeoutMs: 100 },
    });
  });

  it('has one deadline for all the batches of its text', async () => {
    const embedder = await start({ timeoutMs: 1_000 });
    server.model = async (texts) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return passingForReal(texts);
    };
    const text = longText('').repeat(8);
    await expect(embedder.embedQuery(text)).rejects.toMatchObject({ code: 'deadline-exceeded' });
  });

  it('is abandoned when the caller’s signal aborts, on the server too', async () => {
    const embedder = await start();
    server.nextFault = () => 'hang';
    const controller = new AbortController();
    const question = refusal(embedder.embedQuery('épicerie', controller.signal));
    await vi.waitFor(() => expect(asked()).toHaveLength(1), PATIENCE);
    expect(embedder.load().waiting).toBe(1);
    controller.abort(new Error('plus personne n’attend'));
    expect(await question).toEqual(new Error('plus personne n’attend'));
    await vi.waitFor(() => expect(server.abandoned()).toBe(1), PATIENCE);
    expect(embedder.load()).toEqual({ waiting: 0, estimatedWaitMs: 0 });
    await expect(embedder.embedQuery('épicerie', controller.signal)).rejects.toThrow('plus personne');
  });

  it('is abandoned when the service stops', async () => {
    const embedder = await start();
    server.nextFault = () => 'hang';
    const question = refusal(embedder.embedQuery('épicerie'));
    await vi.waitFor(() => expect(asked()).toHaveLength(1), PATIENCE);
    await embedder.close();
    expect(await question).toMatchObject(unavailable);
  });
});

describe('a server that fails', () => {
  it('still receives requests when it refuses only some of them', async () => {
    const embedder = await start();
    failWith({ status: 413 });
    await expect(embedder.embedQuery('épicerie')).rejects.toMatchObject(unavailable);
    await expect(embedder.embedQuery('épicerie')).resolves.toHaveLength(384);
  });

  it('has its identity checked again when it comes back', async () => {
    const embedder = await start();
    await server.stop();
    await expect(embedder.embedQuery('épicerie')).rejects.toMatchObject(unavailable);
    await server.restart();
    await vi.waitFor(() => embedder.embedQuery('épicerie'), PATIENCE);
    expect(JSON.stringify(server.requests[0]?.body)).toContain('Which local authorities');
    expect(asked()).toHaveLength(1);
  });

  it('is refused when it comes back with another model, until it serves the right one', async () => {
    const embedder = await start();
    await server.stop();
    await expect(embedder.embedQuery('épicerie')).rejects.toMatchObject(unavailable);
    server.model = fake;
    await server.restart();
    await vi.waitFor(async () => {
      expect(await refusal(embedder.embedQuery('épicerie'))).toMatchObject({
        ...unavailable,
        message: expect.stringContaining('ne sert plus le modèle'),
      });
    }, PATIENCE);
    expect(asked()).toEqual([]);
    expect(onFault).toHaveBeenLastCalledWith(expect.objectContaining(invalid));
    server.model = passingForReal;
    await vi.waitFor(() => embedder.embedQuery('épicerie'), PATIENCE);
  });

  it('has its identity checked again after a single broken connection', async () => {
    const embedder = await start();
    server.model = fake;
    failWith('cut');
    await expect(embedder.embedQuery('épicerie')).rejects.toMatchObject(unavailable);
    expect(asked()).toHaveLength(1);
  });
});

describe('many texts', () => {
  it('are sent in batches, and answered in order', async () => {
    const embedder = await start();
    const texts = Array.from({ length: 40 }, (_, index) => `texte numéro${index}`);
    expect(await embedder.embedPassages(texts)).toEqual(await createFakeEmbedder().embedPassages(texts));
    expect(asked()).toHaveLength(3);
  });

  it('are cut into pieces that fit the window and cover the whole text', async () => {
    const embedder = await start();
    const text = longText('🌱'.repeat(300));
    await embedder.embedPassages([text]);
    const sent = server.requests.flatMap(
      ({ body }) => z.object({ input: z.array(z.string()) }).parse(body).input,
    );
    expect(sent.length).toBeGreaterThan(2);
    for (const piece of sent) expect(piece).toMatch(/^passage: /);
    expect(sent.join('')).toContain('🌱'.repeat(100));
  });

  it('give an estimated wait', async () => {
    const embedder = await start();
    await embedder.embedQuery('un');
    server.nextFault = () => 'hang';
    const waiting = refusal(embedder.embedQuery('deux'));
    expect(embedder.load().waiting).toBe(1);
    expect(embedder.load().estimatedWaitMs).toBeGreaterThan(0);
    await embedder.close();
    await waiting;
  });
});
