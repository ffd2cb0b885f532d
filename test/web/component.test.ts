import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterEach, describe, expect, it } from 'vitest';
import { loadWebBuild } from '../../src/http/pages/web-build.ts';
import { violationsOf } from '../e2e/site.ts';
import { stubApplication } from '../http/stub-application.ts';
import { HOSTILE_STYLES } from './host-site.ts';
import { type Listening, serve } from './serve.ts';
import { announced, LOOKS, openTwoSites } from './two-sites.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILE = join(ROOT, 'web/dist/browser/composant/essaimage-recommandations.js');
const PATH = '/composant/essaimage-recommandations.js';
const MAX_BYTES = 14_000;
const run = promisify(execFile);

const sites = openTwoSites();

const load = () => `<script type="module" src="${sites.service.origin}${PATH}"></script>`;

function element(
  attributes: Readonly<Record<string, string>>,
  api: string | null = sites.service.origin,
  content = '',
): string {
  const all = Object.entries({ ...(api === null ? {} : { api }), ...attributes });
  const written = all.map(([name, value]) => `${name}="${value}"`).join(' ');
  return `<essaimage-recommandations ${written}>${content}</essaimage-recommandations>`;
}

const FOOD = { territoire: '35236', themes: 'alimentation', nombre: '3' };
const NEED = 'reprendre la dernière épicerie du village avec les habitants';

/** Opens a page of another site that contains this element only. */
async function openElement(
  attributes: Readonly<Record<string, string>>,
  options: BrowserContextOptions & { api?: string | null; script?: string; head?: string } = {},
) {
  const { api = sites.service.origin, script = '', head = '', ...context } = options;
  const page = await sites.newPage(context);
  const troubles = await sites.host.open(page, {
    body: element(attributes, api),
    head: `${load()}${head}`,
    script,
  });
  return { page, troubles, list: page.locator('essaimage-recommandations') };
}

/** Opens it, and waits for an answer of `total` experiences. */
async function openAnswered(total: number, ...given: Parameters<typeof openElement>) {
  const opened = await openElement(...given);
  await opened.page.getByText(announced(total)).waitFor();
  return opened;
}

/** Script that records the events of the page in `window.heard`. */
const LISTEN = `
window.heard = [];
for (const name of ['recommandation', 'choix', 'erreur'])
  document.addEventListener(name, (event) => window.heard.push({ name, detail: event.detail }));
`;

