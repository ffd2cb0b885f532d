import type { Response } from 'supertest';
import { describe, expect, it } from 'vitest';
import type { WebBuild } from '../../src/http/pages/web-build.ts';
import { readPage } from '../web/read-page.ts';
import { clientOf } from './http-client.ts';
import { type Application, builtPages } from './start-application.ts';
import { useApplication } from './use-application.ts';

const SIGN_IN = '/redaction/connexion';
const ORIGIN = 'http://localhost';

/** The real pages, with a form on the home of editors that calls the API and tells what it received. */
function withForm(build: WebBuild): WebBuild {
  return {
    ...build,
    formPaths: ['/redaction', '/redaction/demandes/juger'],
    async handle(request, pattern, around) {
      if (around.form === null) return build.handle(request, pattern, around);
      const api = new URL(String(around.form.get('api') ?? '/v1/imports'), request.url);
      const method = String(around.form.get('method') ?? 'GET');
      const body = around.form.get('body');
      const answer = await around.fetchApi(
        new Request(api, {
          method,
          ...(body === null ? {} : { body, headers: { 'content-type': 'text/plain' } }),
        }),
      );
      const file = around.form.get('fichier');
      const text = file instanceof File ? `${file.name} ${file.size} ${await file.text()}` : null;
      return Response.json({ status: answer.status, answer: await answer.text(), text });
    },
  };
}

const application = await useApplication({ web: withForm(await builtPages()) });
const editorKey = await createKey('import', 'read:members');

async function createKey(...scopes: Parameters<Application['essaimage']['keys']['create']>[0]['scopes']) {
  return (await application.essaimage.keys.create({ label: 'Marie au clavier', scopes })).token;
}

/** Each test comes from an address of its own: sign-ins of one address are limited. */
let addresses = 0;
function newAddress(): string {
  addresses += 1;
  return `127.0.2.${addresses}`;
}

function post(url: string, fields: Readonly<Record<string, string>>, headers = {}, address = newAddress()) {
  return send(url, new URLSearchParams(fields).toString(), headers, address);
}

function send(url: string, body: string | Buffer, headers = {}, address = newAddress()) {
  return clientOf(application.app, address)
    .post(url)
    .set({
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      origin: ORIGIN,
      'sec-fetch-site': 'same-origin',
      ...headers,
    })
    .send(body);
}

function cookieOf(response: Response): string {
  return /^essaimage_session=[\w-]*/.exec(String(response.headers['set-cookie']))?.[0] ?? '';
}

function open(url: string, cookie?: string) {
  const headers = { accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) };
  return clientOf(application.app).get(url).set(headers);
}

/** Signs in; returns the cookie and the token of the forms. */
async function signIn(key = editorKey) {
  const cookie = cookieOf(await post(SIGN_IN, { cle: key }));
  const { text } = await open('/redaction', cookie);
  const [, jeton = ''] = /name="jeton" value="([\w-]{43})"/.exec(text) ?? [];
  return { cookie, jeton };
}

