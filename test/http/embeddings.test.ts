import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbedTexts } from '../../src/application/operate/embed-texts.ts';
import type { Scope } from '../../src/domain/access/api-key.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { type Application, START_TIMEOUT_MS, startApplication } from './start-application.ts';
import { stubApplication } from './stub-application.ts';

const embedder = createFakeEmbedder();
/** Accepts any key whose token is its scope. */
const authenticateKey = async (scope: string) => ({ prefix: `ess_${scope}`, scopes: [scope as Scope] });

describe('POST /v1/embeddings', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await stubApplication({ authenticateKey }, {}, { embedTexts: createEmbedTexts(embedder) });
  });
  afterAll(() => app.close());

  function embed(body: object, scope = 'embed') {
    return app.inject({
      method: 'POST',
      url: '/v1/embeddings',
      payload: JSON.stringify({ model: 'fake', ...body }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${scope}` },
    });
  }

  it('gives the vectors of a question or of a passage, as the prefix says', async () => {
    const response = await embed({ input: ['passage: a\u0000 b', 'query: a', 'passage: '] });
    expect(response.statusCode).toBe(200);
    const [first, last] = await embedder.embedPassages(['a\u0000 b', '']);
    const vectors = [first, await embedder.embedQuery('a'), last];
    expect(response.json()).toEqual({
      object: 'list',
      model: 'fake@1',
      data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: [...(vector ?? [])] })),
    });
    expect(
      (await embed({ input: 'query: a', model: 'fake@1', encoding_format: 'float' })).json().data,
    ).toHaveLength(1);
  });

  it.each([
    [{ input: 'ouvrir une épicerie' }, '/input'],
    [{ input: ['query: a', 'question: b'] }, '/input/1'],
    [{ input: [] }, '/input'],
    [{ input: new Array(33).fill('query: a') }, '/input'],
    [{ input: `query: ${'a'.repeat(20_000)}` }, '/input'],
    [{ input: [1, 2] }, '/input'],
    [{ input: 'query: a', model: 'autre' }, '/model'],
    [{ input: 'query: a', encoding_format: 'base64' }, '/encoding_format'],
    [{ input: 'query: a', dimensions: 8 }, '/dimensions'],
    [{}, '/input'],
  ])('refuses %j, and says where', async (body, pointer) => {
    const response = await embed(body);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'request-invalid' });
    expect(response.json().errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('demands the scope embed, which gives access to nothing else', async () => {
    for (const scope of ['read:members', 'import', 'admin']) {
      expect((await embed({ input: 'query: a' }, scope)).json().code).toBe('scope-missing');
    }
    const bare = await app.inject({ method: 'POST', url: '/v1/embeddings', payload: {} });
    expect(bare.json().code).toBe('key-required');
    const keys = await app.inject({ url: '/v1/keys', headers: { authorization: 'Bearer embed' } });
    expect(keys.json().code).toBe('scope-missing');
  });

  it('is documented and served only when the model is given', async () => {
    const { paths } = (await app.inject('/openapi.json')).json();
    expect(paths['/v1/embeddings'].post.security).toEqual([{ key: ['embed'] }]);
    const closed = await stubApplication({ authenticateKey });
    expect((await closed.inject('/openapi.json')).json().paths['/v1/embeddings']).toBeUndefined();
    const headers = { authorization: 'Bearer embed' };
    const asked = await closed.inject({ method: 'POST', url: '/v1/embeddings', headers, payload: {} });
    expect(asked.json().code).toBe('route-not-found');
    await closed.close();
  });
});

const QUESTIONS = [
  { priorities: 'ouvrir une épicerie solidaire', territory: '35236' },
  { priorities: 'recyclerie et réemploi', territory: '200044394' },
  { priorities: 'covoiturage en milieu rural' },
  { priorities: 'aider une coopérative à reprendre une entreprise', territory: '31' },
  { priorities: 'comment renouveler un passeport' },
  { priorities: `${'La commune soutient les associations. '.repeat(40)}Une légumerie ?` },
];

describe('an instance that uses the model of another', () => {
  let owner: Application;
  let borrower: Application;
  beforeAll(async () => {
    owner = await startApplication({}, { SERVE_EMBEDDINGS: 'true' });
    const address = await owner.app.listen({ port: 0, host: '127.0.0.1' });
    const { token } = await owner.essaimage.keys.create({ label: 'instance B', scopes: ['embed'] });
    borrower = await startApplication({}, { EMBEDDING_URL: address, EMBEDDING_API_KEY: token });
  }, 2 * START_TIMEOUT_MS);
  afterAll(async () => {
    await borrower?.close();
    await owner?.close();
  });

  it.each(QUESTIONS)(
    'answers $priorities with the same bytes, on an index built by its own model',
    async (question) => {
      const request = { method: 'POST', url: '/v1/recommendations' } as const;
      const { territory, priorities } = question;
      const payload = { priorities, ...(territory === undefined ? {} : { territory: { code: territory } }) };
      const [mine, theirs] = await Promise.all(
        [owner, borrower].map(({ app }) => app.inject({ ...request, payload })),
      );
      expect(mine?.statusCode).toBe(200);
      expect(theirs?.body).toBe(mine?.body);
    },
  );
});