interface Heard {
  readonly name: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
const heardBy = (page: Page) => page.evaluate((): readonly Heard[] => Reflect.get(window, 'heard'));

describe('the file', () => {
  it('weighs at most 14 kB as a browser receives it', async () => {
    const headers = { 'accept-encoding': 'gzip, deflate, br' };
    const answer = await sites.service.app.inject({ url: PATH, headers });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(answer.rawPayload.length).toBeLessThanOrEqual(MAX_BYTES);
    expect(brotliDecompressSync(answer.rawPayload).equals(await readFile(FILE))).toBe(true);
  });

  it('is readable by any site, cached for an hour, then answered with 304', async () => {
    const { headers, status } = await fetch(`${sites.service.origin}${PATH}`, {
      headers: { origin: 'https://a.example' },
    });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toBe('public, max-age=3600');
    expect(headers.get('content-type')).toBe('application/javascript; charset=utf-8');
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    const again = await sites.service.app.inject({ url: PATH, headers: known });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('does nothing when imported on a server', async () => {
    const program = `
      const before = Object.getOwnPropertyNames(globalThis).length;
      const module = await import(${JSON.stringify(pathToFileURL(FILE).href)});
      console.log(JSON.stringify([Object.keys(module), Object.getOwnPropertyNames(globalThis).length - before]));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program]);
    expect(JSON.parse(stdout)).toEqual([[], 0]);
  });
});

describe('the fixed file', () => {
  const fixed = async () => {
    const { body } = await sites.service.app.inject({ url: '/integration?profil=developpeur' });
    const [, path = ''] =
      /src=&quot;[^&]*(\/composant\/essaimage-recommandations\.[\da-f]+\.js)&quot;/.exec(body) ?? [];
    const [, integrity = ''] = /integrity=&quot;(sha384-[^&]+)&quot;/.exec(body) ?? [];
    return { path, integrity };
  };

  it('is the current file at an address that may be kept for a year', async () => {
    const { path, integrity } = await fixed();
    const { rawPayload, headers } = await sites.service.app.inject({ url: path });
    expect(rawPayload.equals(await readFile(FILE))).toBe(true);
    expect(integrity).toBe(`sha384-${createHash('sha384').update(rawPayload).digest('base64')}`);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it('stays served at its address after an update', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'essaimage-build-'));
    try {
      await cp(join(ROOT, 'web/dist'), folder, { recursive: true });
      const old = '/composant/essaimage-recommandations.0123456789abcdef.js';
      await writeFile(join(folder, 'browser', old), '// An older version.');
      const web = await loadWebBuild(folder);
      const app = await stubApplication({}, {}, { web });
      const { body, headers } = await app.inject({ url: old });
      expect([body, headers['cache-control']]).toEqual([
        '// An older version.',
        'public, max-age=31536000, immutable',
      ]);
      expect(web.assets.component.path).toBe((await fixed()).path);
      await app.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('runs with its hash; with another one, the browser refuses it and the link stays', async () => {
    const { path, integrity } = await fixed();
    const tag = (hash: string) =>
      `<script type="module" src="${sites.service.origin}${path}" integrity="${hash}" crossorigin="anonymous"></script>`;
    const body = element(FOOD, sites.service.origin, '<a href="/repli">Le repli</a>');
    const page = await sites.newPage();
    const troubles = await sites.host.open(page, { head: tag(integrity), body });
    await page.getByText(announced(3)).waitFor();
    expect(await page.getByRole('link', { name: 'Le repli' }).isVisible()).toBe(false);
    expect(troubles).toEqual([]);
    const refused = await sites.newPage();
    const wrong = `sha384-${createHash('sha384').update('another file').digest('base64')}`;
    const told = await sites.host.open(refused, { head: tag(wrong), body });
    await expect.poll(() => told.join(' ')).toContain('integrity');
    expect(await refused.getByRole('link', { name: 'Le repli' }).isVisible()).toBe(true);
    expect(await refused.evaluate(() => customElements.get('essaimage-recommandations'))).toBeUndefined();
  });
});

describe('the link inside the element', () => {
  const body = () => element(FOOD, sites.service.origin, '<a href="/repli">Le repli</a>');

  it('is what a visitor without scripts has', async () => {
    const page = await sites.newPage({ javaScriptEnabled: false });
    await sites.host.open(page, { head: load(), body: body() });
    expect(await page.getByRole('link', { name: 'Le repli' }).isVisible()).toBe(true);
  });

  it('is shown with the failure when the service does not answer, and leaves with it', async () => {
    const page = await sites.newPage();
    await page.route(/\/v1\//, (route) => route.abort('connectionrefused'));
    await sites.host.open(page, { head: load(), body: body() });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const link = page.getByRole('link', { name: 'Le repli' });
    expect(await link.isVisible()).toBe(true);
    await page.unroute(/\/v1\//);
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await page.getByText(announced(3)).waitFor();
    expect(await link.isVisible()).toBe(false);
  });
});

describe('in a hostile page', () => {
  it('shows two readable lists under a strict policy, without changing the page', async () => {
    const page = await sites.newPage();
    const troubles = await sites.host.open(page, {
      styles: HOSTILE_STYLES,
      head: load(),
      body: `${element(FOOD)}${element({ priorites: 'ouvrir une recyclerie', territoire: '93066' })}`,
      script: `
        window.own = { $: window.$, keys: Object.keys(window) };
        jQuery('essaimage-recommandations').attr('data-hote', 'oui').find('a').remove();`,
    });
    const [first, second] = [
      page.locator('essaimage-recommandations').nth(0),
      page.locator('essaimage-recommandations').nth(1),
    ];
    await first.getByText(announced(3)).waitFor();
    await second.getByText(announced(10)).waitFor();
    expect(await first.getByText('pour Redon.').isVisible()).toBe(true);
    expect(await second.getByText('pour Saint-Denis.').isVisible()).toBe(true);
    for (const list of [first, second]) {
      const link = list.getByRole('link').first();
      expect(await link.isVisible()).toBe(true);
      const look = await link.evaluate((node) => {
        const { fontSize, color, letterSpacing, textTransform, opacity } = getComputedStyle(node);
        return { fontSize: Number.parseFloat(fontSize), color, letterSpacing, textTransform, opacity };
      });
      expect(look).toEqual({
        fontSize: expect.any(Number),
        color: 'rgb(22, 33, 31)',
        letterSpacing: 'normal',
        textTransform: 'none',
        opacity: '1',
      });
    }
    const added = await page.evaluate(() => {
      const { own, $, jQuery } = Object(window);
      return {
        globals: Object.keys(window).filter((key) => key !== 'own' && !own.keys.includes(key)),
        isOwn: own.$ === $ && $ === jQuery,
        sheets: [document.adoptedStyleSheets.length, document.styleSheets.length],
      };
    });
    expect(added).toEqual({ globals: [], isOwn: true, sheets: [0, 1] });
    expect(troubles).toEqual([]);
  });

  it('requests one file and one answer from the service, and stores nothing', async () => {
    const page = await sites.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await sites.host.open(page, { head: load(), body: element(FOOD) });
    await page.getByText(announced(3)).waitFor();
    const elsewhere = asked.filter((url) => !url.startsWith(sites.host.origin) && !url.startsWith('data:'));
    expect(elsewhere).toEqual([
      `${sites.service.origin}${PATH}`,
      `${sites.service.origin}/v1/recommendations?territory=35236&themes=alimentation&limit=3`,
    ]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });

  it('may be loaded twice', async () => {
    const page = await sites.newPage();
    const again = `<script type="module" src="${sites.service.origin}${PATH}?encore"></script>`;
    const troubles = await sites.host.open(page, { head: load() + again, body: element(FOOD) });
    await page.getByText(announced(3)).waitFor();
    expect(troubles).toEqual([]);
  });
});

describe('the answer', () => {
  it('tells of each experience who and where, its story, what the collectivité did and why it is there', async () => {
    const { page, list } = await openElement({ territoire: '23131', priorites: NEED, nombre: '3' });
    const query = new URLSearchParams({ territory: '23131', priorities: NEED, limit: '3' });
    const { body } = await sites.service.app.inject({ url: `/v1/recommendations?${query}` });
    await page.getByText(announced(3)).waitFor();
    const { experiences, levers } = JSON.parse(body);
    const [{ experience, evidence }] = experiences;
    const item = list.locator('.e-item').first();
    expect(await item.getByRole('link').getAttribute('href')).toBe(
      `${sites.service.origin}/experiences/${experience.id}`,
    );
    expect(await item.locator('.e-who').textContent()).toMatch(/habitants.*·.*\d{4}/);
    const plain = (text: string | null) => text?.replaceAll(/\s+/g, ' ') ?? '';
    const story = plain(await item.locator('.story-lines').textContent());
    expect(story.replaceAll('’', "'")).toContain(plain(evidence.passage).replaceAll('’', "'"));
    expect(await item.locator('.story-lines b').count()).toBe(evidence.highlights.length);
    const [used] = experience.levers.filter(({ label }: { readonly label: string }) =>
      levers.some(({ lever }: { readonly lever: { readonly label: string } }) => lever.label === label),
    );
    expect(used).toBeDefined();
    expect(await item.locator('.e-what').textContent()).not.toBe('');
    expect(await item.locator('.e-why').textContent()).not.toBe('');
    expect(await item.locator('.e-source').textContent()).toContain(experience.source.publisher);
    const lever = list.locator('.e-lever').first();
    expect(await lever.getByRole('link').getAttribute('href')).toBe(
      `${sites.service.origin}/leviers/${levers[0].lever.id}`,
    );
  });

  it('shows three experiences, then the levers, then the other experiences folded', async () => {
    const { list } = await openAnswered(6, { ...FOOD, nombre: '6' });
    const parts = await list
      .locator('.e-list')
      .evaluateAll((lists) =>
        lists.map((each) => [
          each.matches('.e-levers'),
          each.closest('details')?.open ?? null,
          each.children.length,
        ]),
      );
    expect(parts).toEqual([
      [false, null, 3],
      [true, null, expect.any(Number)],
      [false, false, 3],
    ]);
    await list.getByText('3 autres expériences').click();
    const fourth = list.locator('details .e-item').first();
    expect(await fourth.locator('.e-rank').textContent()).toBe('4');
    expect(await fourth.getByRole('link').isVisible()).toBe(true);
  });

  it('has a title one level under the last heading before it, which skips none', async () => {
    const page = await sites.newPage();
    const body = `${element({ ...FOOD, titre: 'Premier' })}<h5>Un détail</h5>${element({ ...FOOD, titre: 'Second' })}<h1>Après</h1>`;
    await sites.host.open(page, { head: load(), body });
    await page.getByRole('heading', { level: 3, name: 'Premier' }).waitFor();
    await page.getByRole('heading', { level: 6, name: 'Second' }).waitFor();
    await page.getByRole('heading', { level: 4, name: /^(?:Sur votre sujet|Pour élargir)$/ }).waitFor();
  });

  it('has the title and heading levels that the page sets', async () => {
    const { page } = await openElement({ ...FOOD, titre: 'Chez nos voisins', 'niveau-titre': '2' });
    await page.getByRole('heading', { level: 2, name: 'Chez nos voisins' }).waitFor();
    await page.getByRole('heading', { level: 3, name: /^(?:Sur votre sujet|Pour élargir)$/ }).waitFor();
    expect(await page.getByRole('heading', { level: 4 }).count()).toBeGreaterThan(3);
    await page
      .locator('essaimage-recommandations')
      .evaluate((node) => node.setAttribute('niveau-titre', '6'));
    await page.getByRole('heading', { level: 6, name: 'Chez nos voisins' }).waitFor();
    await page
      .locator('essaimage-recommandations')
      .evaluate((node) => node.setAttribute('niveau-titre', '9'));
    await page.getByRole('heading', { level: 3, name: 'Chez nos voisins' }).waitFor();
  });

  it('says what to try after an off-topic request', async () => {
    const { page, list } = await openElement({
      priorites: 'J’ai oublié le mot de passe du logiciel de paie',
    });
    await page.getByRole('status').filter({ hasText: 'Aucun résultat.' }).waitFor();
    expect(await list.locator('.e-notice').textContent()).toContain(
      'Aucune expérience ne porte sur cette demande',
    );
    expect(await list.locator('.e-item').count()).toBe(0);
  });

  it('has the colours of the page, and a dark scheme only when the page has one', async () => {
    const background = (page: Page) =>
      page.locator('.essaimage').evaluate((node) => getComputedStyle(node).backgroundColor);
    const light = await openAnswered(3, FOOD, { colorScheme: 'dark' });
    expect(await background(light.page)).toBe('rgb(251, 250, 245)');
    const head = '<meta name="color-scheme" content="light dark">';
    const dark = await openAnswered(3, FOOD, { colorScheme: 'dark', head });
    expect(await background(dark.page)).toBe('rgb(15, 23, 22)');
    await dark.list.evaluate((node) => node.style.setProperty('--essaimage-background', 'rgb(1, 2, 3)'));
    expect(await background(dark.page)).toBe('rgb(1, 2, 3)');
  });
});

describe('events', () => {
  it('give the answer of the API once', async () => {
    const { page } = await openAnswered(3, FOOD, { script: LISTEN });
    const heard = await heardBy(page);
    const { body } = await sites.service.app.inject({
      url: '/v1/recommendations?territory=35236&themes=alimentation&limit=3',
    });
    expect(heard).toEqual([{ name: 'recommandation', detail: JSON.parse(body) }]);
  });

  it('give the chosen result, whose link opens in a new tab', async () => {
    const { page, list } = await openAnswered(3, FOOD, { script: LISTEN });
    const link = list.locator('.e-item').first().getByRole('link');
    const popup = page.waitForEvent('popup');
    await link.click();
    expect((await popup).url()).toBe(await link.getAttribute('href'));
    expect(await (await popup).evaluate(() => opener)).toBe(null);
    const [, chosen] = await heardBy(page);
    expect(chosen).toMatchObject({
      name: 'choix',
      detail: { kind: 'experience', url: await link.getAttribute('href'), result: { rank: 1 } },
    });
    await list.locator('.e-lever').first().getByRole('link').click();
    expect((await heardBy(page))[2]?.detail).toMatchObject({ kind: 'lever', result: { rank: 1 } });
  });

  it('let the page replace the navigation, except to another tab', async () => {
    const script = `document.addEventListener('choix', (event) => {
      event.preventDefault();
      document.title = event.detail.result.experience.id;
    });`;
    const { page, list } = await openAnswered(3, FOOD, { script });
    const link = list.locator('.e-item').first().getByRole('link');
    await link.click();
    expect(await link.getAttribute('href')).toContain(await page.title());
    expect(page.context().pages()).toHaveLength(1);
    const other = page.context().waitForEvent('page');
    await link.click({ modifiers: ['Control'] });
    await other;
  });
});

describe('attributes that change', () => {
  it('lead to one request for all, which replaces the one in progress', async () => {
    const { page, list } = await openAnswered(3, FOOD, { script: LISTEN });
    const asked: string[] = [];
    const dropped: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('requestfailed', (request) => dropped.push(request.url()));
    await page.route(/territory=23131/, () => {});
    await list.evaluate((node) => {
      node.setAttribute('territoire', '23131');
      node.setAttribute('themes', '');
      node.setAttribute('priorites', 'reprendre la dernière épicerie du village');
    });
    await page.waitForRequest(/territory=23131/);
    await page.getByText('Recherche en cours…').waitFor();
    await list.evaluate((node) => node.setAttribute('territoire', '35238'));
    await page.getByText('pour Rennes.').waitFor();
    expect(asked).toHaveLength(2);
    expect(dropped).toEqual([expect.stringContaining('territory=23131')]);
    expect((await heardBy(page)).map(({ name }) => name)).toEqual(['recommandation', 'recommandation']);
  });

  it('may be set once the element is in the page, which may move it without a new request', async () => {
    const asked: string[] = [];
    const page = await sites.newPage();
    page.on('request', (request) => asked.push(request.url()));
    const script = `${LISTEN}
      const list = document.createElement('essaimage-recommandations');
      document.querySelector('main').append(list);
      for (const [name, value] of Object.entries(${JSON.stringify({ ...FOOD, api: sites.service.origin })}))
        list.setAttribute(name, value);`;
    await sites.host.open(page, { head: load(), body: '<p id="place"></p>', script });
    await page.getByText(announced(3)).waitFor();
    await page.evaluate(() => {
      const list = document.querySelector('essaimage-recommandations');
      if (list !== null) document.getElementById('place')?.after(list);
    });
    await page.waitForTimeout(500);
    expect(await page.getByText(announced(3)).isVisible()).toBe(true);
    expect((await heardBy(page)).map(({ name }) => name)).toEqual(['recommandation']);
    expect(asked.filter((url) => url.includes('/v1/'))).toHaveLength(1);
  });

  it('leave no request running once the element is removed', async () => {
    const { page, list } = await openElement({}, { script: LISTEN });
    await page.getByRole('button', { name: 'Voir les expériences' }).waitFor();
    await page.route(/\/v1\//, () => {});
    const failed = page.waitForEvent('requestfailed');
    const sent = page.waitForRequest(/\/v1\//);
    await list.evaluate((node) => node.setAttribute('themes', 'alimentation'));
    await sent;
    await list.evaluate((node) => node.remove());
    await failed;
    expect(await heardBy(page)).toEqual([]);
  });
});

describe('the form', () => {
  it('asks for a need and a place, offers a choice of namesakes, and remembers it', async () => {
    const { page, list, troubles } = await openElement({ nombre: '2' }, { script: LISTEN });
    await page.getByLabel('Votre territoire').fill('Saint-Denis');
    await page.getByLabel('Vos priorités').fill('ouvrir une recyclerie');
    await page.getByRole('button', { name: 'Voir les expériences' }).press('Enter');
    await page.getByText('Plusieurs territoires répondent à').waitFor();
    await page.getByRole('button', { name: /La Réunion/ }).click();
    await page.getByText(announced(2)).waitFor();
    expect(await list.locator('input:focus').inputValue()).toBe('Saint-Denis');
    expect((await heardBy(page)).at(-1)?.detail).toMatchObject({
      profile: { territory: { code: '97411' } },
    });
    await page.getByLabel('Vos priorités').fill('ouvrir une épicerie solidaire');
    const asked = page.waitForRequest(/\/v1\/recommendations/);
    await page.getByRole('button', { name: 'Voir les expériences' }).click();
    expect(new URL((await asked).url()).searchParams.get('territory')).toBe('97411');
    await page.getByText(announced(2)).waitFor();
    expect(await list.getByLabel('Vos priorités').inputValue()).toBe('ouvrir une épicerie solidaire');
    expect(troubles).toEqual([]);
  });

  it('finds a place by its name, and says when there is none', async () => {
    const { page } = await openElement({ nombre: '2' });
    await page.getByLabel('Vos priorités').fill('ouvrir une recyclerie');
    await page.getByLabel('Votre territoire').fill('Zzyxgrad');
    await page.getByRole('button', { name: 'Voir les expériences' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'Aucun territoire ne répond à «\u00a0Zzyxgrad' })
      .waitFor();
    await page.getByLabel('Votre territoire').fill('Mérinchal');
    await page.getByRole('button', { name: 'Voir les expériences' }).click();
    await page.getByText('pour Mérinchal.').waitFor();
  });

  it('asks only for the need when the page sets the place', async () => {
    const { page } = await openElement({ territoire: '23131' });
    await page.getByLabel('Vos priorités').fill('reprendre l’épicerie du village');
    expect(await page.getByLabel('Votre territoire').count()).toBe(0);
    await page.getByRole('button', { name: 'Voir les expériences' }).click();
    await page.getByText('pour Mérinchal.').waitFor();
  });
});

describe('a broken or slow service', () => {
  const others: Listening[] = [];
  afterEach(async () => {
    await Promise.all(others.splice(0).map((site) => site.close()));
  });

  /** Opens a page whose API requests go to a fake service. They keep the address that the page's policy allows. */
  async function openWith(answer: Parameters<typeof serve>[0]) {
    const other = await serve(answer);
    others.push(other);
    const page = await sites.newPage();
    await page.route(/\/v1\//, (route) =>
      route.fetch({ url: route.request().url().replace(sites.service.origin, other.origin) }).then(
        (response) => route.fulfill({ response }),
        () => route.abort('connectionrefused'),
      ),
    );
    const script = `${LISTEN} setInterval(() => { document.title = 'la page vit'; }, 50);`;
    await sites.host.open(page, { head: load(), body: `${element(FOOD)}<p>La suite.</p>`, script });
    return { page, other };
  }

  async function expectFailure(page: Page, code: string, words: string): Promise<void> {
    const alert = page.getByRole('alert');
    await alert.filter({ hasText: words }).waitFor();
    expect(await alert.getByRole('button', { name: 'Recommencer' }).isVisible()).toBe(true);
    expect(await heardBy(page)).toEqual([
      { name: 'erreur', detail: { code, message: expect.stringContaining(words), requestId: null } },
    ]);
    await page.waitForFunction(() => document.title === 'la page vit');
    expect(await page.getByText('La suite.').isVisible()).toBe(true);
  }

  it('is announced when unreachable, with a button to try again', async () => {
    const { page, other } = await openWith((_request, response) => response.destroy());
    await other.close();
    await expectFailure(page, 'unreachable', 'Le service ne répond pas');
    await page.unroute(/\/v1\//);
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await page.getByText(announced(3)).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it.each([
    ['HTML', 200, 'text/html', '<!doctype html><h1>Connectez-vous</h1>'],
    ['a page of a proxy', 502, 'text/html', '<h1>502 Bad Gateway</h1>'],
    ['JSON of another kind', 200, 'application/json', '{"experiences":[{"title":1}]}'],
    ['nothing', 200, 'application/json', ''],
    ['null', 500, 'application/json', 'null'],
  ])('is announced when it answers %s', async (_name, status, type, body) => {
    const { page } = await openWith((_request, response) => {
      response.writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body);
    });
    await expectFailure(
      page,
      'unreadable',
      `Un intermédiaire a répondu à la place du service (statut ${status})`,
    );
  });

  it('is announced when slow, then when too slow', async () => {
    const page = await sites.newPage();
    await page.clock.install();
    await page.route(/\/v1\//, () => {});
    const asked = page.waitForRequest(/\/v1\//);
    await sites.host.open(page, { head: load(), body: element(FOOD), script: LISTEN });
    await asked;
    await page.clock.runFor(4_100);
    await page.getByText('La réponse tarde plus que d’habitude.').waitFor();
    await page.clock.runFor(16_000);
    await page.getByRole('alert').filter({ hasText: 'La réponse n’est pas arrivée à temps.' }).waitFor();
    expect((await heardBy(page)).map(({ detail }) => detail.code)).toEqual(['too-slow']);
  });

  it('shows the refusal of the service without a button to try again', async () => {
    const { page } = await openElement({ themes: 'zut' }, { script: LISTEN });
    await page.getByRole('alert').filter({ hasText: 'Le thème «\u00a0zut\u00a0» n’existe pas.' }).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    expect((await heardBy(page)).map(({ detail }) => detail.code)).toEqual(['theme-unknown']);
  });

  it.each([null, '', 'javascript:alert(1)', 'https://['])(
    'is announced when its address is %j',
    async (api) => {
      const { page } = await openElement(FOOD, { api, script: LISTEN });
      await page.getByRole('alert').filter({ hasText: 'L’attribut «\u00a0api\u00a0» doit donner' }).waitFor();
      expect(await page.getByRole('link').count()).toBe(0);
      expect((await heardBy(page)).map(({ detail }) => detail.code)).toEqual(['misconfigured']);
    },
  );
});

describe('accessibility', () => {
  const head = '<meta name="color-scheme" content="light dark">';

  it.each(LOOKS)('has no axe violation in an answer, a form, a choice or a failure (%j)', async (look) => {
    const answer = await openAnswered(5, { ...FOOD, nombre: '5' }, { ...look, head });
    await answer.list.getByText('2 autres expériences').click();
    expect(await violationsOf(answer.page)).toEqual([]);
    const form = await openElement({}, { ...look, head });
    await form.page.getByLabel('Votre territoire').fill('Saint-Denis');
    await form.page.getByLabel('Vos priorités').fill('ouvrir une recyclerie');
    expect(await violationsOf(form.page)).toEqual([]);
    await form.page.getByRole('button', { name: 'Voir les expériences' }).click();
    await form.page.getByText('Plusieurs territoires répondent à').waitFor();
    expect(await violationsOf(form.page)).toEqual([]);
    const failure = await openElement({ themes: 'zut' }, { ...look, head });
    await failure.page.getByRole('alert').waitFor();
    expect(await violationsOf(failure.page)).toEqual([]);
  });

  it('announces the answer in a live region, and shows the focus', async () => {
    const { page, list } = await openElement(FOOD);
    await page
      .getByRole('status')
      .filter({ hasText: announced(3) })
      .waitFor();
    await page.keyboard.press('Tab');
    const link = list.getByRole('link').first();
    const outline = await link.evaluate((node) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      return [node.matches(':focus-visible'), outlineStyle, outlineWidth];
    });
    expect(outline).toEqual([true, 'solid', '3px']);
    expect(await link.textContent()).toContain('(nouvel onglet)');
  });

  it('fits a screen of 320 pixels', async () => {
    const { page } = await openAnswered(3, FOOD, { viewport: { width: 320, height: 640 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

describe('the npm package', () => {
  it('works with a bundler, and has its types', { timeout: 180_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'essaimage-package-'));
    try {
      await run(process.execPath, ['--import', 'tsx', 'scripts/pack-component.ts'], { cwd: ROOT });
      const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
      const installed = join(folder, 'node_modules/@essaimage/recommandations');
      await mkdir(installed, { recursive: true });
      const tarball = join(ROOT, `web/dist/essaimage-recommandations-${version}.tgz`);
      await run('tar', ['xzf', tarball, '--strip-components=1', '-C', installed]);

      await writeFile(
        join(folder, 'main.ts'),
        `import '@essaimage/recommandations';
import type { Choice } from '@essaimage/recommandations';
const list = document.createElement('essaimage-recommandations');
const chosen: Choice[] = [];
list.addEventListener('recommandation', ({ detail }) => { document.title = detail.experiences[0]?.experience.title ?? ''; });
list.addEventListener('choix', ({ detail }) => chosen.push(detail));
list.setAttribute('api', ${JSON.stringify(sites.service.origin)});
list.setAttribute('themes', 'alimentation');
document.body.append(list);
// @ts-expect-error: the answer has no such field
list.addEventListener('recommandation', ({ detail }) => detail.zut);
`,
      );
      await writeFile(join(folder, 'package.json'), '{"type":"module"}');
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom'];
      const types = ['--module', 'esnext', '--moduleResolution', 'bundler', 'main.ts'];
      await run(process.execPath, [tsc, ...options, ...types], { cwd: folder });

      await symlink(join(ROOT, 'node_modules/vite'), join(folder, 'node_modules/vite'));
      const bundle = await build({
        root: folder,
        configFile: false,
        logLevel: 'silent',
        build: { write: false, rollupOptions: { input: join(folder, 'main.ts') } },
      });
      const [chunk] = 'output' in bundle ? bundle.output : [];
      if (chunk?.type !== 'chunk') throw new Error('the bundler gave no program');
      const page = await sites.newPage();
      await sites.host.open(page, { body: '', script: `document.addEventListener('x', () => {});` });
      await page.evaluate(chunk.code);
      await page.getByText(announced(10)).waitFor();
      expect(await page.title()).not.toBe('Un autre site');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