describe('signing in', () => {
  it('exchanges a key for a session that scripts, other sites and the API never get', async () => {
    const response = await post(SIGN_IN, { cle: ` ${editorKey} `, retour: '/redaction?liste=proposed' });
    expect([response.statusCode, response.headers.location]).toEqual([303, '/redaction?liste=proposed']);
    expect(String(response.headers['set-cookie'])).toMatch(
      /^essaimage_session=[\w-]{43}; Path=\/redaction; HttpOnly; SameSite=Strict$/,
    );
    expect(response.headers['cache-control']).toBe('no-store');
    const home = await open('/redaction', cookieOf(response));
    expect(home.statusCode).toBe(200);
    expect(readPage(home.text).text).toContain('Marie au clavier');
    expect(readPage(home.text).meta.get('robots')).toBe('noindex');
    expect(home.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
    expect(home.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('sends to the form who has no session, then back', async () => {
    const response = await open('/redaction?liste=gone');
    expect([response.statusCode, response.headers.location]).toEqual([
      303,
      `${SIGN_IN}?retour=%2Fredaction%3Fliste%3Dgone`,
    ]);
    const form = await open(String(response.headers.location));
    expect(form.statusCode).toBe(200);
    expect(form.text).toContain('name="retour" value="/redaction?liste=gone"');
    expect(readPage(form.text).meta.get('robots')).toBe('noindex');
  });

  it.each([
    '//evil.example',
    'https://evil.example/redaction',
    '/redactions',
    '/redaction/\r\nset-cookie: a=b',
    '',
  ])('never leads elsewhere than to the pages of editors (%j)', async (retour) => {
    const { headers } = await post(SIGN_IN, { cle: editorKey, retour });
    expect(headers.location).toBe('/redaction');
  });

  it('says the same of an unknown key, of a wrong one and of none', async () => {
    const [prefix = ''] = editorKey.split('.');
    for (const cle of ['', 'x', `ess_${'0'.repeat(12)}.${'A'.repeat(43)}`, `${prefix}.${'A'.repeat(43)}`]) {
      const response = await post(SIGN_IN, { cle });
      expect(response.headers.location).toBe(`${SIGN_IN}?motif=cle&retour=%2Fredaction`);
      expect(response.headers['set-cookie']).toBeUndefined();
    }
    const page = await open(`${SIGN_IN}?motif=cle&retour=%2Fredaction`);
    expect(readPage(page.text).headings.map(({ text }) => text)).toContain('Clé refusée');
  });

  it.each([[['import']], [['read:members', 'admin']]] as const)(
    'refuses a key with only %j, in a sentence',
    async (scopes) => {
      const response = await post(SIGN_IN, { cle: await createKey(...scopes) });
      expect(response.headers['set-cookie']).toBeUndefined();
      expect(response.headers.location).toBe(`${SIGN_IN}?motif=droits&retour=%2Fredaction`);
      expect(readPage((await open(String(response.headers.location))).text).text).toContain(
        'il lui faut les droits «\u00a0import\u00a0» et «\u00a0read:members\u00a0»',
      );
    },
  );

  it('opens a new session and ends the one that the browser had', async () => {
    const fixed = `essaimage_session=${'f'.repeat(43)}`;
    const first = cookieOf(await post(SIGN_IN, { cle: editorKey }, { cookie: fixed }));
    expect(first).toMatch(/=[\w-]{43}$/);
    expect(first).not.toBe(fixed);
    const second = cookieOf(await post(SIGN_IN, { cle: editorKey }, { cookie: first }));
    expect(second).not.toBe(first);
    expect((await open('/redaction', fixed)).statusCode).toBe(303);
    expect((await open('/redaction', first)).statusCode).toBe(303);
    expect((await open('/redaction', second)).statusCode).toBe(200);
  });

  it('is refused to a page of another site', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const response = await post(SIGN_IN, { cle: editorKey }, headers);
      expect([response.statusCode, response.headers['set-cookie']]).toEqual([403, undefined]);
      expect(readPage(response.text).headings.map(({ text }) => text)).toContain('Formulaire refusé');
    }
  });

  it('is limited for the failures of one address, and for that one alone', async () => {
    const address = newAddress();
    const attempt = (from: string) => post(SIGN_IN, { cle: 'x' }, {}, from);
    const enter = async (headers = {}) =>
      (await post(SIGN_IN, { cle: editorKey }, headers, address)).statusCode;
    for (let count = 0; count < 11; count += 1) {
      expect(await enter({ origin: 'https://evil.example' })).toBe(403);
      expect(await enter()).toBe(303);
    }
    const statuses = [];
    for (let count = 0; count < 11; count += 1) statuses.push((await attempt(address)).statusCode);
    expect(statuses).toEqual([...Array(10).fill(303), 429]);
    const refused = await attempt(address);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(readPage(refused.text).headings.map(({ text }) => text)).toContain('Trop de requêtes');
    expect((await attempt(newAddress())).statusCode).toBe(303);
    expect(await enter()).toBe(303);
  });
});

describe('a session', () => {
  it('gives its rights to the API calls of its pages, and to nothing else', async () => {
    const { cookie, jeton } = await signIn();
    const inPage = await post('/redaction', { jeton, api: '/v1/imports' }, { cookie });
    expect(inPage.body).toMatchObject({ status: 200 });
    // Not more than its key has.
    const keys = await post('/redaction', { jeton, api: '/v1/keys' }, { cookie });
    expect(keys.body).toMatchObject({ status: 403 });

    const asked = await clientOf(application.app).get('/v1/imports').set({ cookie });
    expect([asked.status, asked.text]).toEqual([401, expect.stringContaining('key-required')]);
    const list = () => clientOf(application.app).get('/v1/experiences');
    const [asEditor, asAnyone] = await Promise.all([list().set({ cookie }), list()]);
    expect(asEditor.text).toBe(asAnyone.text);
  });

  it('lends nothing to the requests that come while its pages call the API', async () => {
    const { cookie, jeton } = await signIn();
    const [ours, theirs] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => post('/redaction', { jeton }, { cookie }))),
      Promise.all(Array.from({ length: 10 }, () => clientOf(application.app).get('/v1/imports'))),
    ]);
    expect(ours.map((response) => response.body.status)).toEqual(Array(10).fill(200));
    expect(theirs.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(401));
  });

  it('sends what a form asks for: other methods, a body, a file', async () => {
    const { cookie, jeton } = await signIn();
    const fields = { jeton, api: '/v1/imports?dryRun=true&name=a.txt', method: 'POST', body: 'Un texte' };
    const created = (await post('/redaction', fields, { cookie })).body;
    expect(created.status).toBe(202);
    const { id } = JSON.parse(created.answer);
    const cancel = { jeton, api: `/v1/imports/${id}`, method: 'DELETE' };
    expect((await post('/redaction', cancel, { cookie })).body.status).toBe(200);

    const form = new FormData();
    form.set('jeton', jeton);
    form.set('fichier', new File(['Une page déposée'], 'dénichée.txt'));
    const sent = new Response(form);
    const headers = { cookie, 'content-type': String(sent.headers.get('content-type')) };
    const response = await send('/redaction', Buffer.from(await sent.arrayBuffer()), headers);
    expect(response.body.text).toBe('dénichée.txt 18 Une page déposée');
  });

  it('takes documents of 20 MiB, and no more', async () => {
    const { cookie, jeton } = await signIn();
    const sendFile = async (size: number) => {
      const form = new FormData();
      form.set('jeton', jeton);
      form.set('fichier', new File([new Uint8Array(size).fill(97)], 'a.txt'));
      const sent = new Response(form);
      const headers = { cookie, 'content-type': String(sent.headers.get('content-type')) };
      return await send('/redaction', Buffer.from(await sent.arrayBuffer()), headers);
    };
    const MEBIBYTE = 1024 * 1024;
    expect((await sendFile(20 * MEBIBYTE)).statusCode).toBe(200);
    const tooLarge = await sendFile(21 * MEBIBYTE);
    expect(tooLarge.statusCode).toBe(413);
    expect(readPage(tooLarge.text).headings.map(({ text }) => text)).toContain('Corps trop volumineux');
  });

  it('needs its own token in each form', async () => {
    const [mine, other] = [await signIn(), await signIn()];
    for (const fields of [{}, { jeton: '' }, { jeton: 'A'.repeat(43) }, { jeton: other.jeton }]) {
      const response = await post('/redaction', fields, { cookie: mine.cookie });
      expect(response.statusCode).toBe(403);
      expect(readPage(response.text).headings.map(({ text }) => text)).toContain('Formulaire refusé');
    }
    const { cookie, jeton } = mine;
    const foreign = await post('/redaction', { jeton }, { cookie, origin: 'https://evil.example' });
    expect(foreign.statusCode).toBe(403);
    expect((await post('/redaction', { jeton }, { cookie })).statusCode).toBe(200);
  });

  it('is not read from a form in another format', async () => {
    const { cookie, jeton } = await signIn();
    for (const [type, payload] of [
      ['application/json', JSON.stringify({ jeton })],
      ['text/plain', `jeton=${jeton}`],
    ] as const) {
      const response = await send('/redaction', payload, { cookie, 'content-type': type });
      expect(response.statusCode).toBe(415);
    }
  });

  it('ends with the next request once its key is revoked', async () => {
    const { cookie } = await signIn(await createKey('import', 'read:members'));
    expect((await open('/redaction', cookie)).statusCode).toBe(200);
    const [key] = (await application.essaimage.keys.list()).slice(-1);
    await application.essaimage.keys.revoke(key?.prefix ?? '');
    const refused = await open('/redaction', cookie);
    expect([refused.statusCode, refused.headers.location]).toEqual([
      303,
      `${SIGN_IN}?retour=%2Fredaction&motif=session`,
    ]);
  });

  it('leads back to the page of a form that it did not live to receive, and says that nothing is saved', async () => {
    const path = '/redaction/demandes/juger?priorites=un+lac';
    const refused = await post(path, {}, { cookie: `essaimage_session=${'a'.repeat(43)}` });
    const address = `${SIGN_IN}?${new URLSearchParams({ retour: path, motif: 'envoi' })}`;
    expect([refused.statusCode, refused.headers.location]).toEqual([303, address]);
    const { text } = await open(address);
    expect(text).toContain(`name="retour" value="${path}"`);
    expect(readPage(text).text).toContain('n’est ni publié ni enregistré');
    const out = await post('/redaction/deconnexion', {});
    expect(out.headers.location).toBe(`${SIGN_IN}?`);
  });

  it('ends when its editor signs out', async () => {
    const { cookie, jeton } = await signIn();
    expect((await post('/redaction/deconnexion', {}, { cookie })).statusCode).toBe(403);
    const out = await post('/redaction/deconnexion', { jeton }, { cookie });
    expect([out.statusCode, out.headers.location]).toEqual([303, `${SIGN_IN}?motif=fin`]);
    expect(String(out.headers['set-cookie'])).toMatch(/^essaimage_session=; Path=\/redaction; .*Max-Age=0$/);
    expect((await open('/redaction', cookie)).statusCode).toBe(303);
  });
});
