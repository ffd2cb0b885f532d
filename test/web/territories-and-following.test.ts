import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOBODY } from '../../src/http/app.ts';
import type { PeerContact } from '../../web/contract.ts';
import { peerAddress } from '../../web/page/peer/peer-address.ts';
import { clientOf } from '../http/http-client.ts';
import { type Application, START_TIMEOUT_MS, startApplication } from '../http/start-application.ts';
import { readPage } from './read-page.ts';
import { builtPages } from './website.ts';

const FICHE = 'epicerie-solidaire-reignier';
const QUESTION = { territoire: '52269', priorites: 'ouvrir une épicerie solidaire' };
let application: Application;
let withoutNetwork: Application;
beforeAll(async () => {
  const web = await builtPages();
  const peerContact = { kind: 'mail', address: 'reseau@exemple.fr' } as const;
  [application, withoutNetwork] = await Promise.all([
    startApplication({ web, operator: { ...NOBODY, peerContact } }),
    startApplication({ web }),
  ]);
}, START_TIMEOUT_MS);
afterAll(() => Promise.all([application?.close(), withoutNetwork?.close()]));

async function open(url: string, query: Record<string, string> = {}, status = 200, { app } = application) {
  const response = await clientOf(app).get(url).query(query).set({ accept: 'text/html' });
  expect(response.statusCode, url).toBe(status);
  const page = readPage(response.text);
  return { ...page, shown: page.text.replace(/[\u00a0\u202f]/g, ' ') };
}

describe('the page of a territory', () => {
  it('shows those like it with their experiences and says why, its own, and what to do, without a script', async () => {
    const page = await open('/territoires/52269');
    const { body } = await clientOf(application.app).get('/v1/territories/52269/similar?limit=4');
    expect(page.scripts).toEqual([]);
    const { name, department } = body.withExperience[0].territory;
    expect(page.headings.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Langres', `${name} (${department.name})`, 'Aucune expérience connue ici']),
    );
    expect(page.shown).toContain('7 421 habitants · contexte déduit : mixte');
    expect(page.shown).toMatch(/Taille comparable, même contexte mixte .*, sous-préfecture aussi\./);
    expect(page.shown).toContain('qui ne connaît ni les revenus, ni l’emploi');
    for (const { experiences } of body.withExperience) {
      for (const { id } of experiences) expect(page.hrefs).toContain(`/experiences/${id}`);
    }
    expect(page.hrefs).toEqual(expect.arrayContaining(['/?territoire=52269', '/suivre?territoire=52269']));
    const brest = await open('/territoires/29019');
    expect(brest.hrefs).toContain('/experiences/brest-points-acces-publics-internet-associations');
  });

  it('is reached from an answer, and tells a département from a région', async () => {
    const links = async (query: Record<string, string>) => (await open('/', query)).hrefs;
    expect(await links(QUESTION)).toContain('/territoires/52269');
    expect(await links({ ...QUESTION, territoire: '52', type: 'departement' })).toContain(
      '/territoires/52?type=departement',
    );
    const { headings, shown } = await open('/territoires/52', { type: 'departement' });
    expect(shown).toContain('Ici : 1 expérience');
    expect(headings.map(({ text }) => text)).toEqual(expect.arrayContaining(['Haute-Marne', 'Nièvre']));
  });

  it.each([
    ['/territoires/99999', {}, 404],
    ['/territoires/52', {}, 422],
  ])('answers %s %j with %i', async (url, query, status) => {
    await open(url, query, status);
  });
});

describe('the page that follows a question', () => {
  it('is reached from an answer; explains the feed, gives its address and its entries', async () => {
    const answer = await open('/', QUESTION);
    const link = answer.links.find(({ text }) => text === 'Suivre cette demande');
    const page = await open(link?.href ?? '');
    const address = page.links.find(({ href }) => href.includes('/v1/feed.atom'))?.href ?? '';
    expect(page.shown).toContain(address);
    const { pathname, search } = new URL(address);
    const feed = await clientOf(application.app).get(`${pathname}${search}`);
    const ids = Array.from(feed.text.matchAll(/<entry><id>([^<]+)</g), ([, id = '']) => id);
    expect(ids).toHaveLength(9);
    const paths = ids.slice(0, 6).map((id) => new URL(id).pathname);
    expect(page.hrefs.filter((href) => href.includes('/experiences/'))).toEqual(paths);
    expect(page.shown).toContain('Essaimage : nouvelles expériences pour votre demande · Langres');
    expect(page.shown).toMatch(/Ajoutée ou modifiée le\s+\d/);
    expect(page.scripts).toEqual([]);
    expect(page.meta.get('robots')).toBe('noindex');
  });

  it.each([
    [
      '/suivre',
      { territoire: '52', priorites: 'épicerie' },
      'territoire=52&priorites=%C3%A9picerie&type=departement',
    ],
    [
      '/suivre',
      { territory: '52', priorities: 'bus' },
      'territory=52&priorities=bus&territoryKind=departement',
    ],
    ['/territoires/52', {}, 'type=departement'],
  ])('leads to each of the territories that the address %s %j may mean', async (path, query, search) => {
    const { hrefs } = await open(path, query, 422);
    expect(hrefs).toContain(`${path}?${search}`);
  });

  it('is reached from a theme and a lever too', async () => {
    for (const [from, to] of [
      ['/themes/mobilite', '/suivre?theme=mobilite'],
      ['/leviers/scic-capital', '/suivre?lever=scic-capital'],
    ] as const) {
      expect((await open(from)).hrefs).toContain(to);
      expect((await open(to)).headings[0]?.text).toBe('Suivre les nouvelles expériences');
    }
    // A question that it refuses is explained, without the names of the API.
    const { shown } = await open('/suivre', { priorities: '?!' }, 400);
    expect(shown).toContain('Écrivez au moins 3 caractères.');
    expect(shown).not.toContain('errors');
  });

  it('follows a territory by its name', async () => {
    expect((await open('/suivre', { territoire: 'Bretagne' })).shown).toContain('territory=53');
    expect((await open('/suivre', { territoire: 'Pays de Mirecourt' })).shown).toContain(
      'territory=200068369',
    );
  });
});

