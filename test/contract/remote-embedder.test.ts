import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRemoteEmbedder } from '../../src/adapters/embedding/remote-embedder.ts';
import { createTransformersEmbedder } from '../../src/adapters/embedding/transformers-embedder.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import { MODEL_DIRECTORY } from '../fixtures/model-directory.ts';
import { cosine, describeEmbedder, embedPassage, longText } from './embedder.contract.ts';
import { type EmbeddingServer, servedBy, startEmbeddingServer } from './embedding-server.ts';

const timeoutMs = 60_000;

let local: Embedder;
let server: EmbeddingServer;
beforeAll(async () => {
  local = await createTransformersEmbedder({ modelDirectory: MODEL_DIRECTORY, timeoutMs });
  server = await startEmbeddingServer(servedBy(local));
});
afterAll(async () => {
  await server.stop();
  await local.close();
});

const create = () =>
  createRemoteEmbedder({ url: server.url, apiKey: null, modelDirectory: MODEL_DIRECTORY, timeoutMs });

describeEmbedder('remote', create);

describe('a server that uses the same model in another way', () => {
  it.each<[string, (text: string) => string]>([
    ['adds a prefix', (text) => `${/^\w+: /.exec(text)?.[0]}${text}`],
    ['reads a question as a text', (text) => text.replace(/^query: /, 'passage: ')],
    ['cuts what is long', (text) => text.split(' ').slice(0, 230).join(' ')],
    ['takes the accents off', (text) => text.normalize('NFD').replaceAll(/\p{M}/gu, '')],
  ])('is refused when it %s', async (_name, change) => {
    const serve = servedBy(local);
    server.model = (texts) => serve(texts.map(change));
    await expect(create()).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining('cosinus'),
    });
    server.model = serve;
  });
});

describe('the model of the repository behind a server', () => {
  let remote: Awaited<ReturnType<typeof create>>;
  beforeAll(async () => {
    remote = await create();
  });
  afterAll(() => remote.close());

  it('has the id of the local model, and gives the same bits', async () => {
    expect(remote.modelId).toBe(local.modelId);
    expect(remote.calibration).toEqual(local.calibration);
    const texts = Array.from({ length: 40 }, (_, index) => `La commune ${'aide '.repeat((index * 7) % 60)}`);
    expect(await remote.embedPassages(texts)).toEqual(await local.embedPassages(texts));
    for (const text of ['épicerie solidaire', 'e\u0301picerie', '', 'a\u0000b']) {
      expect(await remote.embedQuery(text)).toEqual(await local.embedQuery(text));
    }
  });

  it('embeds a text longer than the window in pieces, close to the local vector', async () => {
    const text = longText('Les éleveurs reprennent ensemble l’abattoir de la commune. '.repeat(10));
    server.requests.length = 0;
    expect(cosine(await embedPassage(remote, text), await embedPassage(local, text))).toBeGreaterThan(0.99);
    expect(JSON.stringify(server.requests)).toContain('abattoir');
    const word = 'a'.repeat(3000);
    expect(cosine(await remote.embedQuery(word), await local.embedQuery(word))).toBeGreaterThan(0.95);
  });
});
