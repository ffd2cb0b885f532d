import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { clientOf } from './http-client.ts';
import { builtPages } from './start-application.ts';
import { useApplication } from './use-application.ts';

const SERVICE = 'https://essaimage.example';
const FICHE = `${SERVICE}/experiences/scic-multiservice-saleich`;
const ANSWER = `${SERVICE}/?${new URLSearchParams({ territoire: '23131', priorites: 'un "café" <associatif>' })}`;

const application = await useApplication(
  { web: await builtPages() },
  { PUBLIC_URL: SERVICE, CORS_ORIGINS: 'https://site.example' },
);

const ask = (query: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
  clientOf(application.app).get('/oembed').query(query).set(headers);

type Node = ReturnType<typeof parseDocument>['childNodes'][number];

/** Attributes of each element of a name, entities decoded. */
function attributesOf(html: string, name: string): readonly Readonly<Record<string, string>>[] {
  const visit = (node: Node): readonly Readonly<Record<string, string>>[] =>
    'attribs' in node
      ? [...(node.name === name ? [node.attribs] : []), ...node.childNodes.flatMap(visit)]
      : 'childNodes' in node
        ? node.childNodes.flatMap(visit)
        : [];
  return parseDocument(html).childNodes.flatMap(visit);
}

describe('an answer', () => {
  it('is a rich embed of the card of an experience, whose frame answers', async () => {
    const response = await ask({ url: FICHE });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    const embed = response.body;
    expect(embed).toEqual({
      version: '1.0',
      type: 'rich',
      title: expect.stringContaining('Saleich'),
      provider_name: 'Essaimage',
      provider_url: SERVICE,
      cache_age: expect.any(Number),
      width: 640,
      height: 540,
      html: expect.any(String),
    });
    const [frame] = attributesOf(embed.html, 'iframe');
    expect(frame).toMatchObject({ title: embed.title, width: '640', height: '540' });
    const address = new URL(frame?.src ?? '');
    expect(address.origin).toBe(SERVICE);
    const shown = await clientOf(application.app).get(`${address.pathname}${address.search}`);
    expect(shown.statusCode).toBe(200);
    expect(shown.headers['x-frame-options']).toBeUndefined();
    expect(shown.text).toContain('Banque des Territoires');
    const [link] = attributesOf(embed.html, 'a');
    expect(link).toMatchObject({ href: FICHE, target: '_blank' });
  });

  it('ends the frame as WordPress expects, and hides the link from other consumers', async () => {
    const { html } = (await ask({ url: FICHE })).body;
    expect(html).toMatch(/^<blockquote hidden><a .*<\/a><\/blockquote><iframe [^>]*><\/iframe>$/);
  });

  it('asks the question of an answer again, with its words escaped', async () => {
    const embed = (await ask({ url: ANSWER })).body;
    expect(embed.title).toBe(
      'Ce que d’autres collectivités ont fait\u00a0: «\u00a0un "café" <associatif>\u00a0»',
    );
    const [frame] = attributesOf(embed.html, 'iframe');
    const { pathname, searchParams } = new URL(frame?.src ?? '');
    expect(pathname).toBe('/cadre');
    expect(Object.fromEntries(searchParams)).toEqual({
      territoire: '23131',
      priorites: 'un "café" <associatif>',
    });
    expect(embed.html).not.toContain('<associatif>');
  });

  it.each([
    ['themes', 'alimentation', 'Alimentation durable'],
    ['leviers', 'locaux', 'Mise à disposition de locaux'],
  ])('shows the experiences of %s/%s', async (section, id, label) => {
    const embed = (await ask({ url: `${SERVICE}/${section}/${id}` })).body;
    expect(embed.title).toContain(label);
    const [frame] = attributesOf(embed.html, 'iframe');
    expect(new URL(frame?.src ?? '').searchParams.get(section)).toBe(id);
  });

  it('is no larger than what the consumer asks', async () => {
    const small = (await ask({ url: FICHE, maxwidth: '320', maxheight: '200' })).body;
    expect([small.width, small.height]).toEqual([320, 200]);
    expect(attributesOf(small.html, 'iframe')[0]).toMatchObject({ width: '320', height: '200' });
    const large = (await ask({ url: FICHE, maxwidth: '3000', maxheight: '3000' })).body;
    expect([large.width, large.height]).toEqual([640, 540]);
  });

  it('accepts parameters of the consumer, the other protocol, and the words of a link', async () => {
    for (const url of [FICHE.replace('https:', 'http:'), `${FICHE}?territoire=23131#recit`]) {
      expect((await ask({ url, dnt: '1' })).statusCode, url).toBe(200);
    }
  });

  it('may be cached, and read by the pages that CORS_ORIGINS allows', async () => {
    const { headers } = await ask({ url: FICHE }, { origin: 'https://site.example' });
    expect(headers['cache-control']).toBe('public, max-age=60');
    expect(headers['access-control-allow-origin']).toBe('https://site.example');
    expect(headers['ratelimit-limit']).toBeDefined();
    const other = await ask({ url: FICHE }, { origin: 'https://other.example' });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a refusal', () => {
  it.each([
    ['another site', 'https://other.example/experiences/scic-multiservice-saleich'],
    ['a name that begins like ours', `${SERVICE}.other.example/experiences/scic-multiservice-saleich`],
    ['the home page, which asks nothing', `${SERVICE}/`],
    ['a territory without a need', `${SERVICE}/?territoire=23131&priorites=+`],
    ['a page without a frame', `${SERVICE}/a-propos`],
    ['a list', `${SERVICE}/experiences`],
    ['an unknown theme', `${SERVICE}/themes/inconnu`],
    ['an unknown lever', `${SERVICE}/leviers/inconnu`],
    ['an unknown experience', `${SERVICE}/experiences/inconnue`],
    ['a path that is not UTF-8', `${SERVICE}/experiences/%e9`],
  ])('is 404 for %s', async (_name, url) => {
    const response = await ask({ url });
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it.each([
    ['no address', {}],
    ['a path alone', { url: '/experiences/scic-multiservice-saleich' }],
    ['another protocol', { url: 'javascript:alert(1)' }],
    ['a width that is not a number', { url: FICHE, maxwidth: 'large' }],
    ['a height of zero', { url: FICHE, maxheight: '0' }],
  ])('is 400 for %s', async (_name, query) => {
    const response = await ask(query);
    expect([response.statusCode, response.body.code]).toEqual([400, 'request-invalid']);
  });

  it('is 501 for another format than JSON', async () => {
    const response = await ask({ url: FICHE, format: 'xml' });
    expect([response.statusCode, response.body.code]).toEqual([501, 'format-unsupported']);
  });
});

describe('discovery', () => {
  it.each([FICHE, ANSWER, `${SERVICE}/themes/alimentation`, `${SERVICE}/leviers/locaux`])(
    'leads from %s to its embed',
    async (address) => {
      const page = await clientOf(application.app).get(address.slice(SERVICE.length));
      const links = attributesOf(page.text, 'link').filter(({ type = '' }) => type.endsWith('+oembed'));
      expect(links.map(({ rel, type }) => [rel, type])).toEqual([['alternate', 'application/json+oembed']]);
      const announced = await clientOf(application.app).get((links[0]?.href ?? '').slice(SERVICE.length));
      expect(announced.body).toEqual((await ask({ url: address })).body);
    },
  );

  it('is not announced by pages without an embed', async () => {
    for (const url of [
      '/',
      '/experiences',
      '/a-propos',
      '/?territoire=23131',
      '/cadre?themes=alimentation',
    ]) {
      const { text } = await clientOf(application.app).get(url);
      expect(text, url).not.toContain('+oembed');
    }
  });
});
