import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Experience } from '../../src/domain/experience/experience.ts';
import { readFeed } from './feed-reader.ts';
import { clientOf } from './http-client.ts';
import { EXPERIENCE, stubApplication } from './stub-application.ts';
import { useApplication } from './use-application.ts';

const CHANGED_AT = '2026-01-15T09:30:00.000Z';

const application = await useApplication();

describe('the feed of the service', () => {
  const ask = (query = '', headers: Record<string, string> = {}) =>
    clientOf(application.app)
      .get(`/v1/feed.atom${query}`)
      .set({ host: 'essaimage.example', ...headers });
  const read = async (query = '') => readFeed((await ask(query)).text);

  it('has the 50 newest public experiences, valid by RFC 4287, with links to the fiche and its source', async () => {
    const response = await ask();
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const feed = readFeed(response.text);
    expect(feed).toMatchObject({
      id: 'http://essaimage.example/v1/feed.atom',
      title: 'Essaimage : dernières expériences',
      links: [
        { rel: 'self', href: 'http://essaimage.example/v1/feed.atom' },
        { rel: 'alternate', href: 'http://essaimage.example/suivre' },
      ],
    });
    expect(feed.entries).toHaveLength(50);
    expect(new Set(feed.entries.map(({ id }) => id)).size).toBe(50);
    expect(feed.entries.map(({ updated }) => updated)).toEqual(
      feed.entries
        .map(({ updated }) => updated)
        .sort()
        .reverse(),
    );
    expect(feed.updated).toBe(feed.entries[0]?.updated);
    for (const entry of feed.entries) {
      const id = decodeURIComponent(entry.id.replace('http://essaimage.example/experiences/', ''));
      const fiche = (await clientOf(application.app).get(`/v1/experiences/${id}`)).body;
      expect(entry).toMatchObject({
        title: fiche.title,
        summary: fiche.summary,
        author: fiche.source.publisher,
      });
      expect(entry.links[0]).toMatchObject({ rel: 'alternate', href: entry.id });
      expect(entry.links[1]?.rel).toBe(fiche.source.url === null ? undefined : 'via');
    }
  });

  it('is filtered by theme, lever and territory; a département or région includes its territories', async () => {
    const search = async (query: string) =>
      (await clientOf(application.app).get(`/v1/experiences?limit=100&${query}`)).body;
    const idsOf = (experiences: readonly { readonly id: string }[]) => experiences.map(({ id }) => id).sort();
    const feedIds = async (query: string) =>
      (await read(`?${query}`)).entries.map(({ id }) => id.split('/').at(-1)).sort();
    for (const [feedQuery, searchQuery] of [
      ['theme=alimentation&territory=35', 'theme=alimentation&department=35'],
      ['territory=35', 'department=35'],
      ['territory=93&territoryKind=departement', 'department=93'],
      ['territory=93&territoryKind=region', 'region=93'],
      ['lever=facilitation-administrative', 'lever=facilitation-administrative'],
    ] as const) {
      const expected = idsOf((await search(searchQuery)).experiences);
      expect(await feedIds(feedQuery), feedQuery).toEqual(expected);
    }
    expect((await feedIds('territory=35')).length).toBeGreaterThan(3);
    expect(await feedIds('territory=244900015')).toContain('flashcoop-mam-cookies-angers');
    // A SIREN names the same territory, hence the same feed.
    const [byCode, bySiren] = [await ask('?territory=33063'), await ask('?territory=213300635')];
    expect(readFeed(byCode.text).entries.length).toBeGreaterThan(0);
    expect(bySiren.text).toBe(byCode.text);
    expect((await read('?territory=35&theme=mobilite')).title).toBe(
      'Essaimage : dernières expériences · Mobilité · Ille-et-Vilaine (département, 35)',
    );
  });

  it('is valid and always the same when empty', async () => {
    const [first, second] = [await ask('?territory=2A004'), await ask('?territory=2A004')];
    expect(readFeed(first.text)).toMatchObject({ updated: '1970-01-01T00:00:00.000Z', entries: [] });
    expect(second.text).toBe(first.text);
  });

  it.each([
    ['?theme=alimentations', 400, 'theme-unknown'],
    ['?lever=baguette', 400, 'lever-unknown'],
    ['?territory=99999', 422, 'territory-unknown'],
    ['?territory=93', 422, 'territory-ambiguous'],
    ['?limit=3', 400, 'request-invalid'],
  ])('refuses %s', async (query, status, code) => {
    const response = await ask(query);
    expect([response.statusCode, response.body.code]).toEqual([status, code]);
  });

  it('of a question has the first ten experiences on its subject, dated by their changes, at one address', async () => {
    const query = 'territory=35236&priorities=ouvrir+une+%C3%A9picerie+solidaire&exclude=four,bar';
    const feed = await read(`?${query}`);
    const answer = await clientOf(application.app).get(`/v1/recommendations?${query}&minLevel=close`);
    const recommended: string[] = answer.body.experiences.map(
      (result: { experience: { id: string } }) => result.experience.id,
    );
    expect(recommended).toHaveLength(10);
    const idsOf = ({ entries }: typeof feed) => entries.map(({ id }) => id.split('/').at(-1));
    expect(idsOf(feed).toSorted()).toEqual(recommended.toSorted());
    const dates = new Map(
      (await read('?theme=alimentation')).entries.map(({ id, updated }) => [id, updated]),
    );
    const shared = feed.entries.filter(({ id }) => dates.has(id));
    expect(shared.length).toBeGreaterThan(3);
    for (const { id, updated } of shared) expect(updated).toBe(dates.get(id));
    expect(feed.title).toBe(
      'Essaimage : nouvelles expériences pour votre demande · Redon · « ouvrir une épicerie solidaire »',
    );
    const self = 'territory=35236&priorities=ouvrir+une+%C3%A9picerie+solidaire&exclude=bar%2Cfour';
    expect(feed.id).toBe(`http://essaimage.example/v1/feed.atom?${self}`);
    expect(feed.links[1]).toMatchObject({
      rel: 'alternate',
      href: `http://essaimage.example/suivre?${self}`,
    });
    // Another spelling of the same question is the same feed, and its own address leads to it.
    expect(
      (await ask(`?exclude=bar&exclude=four&territory=213502362&priorities=ouvrir une épicerie solidaire`))
        .text,
    ).toBe((await ask(`?${query}`)).text);
    expect((await ask(`?${self}`)).text).toBe((await ask(`?${query}`)).text);
  });

  it('is also a JSON feed, of the same entries', async () => {
    for (const query of ['?theme=mobilite', '?territory=35236&priorities=%C3%A9picerie+solidaire']) {
      const { title, entries } = await read(query);
      const json = (
        await clientOf(application.app).get(`/v1/feed.json${query}`).set({ host: 'essaimage.example' })
      ).body;
      expect(json).toMatchObject({
        version: 'https://jsonfeed.org/version/1.1',
        title,
        home_page_url: `http://essaimage.example/suivre${query}`,
        feed_url: `http://essaimage.example/v1/feed.json${query}`,
      });
      expect(json.items.map(({ id, date_modified }: Record<string, string>) => [id, date_modified])).toEqual(
        entries.map(({ id, updated }) => [id, updated]),
      );
    }
  });

  it.each([
    ['?priorities=?!', '/priorities'],
    ['?theme=mobilite&priorities=%C3%A9picerie', '/theme'],
    ['?lever=locaux&themes=mobilite', '/lever'],
    ['?population=900', '/population'],
    ['?territory=35236&exclude=a', '/exclude'],
    ['?territory=35236&setting=rural', '/setting'],
  ])('refuses %s', async (query, pointer) => {
    const response = await ask(query);
    expect([response.statusCode, response.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('answers 304 to its ETag, and is compressed', async () => {
    const { headers, text } = await ask();
    expect(headers['cache-control']).toBe('public, max-age=60');
    const again = await ask('', { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.text]).toEqual([304, '']);
    // Not by supertest, which shows only what it decompresses.
    const small = await application.app.inject({
      url: '/v1/feed.atom',
      headers: { host: 'essaimage.example', 'accept-encoding': 'br' },
    });
    expect(brotliDecompressSync(small.rawPayload).toString()).toBe(text);
    expect(small.rawPayload.length).toBeLessThan(text.length / 3);
  });

  it('puts a corrected experience first and drops a hidden one; nothing else moves', async () => {
    const before = await read();
    const id = before.entries[30]?.id ?? '';
    const { token } = await application.essaimage.keys.create({ label: 'x', scopes: ['import'] });
    const correct = async (payload: object) => {
      const response = await clientOf(application.app)
        .patch(`/v1/experiences/${id.split('/').at(-1)}`)
        .set({ authorization: `Bearer ${token}` })
        .send(payload);
      expect(response.statusCode).toBe(200);
    };
    await correct({ title: 'Un titre corrigé' });
    const after = await read();
    expect(after.entries[0]).toMatchObject({ id, title: 'Un titre corrigé' });
    const followed = await read(`?priorities=${encodeURIComponent(before.entries[30]?.title ?? '')}`);
    expect(followed.entries[0]).toMatchObject({ id, updated: after.updated });
    expect(after.updated > before.updated).toBe(true);
    const others = ({ entries }: typeof before) => entries.filter((entry) => entry.id !== id);
    expect(others(after)).toEqual(others(before));
    await correct({ status: 'set-aside' });
    expect((await read()).entries.map((entry) => entry.id)).not.toContain(id);
  });
});

describe('the document', () => {
  const hostile = `]]></summary><entry><script>alert('x')</script>&amp;<!-- "\u0000|\u0008|\u001b|\ufffe|\ud800|\t deux\r\nlignes \u0085\u2028 🎉 \u202e é`;
  /** `hostile` with the characters that XML forbids replaced. */
  const shown = hostile.replace(/(?![\t\r\n\u0085])[\p{Cc}\p{Cs}\ufffe]/gu, '\ufffd');

  async function feedOf(
    experience: Partial<Experience>,
    config: Parameters<typeof stubApplication>[1] = {},
    headers: Record<string, string> = { host: 'localhost:3000' },
  ) {
    const item = { experience: { ...EXPERIENCE, ...experience }, changedAt: CHANGED_AT };
    const app = await stubApplication(
      { listRecentExperiences: async () => ({ items: [item], territory: null }) },
      config,
    );
    const response = await clientOf(app).get('/v1/feed.atom').set(headers);
    await app.close();
    return response;
  }

  it('stays well formed with a hostile fiche, and gives its text back', async () => {
    const { text } = await feedOf({
      id: `a/b?c#d"<&é ${'x'}`,
      title: hostile,
      summary: hostile,
      themes: [hostile],
      levers: [{ lever: hostile, what: hostile }],
      source: { title: hostile, url: 'https://a.example/?q="<é>&\'', publisher: hostile, date: null },
    });
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed /);
    const [entry] = readFeed(text).entries;
    expect(entry).toMatchObject({
      title: shown,
      summary: shown,
      author: shown,
      id: 'http://localhost:3000/experiences/a%2Fb%3Fc%23d%22%3C%26%C3%A9%20x',
      categories: [
        { term: shown, label: shown },
        { term: shown, label: shown },
      ],
    });
    expect(entry?.links[1]).toMatchObject({ rel: 'via', title: shown });
    expect(text).not.toMatch(/<script/);
    expect(text).not.toMatch(/(?![\n\u0085])[\p{Cc}\p{Cs}\ufffe]/u);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'pas une adresse', '//a.fr', null])(
    'does not link to the source %j',
    async (url) => {
      const { text } = await feedOf({ source: { ...EXPERIENCE.source, url } });
      expect(readFeed(text).entries[0]?.links.map(({ rel }) => rel)).toEqual(['alternate']);
    },
  );

  it('has the configured public address of the service, for any Host', async () => {
    const config = { publicUrl: 'https://ess.example' };
    const { text } = await feedOf({}, config, { host: 'evil.example' });
    const feed = readFeed(text);
    expect([feed.id, feed.entries[0]?.id]).toEqual([
      'https://ess.example/v1/feed.atom',
      'https://ess.example/experiences/four-a-pain',
    ]);
    expect(text).not.toContain('evil');
  });

  it('otherwise has the address of Host, in the protocol given by a trusted proxy', async () => {
    const idWith = async (headers: Record<string, string>, trustProxy = false) =>
      readFeed((await feedOf({}, { trustProxy }, headers)).text).entries[0]?.id;
    const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    expect(await idWith({ host: 'ESS.example:8080' })).toBe(
      'http://ess.example:8080/experiences/four-a-pain',
    );
    expect(await idWith({ host: '[::1]:3000' })).toBe('http://[::1]:3000/experiences/four-a-pain');
    expect(await idWith({ host: 'ess.example', ...forwarded })).toMatch(/^http:\/\/ess\.example\//);
    expect(await idWith({ host: 'ess.example', ...forwarded }, true)).toMatch(/^https:\/\/ess\.example\//);
  });

  it.each(['a b', 'a.fr/x', 'a.fr?x', 'u@a.fr', 'a.fr:port', '"><b>', '-a.fr', '[::1'])(
    'refuses the host %j',
    async (host) => {
      const response = await feedOf({}, {}, { host });
      expect([response.statusCode, response.body.code]).toEqual([400, 'http-invalid']);
    },
  );
});
