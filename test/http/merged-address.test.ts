import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MEMBERS_IDS, type Service, startCanaryService, UNPUBLISHED_IDS } from './canaries.ts';
import { clientOf } from './http-client.ts';
import { START_TIMEOUT_MS } from './start-application.ts';

let service: Service;
let editor: string;
let member: string;
/** Public experiences: the one that goes, the one that remains, and another. */
let [gone, kept, third] = ['', '', ''];
beforeAll(async () => {
  service = await startCanaryService(true);
  const { keys } = service.essaimage;
  editor = (await keys.create({ label: 'rédaction', scopes: ['import', 'read:members'] })).token;
  member = (await keys.create({ label: 'membres', scopes: ['read:members'] })).token;
  const { experiences } = listSchema.parse((await ask({ url: '/v1/experiences?limit=3' })).body);
  [gone = '', kept = '', third = ''] = experiences.map(({ id }) => id);
}, START_TIMEOUT_MS);
afterAll(() => service?.close());

const listSchema = z.object({ experiences: z.array(z.object({ id: z.string() })) });

interface Asked {
  readonly method?: 'get' | 'head' | 'post' | 'patch';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

function ask({ method = 'get', url, headers, body }: Asked, token?: string) {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return clientOf(service.app)
    [method](url)
    .set({ ...headers, ...authorization })
    .send(body);
}

async function edit(request: Asked): Promise<void> {
  const { statusCode, text } = await ask(request, editor);
  expect(statusCode, text).toBe(200);
}

const correct = (id: string, body: object) => edit({ method: 'patch', url: `/v1/experiences/${id}`, body });
const merge = (id: string, into: string) =>
  edit({ method: 'post', url: `/v1/experiences/${id}/merge`, body: { into } });

const FORMS = [
  (id: string): Asked => ({ url: `/v1/experiences/${id}` }),
  (id: string): Asked => ({ method: 'head', url: `/v1/experiences/${id}` }),
  (id: string): Asked => ({ url: `/experiences/${id}`, headers: { accept: 'text/html' } }),
  (id: string): Asked => ({ url: `/cadre?fiche=${id}`, headers: { accept: 'text/html' } }),
  (id: string): Asked => ({ url: `/oembed?url=http://localhost/experiences/${id}` }),
];

/** Answer without what differs between two requests, and with one name for the asked id. */
async function shown(request: Asked, id: string, token?: string) {
  const {
    statusCode,
    headers,
    text = '',
  } = await ask({ ...request, headers: { ...request.headers, 'x-request-id': 'same' } }, token);
  const { date, 'ratelimit-remaining': remaining, 'ratelimit-reset': reset, ...others } = headers;
  const { 'content-length': length, etag, ...kept } = others;
  return { statusCode, headers: kept, body: text.replaceAll(id, 'ID') };
}

/** Every form of the address answers as that of an id that nobody has. */
async function expectUnknown(id: string, token?: string): Promise<void> {
  const missing = 'z'.repeat(id.length);
  for (const form of FORMS) {
    expect(await shown(form(id), id, token)).toEqual(await shown(form(missing), missing, token));
  }
}

describe('the former address of a merged experience', () => {
  it('leads every reader to the one that remains, and is back once the merge is undone', async () => {
    await merge(gone, kept);
    const answer = await ask({ url: `/v1/experiences/${gone}` });
    expect([answer.statusCode, answer.headers.location, answer.headers['cache-control']]).toEqual([
      301,
      `/v1/experiences/${kept}`,
      'no-store',
    ]);
    expect(answer.body).toMatchObject({ code: 'experience-merged', detail: expect.stringContaining(kept) });
    const page = await ask({ url: `/experiences/${gone}?priorites=local`, headers: { accept: 'text/html' } });
    expect([page.statusCode, page.headers.location, page.headers['cache-control']]).toEqual([
      301,
      `/experiences/${kept}?priorites=local`,
      'no-store',
    ]);
    for (const url of [`/cadre?fiche=${gone}`, `/oembed?url=http://localhost/experiences/${gone}`]) {
      const { statusCode, text } = await ask({ url });
      expect([statusCode, text.includes(encodeURIComponent(kept))], url).toEqual([200, true]);
    }
    const compared = await ask({
      url: `/comparer?fiches=${gone},${third}`,
      headers: { accept: 'text/html' },
    });
    expect(compared.statusCode).toBe(200);
    expect(compared.text).not.toContain('n’existent plus');
    expect((await ask({ url: `/v1/experiences/${gone}` }, member)).statusCode).toBe(301);
    // An editor reads the fiche itself.
    expect((await ask({ url: `/v1/experiences/${gone}` }, editor)).body).toMatchObject({
      id: gone,
      status: 'set-aside',
    });
    await correct(gone, { status: 'published' });
    for (const form of FORMS) expect((await ask(form(gone))).statusCode).toBe(200);
    expect((await ask({ url: `/v1/experiences/${gone}` })).body.id).toBe(gone);
  });

  it('is followed by assistants', async () => {
    await merge(gone, kept);
    const call = { name: 'read_experience', arguments: { id: gone } };
    const { body } = await ask({
      method: 'post',
      url: '/mcp',
      headers: { accept: 'application/json, text/event-stream' },
      body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: call },
    });
    expect(body.result.content[0].text).toContain(`[${kept}]`);
    await correct(gone, { status: 'published' });
  });

  it('is unknown to who may not see the one that remains', async () => {
    await merge(gone, kept);
    for (const hidden of [{ status: 'proposed' }, { status: 'set-aside' }]) {
      await correct(kept, hidden);
      await expectUnknown(gone);
      await expectUnknown(gone, member);
    }
    await correct(kept, { status: 'published', access: 'members' });
    await expectUnknown(gone);
    const answer = await ask({ url: `/v1/experiences/${gone}` }, member);
    expect([answer.statusCode, answer.headers.location]).toEqual([301, `/v1/experiences/${kept}`]);
    await correct(kept, { access: 'public' });
    expect((await ask({ url: `/v1/experiences/${gone}` })).statusCode).toBe(301);
    await correct(gone, { status: 'published' });
  });

  it('is unknown when it never was public', async () => {
    const [proposed = ''] = UNPUBLISHED_IDS;
    const [one = '', two = ''] = MEMBERS_IDS;
    await merge(proposed, kept);
    await merge(one, two);
    for (const id of [proposed, one]) {
      await expectUnknown(id);
      await expectUnknown(id, member);
    }
  });
});
