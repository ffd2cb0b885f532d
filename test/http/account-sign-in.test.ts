import type { Response } from 'supertest';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { readPage } from '../web/read-page.ts';
import { clientOf } from './http-client.ts';
import {
  CLIENT,
  passThroughProvider,
  type RunningProvider,
  startIdentityProvider,
} from './identity-provider.ts';
import { type Application, builtPages, START_TIMEOUT_MS, startApplication } from './start-application.ts';
import { stubApplication } from './stub-application.ts';

const PUBLIC_URL = 'https://essaimage.example';
const BEGIN = '/redaction/connexion/compte';
const RETURN = `${BEGIN}/retour`;

let provider: RunningProvider;
let application: Application;
beforeAll(async () => {
  provider = await startIdentityProvider(`${PUBLIC_URL}${RETURN}`);
  application = await start();
}, START_TIMEOUT_MS);
afterAll(() => Promise.all([application?.close(), provider?.close()]));

async function start(environment: Readonly<Record<string, string>> = {}): Promise<Application> {
  return startApplication(
    { web: await builtPages() },
    {
      PUBLIC_URL,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_ALLOWED: 'MARIE@exemple.fr, 248289761001',
      ...environment,
    },
  );
}

/** Each request comes from an address of its own: sign-ins of one address are limited. */
let addresses = 0;
function open(url: string, cookie = '', { app }: Pick<Application, 'app'> = application) {
  addresses += 1;
  return clientOf(app, `127.0.2.${addresses}`).get(url).set({ cookie, accept: 'text/html' });
}

function cookiesOf({ headers }: Response): readonly string[] {
  return [headers['set-cookie'] ?? []].flat();
}

const pairOf = (cookie = '') => cookie.split(';', 1)[0] ?? '';

async function begin(name: string) {
  const begun = await open(BEGIN);
  const returned = await passThroughProvider(String(begun.headers.location), name, PUBLIC_URL);
  return { begun, path: returned.slice(PUBLIC_URL.length), cookie: pairOf(cookiesOf(begun)[0]) };
}

async function finish(name: string) {
  const { path, cookie } = await begin(name);
  return open(path, cookie);
}

it('lets an allowed account in, with a state, a nonce and PKCE', async () => {
  const { begun, path, cookie } = await begin('marie');
  expect(begun.statusCode).toBe(303);
  const asked = new URL(String(begun.headers.location)).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    redirect_uri: `${PUBLIC_URL}${RETURN}`,
    response_type: 'code',
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(cookiesOf(begun)[0]).toMatch(
    /; Path=\/redaction\/connexion\/compte\/retour; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/,
  );
  const back = await open(path, cookie);
  expect([back.statusCode, back.headers.refresh]).toEqual([200, '0; url=/redaction']);
  const [erased, session] = cookiesOf(back);
  expect(erased).toMatch(/^essaimage_compte=;.*Max-Age=0/);
  expect(session).toMatch(/; Path=\/redaction; HttpOnly; SameSite=Strict; Secure$/);
  const home = await open('/redaction', pairOf(session));
  expect(home.statusCode).toBe(200);
  expect(readPage(home.text).text).toContain('marie@exemple.fr');
  // A code serves once.
  expect((await open(path, cookie)).headers.location).toBe('/redaction/connexion?motif=fournisseur');
});

it('lets an account in by its identifier', async () => {
  expect(cookiesOf(await finish('248289761001')).at(-1)).toMatch(/^essaimage_session=[\w-]{43};/);
});

it.each(['inconnue', 'faussaire'])(
  'refuses the account « %s », which nobody allowed or whose address is not checked',
  async (name) => {
    const refused = await finish(name);
    expect(refused.headers.location).toBe('/redaction/connexion?motif=compte');
    expect(cookiesOf(refused).join()).not.toContain('essaimage_session');
    expect(readPage((await open(String(refused.headers.location))).text).text).toContain('Compte refusé');
  },
);

it('refuses an answer that another browser asked for, or that was changed', async () => {
  const [mine, theirs] = [await begin('marie'), await begin('marie')];
  const refused = [
    await open(mine.path),
    await open(mine.path, theirs.cookie),
    await open(mine.path, 'essaimage_compte=bm9u'),
    await open(mine.path.replace(/code=[^&]+/, 'code=autre'), mine.cookie),
    await open(`${RETURN}?error=access_denied`, mine.cookie),
  ];
  for (const response of refused) {
    expect(response.headers.location).toBe('/redaction/connexion?motif=fournisseur');
    expect(cookiesOf(response).join()).not.toContain('essaimage_session');
  }
});

it('offers it only where a provider is configured', async () => {
  const linksOf = async (from: Pick<Application, 'app'>) =>
    readPage((await open('/redaction/connexion', '', from)).text).links.map(({ href }) => href);
  expect(await linksOf(application)).toContain(BEGIN);
  const without = { app: await stubApplication({}, {}, { web: await builtPages() }) };
  onTestFinished(() => without.app.close());
  expect(await linksOf(without)).not.toContain(BEGIN);
  expect((await open(BEGIN, '', without)).statusCode).toBe(404);
});

it('says so when the provider does not answer', async () => {
  const alone = await start({ OIDC_ISSUER: 'http://127.0.0.1:9/' });
  onTestFinished(() => alone.close());
  expect((await open(BEGIN, '', alone)).headers.location).toBe('/redaction/connexion?motif=fournisseur');
});