describe('a message to the network', () => {
  const messageIn = (href: string) => new URL(href).searchParams;

  it('is filled in with the answer, the need and the territory', async () => {
    const { links } = await open('/', QUESTION);
    const [first] = links.filter(({ href }) => href.startsWith('mailto:'));
    expect(first?.href).toMatch(/^mailto:reseau@exemple\.fr\?subject=/);
    expect(first?.text).toBe('Interroger le réseau');
    const body = messageIn(first?.href ?? '').get('body') ?? '';
    expect(body).toMatch(/http:\/\/\S+\/\?\S*territoire=52269\S*\r\n/);
    expect(body).toContain('Notre territoire : Langres\r\nNos priorités : ouvrir une épicerie solidaire\r\n');
  });

  it('has the case alone on a fiche, and is never offered without a contact', async () => {
    const { links } = await open(`/experiences/${FICHE}`);
    const href = links.find(({ href: target }) => target.startsWith('mailto:'))?.href ?? '';
    expect(messageIn(href).get('subject')).toContain('Reignier');
    expect(messageIn(href).get('body')).toContain('Notre territoire : \r\nNos priorités : \r\n');
    for (const [url, query] of [
      [`/experiences/${FICHE}`, {}],
      ['/', QUESTION],
    ] as const) {
      const page = await open(url, query, 200, withoutNetwork);
      expect(page.text).not.toContain('Interroger le réseau');
    }
  });

  it('is short enough for a mail program, with the beginning of a long question', async () => {
    const priorities = 'é à ç ù '.repeat(240).trim();
    const { links } = await open(`/experiences/${FICHE}`, { priorites: priorities });
    const mail = links.find(({ text }) => text === 'Envoyer')?.href ?? '';
    expect(mail.length).toBeLessThanOrEqual(2_048);
    expect(messageIn(mail).get('body')).toContain(encodeURIComponent('é').concat('+'));
  });

  const message = {
    title: 'Une « épicerie » & co',
    address: 'https://essaimage.example/experiences/a',
    territory: 'Langres',
    need: `ouvrir ${'une épicerie '.repeat(200)}`,
  };

  it('opens a form with its own parameters and those of the case', () => {
    const contact: PeerContact = { kind: 'form', address: 'https://exemple.fr/demande?via=essaimage' };
    const given = messageIn(peerAddress(contact, { ...message, need: 'une épicerie' }));
    expect(Object.fromEntries(given)).toEqual({
      via: 'essaimage',
      cas: 'Une « épicerie » & co',
      fiche: 'https://essaimage.example/experiences/a',
      territoire: 'Langres',
      besoin: 'une épicerie',
    });
    const bare = messageIn(peerAddress(contact, { ...message, need: null, territory: null }));
    expect([bare.has('besoin'), bare.has('territoire')]).toEqual([false, false]);
  });

  it('stays short enough for a mail program, and one recipient, with any text', () => {
    const contact: PeerContact = { kind: 'mail', address: 'a+b&cc=c@exemple.fr' };
    const address = peerAddress(contact, { ...message, title: 'x&bcc=voleur@exemple.fr\r\nBcc: y' });
    expect(address.length).toBeLessThan(2_000);
    expect(address).toMatch(/^mailto:a%2Bb%26cc%3Dc@exemple\.fr\?/);
    expect([...messageIn(address).keys()]).toEqual(['subject', 'body']);
  });

  it.each([
    ['accents', 'é'],
    ['accented words', 'épicerie à Évreux, côté forêt '],
    ['characters of two units', '🌱'],
  ])('opens in a mail program, even with texts of 300 characters made of %s', (_, pattern) => {
    const text = pattern.repeat(300).slice(0, 300);
    const contact: PeerContact = { kind: 'mail', address: 'reseau@exemple.fr' };
    const id = 'une-experience-au-nom-plutot-long-comme-il-y-en-a-dans-un-reseau';
    const address = `https://essaimage.reseau-exemple.fr/experiences/${id}`;
    const href = peerAddress(contact, { title: text, address, territory: text, need: text });
    expect(href.length).toBeLessThan(2_000);
    expect(messageIn(href).get('body')).toContain(address);
    expect(messageIn(href).get('body')).not.toContain('\ufffd');
  });
});
