import { type CallToolResult, Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTokenCounter } from '../../src/adapters/embedding/model-folder.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { MODEL_DIRECTORY } from '../fixtures/model-directory.ts';
import { clientOf } from './http-client.ts';
import { type Application, START_TIMEOUT_MS, startApplication } from './start-application.ts';
import { stubApplication } from './stub-application.ts';

type Arguments = Readonly<Record<string, unknown>>;

async function connect(app: Application['app']): Promise<Client> {
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', address)));
  // Its schemas then check each structured content.
  await client.listTools();
  return client;
}

/** Calls a tool, and again while the machine is too busy to answer. */
async function call(client: Client, name: string, given: Arguments = {}): Promise<CallToolResult> {
  for (;;) {
    const result = await client.callTool({ name, arguments: { ...given } });
    if (!textOf(result).includes('(overloaded)')) return result;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function textOf({ content }: CallToolResult): string {
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

const countTokens = await loadTokenCounter(MODEL_DIRECTORY);

describe('an assistant connected over HTTP', () => {
  let service: Application;
  let client: Client;
  beforeAll(async () => {
    service = await startApplication();
    client = await connect(service.app);
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await client?.close();
    await service?.close();
  });

  const api = async (url: string) => (await clientOf(service.app).get(url)).body;
  const ask = (name: string, given?: Arguments) => call(client, name, given);

  it('receives instructions that forbid filling in, and tools that only read', async () => {
    expect(client.getInstructions()).toMatch(
      /N’ajoute rien de mémoire.*L’absence de proposition est une réponse/s,
    );
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'recommend',
      'search_experiences',
      'read_experience',
      'read_lever',
      'find_territory',
      'describe_collection',
    ]);
    for (const { annotations } of tools) expect(annotations).toMatchObject({ readOnlyHint: true });
  });

  it('lists its tools in few words, without an address of the API', async () => {
    const { tools } = await client.listTools();
    const listed = JSON.stringify(tools);
    expect(countTokens(listed + client.getInstructions())).toBeLessThan(4000);
    expect(listed).not.toContain('/v1/');
    expect(listed).toContain('l’outil find_territory');
  });

  it.each<[string, Arguments]>([
    ['recommend', { territory: { code: '35236' }, priorities: 'ouvrir une épicerie solidaire' }],
    [
      'recommend',
      { priorities: 'garage solidaire, jardin d’insertion, conciergerie de quartier, tiers-lieu' },
    ],
    ['search_experiences', {}],
    ['read_experience', { id: 'epicerie-associative-tremargat' }],
    ['read_lever', { id: 'commande-publique' }],
    ['find_territory', { q: 'Saint' }],
    ['describe_collection', {}],
  ])('%s %j answers in 3,000 tokens, object and text together', async (name, given) => {
    const { structuredContent = '', content, isError } = await ask(name, given);
    expect(isError).toBeUndefined();
    expect(countTokens(JSON.stringify([structuredContent, content]))).toBeLessThan(3000);
  });

  it('gives what the API gives: enough of each experience to choose and to cite', async () => {
    const given = { territory: { code: '35236' }, priorities: 'ouvrir une épicerie solidaire', limit: 3 };
    const { body } = await clientOf(service.app).post('/v1/recommendations').send(given);
    expect((await ask('recommend', given)).structuredContent).toMatchObject({
      status: body.status,
      experiences: body.experiences.map(
        ({ experience, level, reasons }: (typeof body.experiences)[number]) => ({
          id: experience.id,
          title: experience.title,
          place: expect.stringContaining(experience.territories[0].name),
          year: experience.year,
          level,
          reason: expect.stringContaining(
            reasons.find(
              ({ code }: { code: string }) => code.startsWith('same-') || code.startsWith('evoked-'),
            ).text,
          ),
          source: experience.source.url,
        }),
      ),
      levers: body.levers.map(({ lever }: (typeof body.levers)[number]) => ({
        id: lever.id,
        label: lever.label,
      })),
    });
    const search = { q: 'recyclerie', setting: 'rural', year: null, limit: 2 };
    const { experiences, total, next } = await api('/v1/experiences?q=recyclerie&setting=rural&limit=2');
    const page = await ask('search_experiences', search);
    const ids = experiences.map(({ id }: { id: string }) => ({ id }));
    expect(page.structuredContent).toMatchObject({ total, next, experiences: ids });
    const fiche = await api('/v1/experiences/epicerie-associative-tremargat');
    const told = textOf(await ask('read_experience', { id: fiche.id }));
    for (const part of [fiche.title, fiche.summary, fiche.source.url]) expect(told).toContain(part);
  });

  it('writes the level, the place, the age and the source of each experience', async () => {
    const given = { territory: { code: '35236' }, priorities: 'ouvrir une épicerie solidaire' };
    const answer = await ask('recommend', given);
    const asked = clientOf(service.app).post('/v1/recommendations').send(given);
    const [first] = (await asked).body.experiences;
    const text = textOf(answer);
    expect(text).toContain(`Sur votre sujet :\n1. ${first.experience.title} [${first.experience.id}]`);
    expect(text).toMatch(/récit (de \d{4}|sans date), (jamais )?revérifié/);
    expect(text).toContain(first.experience.source.url);
    const wide = textOf(await ask('recommend', { priorities: 'une monnaie locale', limit: 10 }));
    expect(wide.indexOf('Pour élargir :')).toBeGreaterThan(wide.indexOf('1. '));
  });

  it('writes the law of a lever with its condition, its articles and its review', async () => {
    const { texts, whoMay, review } = await api('/v1/levers/commande-publique');
    const text = textOf(await ask('read_lever', { id: 'commande-publique' }));
    expect(text).toContain(review);
    expect(text).toContain(whoMay[0].text);
    for (const { ref } of texts) expect(text).toContain(ref);
  });

  it('says that nothing answers, and what to ask, off its subject', async () => {
    const priorities = 'recette de la tarte aux pommes de ma grand-mère';
    const answer = await ask('recommend', { priorities });
    expect(answer.structuredContent).toMatchObject({ status: 'no_match', experiences: [], levers: [] });
    const { hint } = await api(`/v1/recommendations?priorities=${encodeURIComponent(priorities)}`);
    expect(textOf(answer)).toMatch(/^Aucune expérience/);
    expect([hint.themes.length, hint.questions.length]).toEqual([1, 2]);
    for (const { label } of hint.themes) expect(textOf(answer)).toContain(label);
    for (const question of hint.questions) expect(textOf(answer)).toContain(`- ${question}`);
    const none = await ask('search_experiences', { q: 'xylophone' });
    expect(none.structuredContent).toMatchObject({ total: 0, experiences: [] });
    expect(textOf(none)).toBe('Aucune expérience de la collection ne correspond.');
    expect(textOf(await ask('find_territory', { q: 'qzxqzxqzx' }))).toMatch(/^Aucun territoire/);
  });

  it('describes what the collection holds, how recent it is and what it cannot know', async () => {
    const answer = await ask('describe_collection');
    const { total, facets } = await api('/v1/experiences?limit=1');
    expect(textOf(answer)).toContain(`${total} expériences publiques`);
    for (const { value } of [...facets.themes, ...facets.levers])
      expect(textOf(answer)).toContain(`[${value}]`);
    expect(textOf(answer)).toMatch(
      /Récits de \d{4} à \d{4}.*Ce qu’elle ne peut pas savoir.*pas un recensement/s,
    );
  });

  it.each<[string, Arguments, RegExp]>([
    [
      'recommend',
      { territory: { code: '99999' }, priorities: 'une crèche' },
      /\(territory-unknown\).*: code \d/s,
    ],
    [
      'recommend',
      { territory: { code: '93' }, priorities: 'une crèche' },
      /\(territory-ambiguous\).*kind region/s,
    ],
    ['recommend', { priorities: 'une crèche', themes: ['inconnu'] }, /\(theme-unknown\).*alimentation/s],
    ['recommend', {}, /\(request-invalid\).*Donnez au moins vos priorités/s],
    ['recommend', { priorities: 'une crèche', invented: 1 }, /\(request-invalid\).*Sont possibles/s],
    ['search_experiences', { limit: 1000 }, /\(request-invalid\).*\/limit/s],
    ['read_experience', { id: 'inconnue' }, /\(experience-not-found\)/],
    ['read_experience', { id: '../../health/live' }, /\(experience-not-found\)/],
    ['read_experience', {}, /\(request-invalid\).*\/id/s],
    ['read_lever', { id: 'inconnu' }, /\(lever-not-found\)/],
    ['find_territory', {}, /\(request-invalid\)/],
  ])('%s %j fails with the sentence and the code of the API', async (name, given, expected) => {
    const result = await ask(name, given);
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(expected);
  });

  it('refuses an unknown tool and names those that exist', async () => {
    await expect(client.callTool({ name: 'delete_everything' })).rejects.toThrow(/describe_collection/);
  });
});

describe('POST /mcp', () => {
  const ACCEPT = 'application/json, text/event-stream';
  const post = (
    app: Application['app'],
    body: unknown,
    headers: Record<string, string> = {},
    address?: string,
  ) =>
    clientOf(app, address)
      .post('/mcp')
      .set({ accept: ACCEPT, 'content-type': 'application/json', ...headers })
      .send(typeof body === 'string' ? body : JSON.stringify(body));
  const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
  const READ = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'read_experience', arguments: { id: 'four-a-pain' } },
  };
  const NAMELESS = { error: { code: -32602, message: expect.stringMatching(/^Donnez le nom de l’outil/) } };

  it('answers in one JSON, with the headers of any answer and no session', async () => {
    const app = await stubApplication();
    const { statusCode, headers, body } = await post(app, LIST, {
      'x-request-id': 'mine',
      origin: 'https://a.example',
    });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('application/json'),
      'cache-control': 'no-store',
      'x-request-id': 'mine',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
    expect(headers).not.toHaveProperty('mcp-session-id');
    expect(body.result.tools).toHaveLength(6);
    await app.close();
  });

  const inFrench = (code: number, message: RegExp) => ({
    error: { code, message: expect.stringMatching(message) },
  });
  const NO_MESSAGE = { id: null, ...inFrench(-32600, /^Ce n’est pas un message de JSON-RPC/) };
  const NOT_OPENED = { id: 1, ...inFrench(-32602, /^Donnez dans params protocolVersion/) };
  const OPEN = { ...LIST, method: 'initialize' };
  const OPENING = { protocolVersion: '2025-06-18', capabilities: 3, clientInfo: { name: 'a', version: '1' } };
  it.each<[string, unknown, number, object]>([
    ['what is not JSON-RPC', { hello: 'world' }, 400, NO_MESSAGE],
    ['a message of another version', { ...LIST, jsonrpc: '1.0' }, 400, NO_MESSAGE],
    ['parameters that are no object', { ...OPEN, params: [] }, 400, NO_MESSAGE],
    ['an opening without parameters', OPEN, 400, NOT_OPENED],
    ['an opening with parameters of another type', { ...OPEN, params: OPENING }, 400, NOT_OPENED],
    ['a method that does not exist', { ...LIST, method: 'tools/destroy' }, 200, { error: { code: -32601 } }],
    ['a call without a name', { ...READ, params: {} }, 200, NAMELESS],
    ['a call without parameters', { ...READ, params: undefined }, 200, NAMELESS],
    ['arguments that are no object', { ...READ, params: { ...READ.params, arguments: 3 } }, 200, NAMELESS],
  ])('refuses %s', async (_what, payload, status, expected) => {
    const app = await stubApplication();
    const { statusCode, body } = await post(app, payload);
    expect(statusCode).toBe(status);
    expect(body).toMatchObject({ jsonrpc: '2.0', ...expected });
    await app.close();
  });

  it('refuses what is not JSON, other methods and other media types like the API, other versions in French', async () => {
    const app = await stubApplication();
    const version = (await post(app, LIST, { 'mcp-protocol-version': '1999-12-31' })).body;
    expect(version).toMatchObject(inFrench(-32600, /^Cette version de MCP n’est pas lue ici.*2025-06-18/));
    expect((await post(app, '{')).body.code).toBe('json-invalid');
    const text = await post(app, LIST, { 'content-type': 'text/plain' });
    expect(text.body.code).toBe('content-type-unsupported');
    const read = await clientOf(app).get('/mcp').set({ accept: 'text/event-stream' });
    expect(read.body.code).toBe('method-not-allowed');
    expect((await post(app, `"${'x'.repeat(70_000)}"`)).body.code).toBe('body-too-large');
    expect((await post(app, LIST, { accept: 'application/json' })).statusCode).toBe(406);
    await app.close();
  });

  it('counts a message and its call in the limit of its client, and says when to come back', async () => {
    const app = await stubApplication({}, { rateLimitPerMinute: 3 });
    expect((await post(app, READ)).text).not.toContain('isError');
    expect((await post(app, LIST)).statusCode).toBe(200);
    const refused = await post(app, LIST);
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toHaveProperty('retry-after');
    // Another client has its own limit.
    expect((await post(app, LIST, {}, '127.0.0.7')).statusCode).toBe(200);
    await app.close();
  });

  it.each([[[]], [[LIST]], [Array(100).fill(LIST)]])('refuses several messages in one', async (messages) => {
    const app = await stubApplication();
    const { statusCode, body } = await post(app, messages);
    expect(statusCode).toBe(400);
    expect(body).toMatchObject({
      id: null,
      error: { code: -32600, message: expect.stringMatching(/^Un seul message/) },
    });
    await app.close();
  });

  it('answers pages of the origins that are allowed, and its own', async () => {
    const config = { corsOrigins: ['https://a.example'], publicUrl: 'https://essaimage.example/' };
    const app = await stubApplication({}, config);
    const statusFor = async (origin?: string) =>
      (await post(app, LIST, origin === undefined ? {} : { origin })).statusCode;
    for (const origin of [undefined, 'https://a.example', 'https://essaimage.example']) {
      expect(await statusFor(origin)).toBe(200);
    }
    for (const origin of ['https://b.example', 'null', 'http://essaimage.example', '']) {
      expect(await statusFor(origin)).toBe(403);
    }
    await app.close();
  });

  const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  it.each<[name: string, given: string, refused: string]>([
    ['read_experience', '{"id":"\\ud800"}', '- /id : Le texte contient une moitié de caractère'],
    ['read_experience', `{"id":${DEEP}}`, '- /id : Une seule valeur est attendue'],
    ['find_territory', `{"q":${DEEP}}`, '- /q : Une seule valeur est attendue'],
    ['search_experiences', `{"theme":${DEEP}}`, '- /theme/0 : Une seule valeur est attendue'],
    ['search_experiences', '{"limit":true}', '- /limit : Un nombre entier de 1 à 10 est attendu.'],
    [
      'recommend',
      `{"priorities":"une crèche","territory":${DEEP}}`,
      '- /territory : Un texte entre guillemets ou un objet JSON',
    ],
    ['describe_collection', '{"invented":1}', '- /invented : « invented » n’existe pas ici.'],
  ])('refuses the arguments of %s by its schema, in French', async (name, given, refused) => {
    const call = JSON.stringify({ ...READ, params: { name } });
    const app = await stubApplication();
    const { statusCode, body } = await post(app, call.replace('}}', `,"arguments":${given}}}`));
    expect(statusCode).toBe(200);
    expect(body.result.isError).toBe(true);
    expect(body.result.content[0].text).toContain(refused);
    await app.close();
  });

  it('tells the assistant that a limit is reached', async () => {
    const app = await stubApplication({}, { rateLimitPerMinute: 1 });
    const { body, text } = await post(app, READ);
    expect(body.result).toMatchObject({ isError: true });
    expect(text).toMatch(/\(rate-limited\).*Réessayez dans \d+ secondes/);
    await app.close();
  });

  it('answers within the deadline', async () => {
    const never = () => new Promise<never>(() => {});
    const app = await stubApplication({ fiches: { read: never } }, { requestTimeoutMs: 200 });
    const { statusCode, body } = await post(app, READ);
    expect(statusCode).toBe(503);
    expect(body.code).toBe('deadline-exceeded');
    await app.close();
  });

  it('refuses a key: its holder would hand what is for members to the company behind the assistant', async () => {
    const app = await stubApplication({
      async authenticateKey(token) {
        if (token !== 'members') throw new DomainError('key-invalid', 'Clé refusée.', {});
        return { prefix: 'ess_a', scopes: ['read:members'] };
      },
    });
    for (const [token, code] of [
      ['members', 'key-not-accepted'],
      ['false', 'key-invalid'],
    ]) {
      expect((await post(app, READ, { authorization: `Bearer ${token}` })).body).toMatchObject({ code });
    }
    await app.close();
  });

  it('hides the cause of a defect', async () => {
    const fails = () => Promise.reject(new Error('secret-of-the-machine'));
    const app = await stubApplication({ fiches: { read: fails } });
    const { text } = await post(app, READ);
    expect(text).toContain('(internal)');
    expect(text).not.toContain('secret-of-the-machine');
    await app.close();
  });
});
