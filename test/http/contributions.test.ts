import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { readPage } from '../web/read-page.ts';
import { injectPatiently } from './patient-requests.ts';
import { type Application, builtPages, START_TIMEOUT_MS, startApplication } from './start-application.ts';
import { stubApplication } from './stub-application.ts';

const OPERATOR = parseConfig({
  CONTRIBUTIONS: 'true',
  OPERATOR_NAME: 'Réseau Exemple',
  OPERATOR_CONTACT: 'bonjour@exemple.fr',
}).operator;
const CONTACT = 'agent@mairie-exemple.fr';
const STORY = `La commune prête la halle à une association qui répare des quenouilles. ${'On y vient le samedi. '.repeat(4)}`;
const GIVEN = {
  title: 'Un atelier de quenouilles sous la halle',
  story: STORY,
  territory: { code: '35236' },
  year: 2021,
  themes: ['reemploi'],
  levers: ['locaux'],
  source: { title: 'Bulletin municipal', url: 'https://exemple.fr/bulletin' },
  contact: CONTACT,
};
/** The same, in the fields of the page. */
const FIELDS = {
  titre: GIVEN.title,
  recit: STORY,
  nom: 'Redon',
  territoire: 'commune|35236',
  annee: '2021',
  themes: 'reemploi',
  leviers: 'locaux',
  source: 'Bulletin municipal',
  adresse: 'https://exemple.fr/bulletin',
  contact: CONTACT,
  site: '',
};

const log: string[] = [];
let application: Application;
let authorization: string;
beforeAll(async () => {
  const web = await builtPages();
  const logStream = { write: (line: string) => log.push(line) };
  application = await startApplication({ web, operator: OPERATOR, logLevel: 'trace', logStream });
  const { token } = await application.essaimage.keys.create({
    label: 'rédaction',
    scopes: ['import', 'read:members'],
  });
  authorization = `Bearer ${token}`;
}, START_TIMEOUT_MS);
afterAll(() => application?.close());

let lastAddress = 0;
/** Each address may contribute ten times an hour. */
const newAddress = () => `10.0.${++lastAddress >> 8}.${lastAddress & 255}`;

function contribute(payload: unknown, remoteAddress = newAddress()) {
  return injectPatiently(application.app, {
    method: 'POST',
    url: '/v1/contributions',
    remoteAddress,
    payload: JSON.stringify(payload),
    headers: { 'content-type': 'application/json' },
  });
}

function send(fields: Readonly<Record<string, string>>, origin = 'http://localhost') {
  return injectPatiently(application.app, {
    method: 'POST',
    url: '/proposer',
    remoteAddress: newAddress(),
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin },
  });
}

const edit = (method: 'GET' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
  injectPatiently(application.app, {
    method,
    url,
    headers: { authorization, 'content-type': 'application/json' },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  });

const waitingTitles = async (): Promise<readonly string[]> =>
  (await edit('GET', '/v1/proposals?limit=100'))
    .json()
    .proposals.map(({ title }: { title: string }) => title);

describe('a contribution', () => {
  it('waits for the editors, with what was given, and nobody else sees it', async () => {
    const version = async () => (await application.essaimage.checkReadiness()).index;
    const before = await version();
    const { statusCode, body } = await contribute(GIVEN);
    expect(statusCode).toBe(201);
    const { id } = JSON.parse(body);
    expect(id).toMatch(/^un-atelier-de-quenouilles-sous-la-halle-redon-[0-9a-f]{8}$/);
    const { proposals } = (await edit('GET', '/v1/proposals?limit=100')).json();
    expect(proposals.find((each: { id: string }) => each.id === id)).toMatchObject({ isContribution: true });
    const review = (await edit('GET', `/v1/experiences/${id}/review`)).json();
    expect(review).toMatchObject({
      status: 'proposed',
      contact: CONTACT,
      confidence: null,
      resource: null,
      experience: {
        title: GIVEN.title,
        summary: STORY.trim(),
        year: 2021,
        access: 'public',
        territories: [{ name: 'Redon', code: '35236' }],
        source: { ...GIVEN.source, publisher: 'Redon' },
      },
      history: [{ actor: 'contribution', action: 'add' }],
    });
    expect(await waitingTitles()).toContain(GIVEN.title);
    for (const url of [`/v1/experiences/${id}`, `/experiences/${id}`, `/v1/experiences/${id}/similar`]) {
      expect((await application.app.inject({ url })).statusCode, url).toBe(404);
    }
    expect((await application.app.inject({ url: '/v1/experiences?q=quenouilles' })).json().total).toBe(0);
    expect(await version()).toBe(before);
    expect(log.join('')).not.toMatch(/quenouilles|mairie-exemple/);
  });

  it.each([
    ['published', (id: string) => edit('PATCH', `/v1/experiences/${id}`, { status: 'published' })],
    ['set aside', (id: string) => edit('PATCH', `/v1/experiences/${id}`, { status: 'set-aside' })],
    ['deleted', (id: string) => edit('DELETE', `/v1/experiences/${id}`)],
  ])('leaves no contact once it is %s', async (_, decide) => {
    const { id } = (await contribute({ ...GIVEN, contact: 'unique@mairie-exemple.fr' })).json();
    // A correction is not a decision.
    await edit('PATCH', `/v1/experiences/${id}`, { year: 2020 });
    expect((await edit('GET', `/v1/experiences/${id}/review`)).json().contact).toBe(
      'unique@mairie-exemple.fr',
    );
    expect((await decide(id)).statusCode).toBeLessThan(300);
    await edit('PATCH', `/v1/experiences/${id}`, { status: 'proposed' });
    const review = await edit('GET', `/v1/experiences/${id}/review`);
    expect(review.body).not.toContain('unique@');
    if (review.statusCode === 200) expect(review.json().contact).toBeNull();
  });

  it.each([
    ['a short story', { story: 'Trop court.' }, 400],
    ['an unknown field', { status: 'published' }, 400],
    ['a false address', { contact: 'pas une adresse' }, 400],
    ['an address that runs a script', { source: { title: 'Source', url: 'javascript:alert(1)' } }, 400],
    ['an unknown territory', { territory: { code: '99999' } }, 422],
    ['an unknown lever', { levers: ['zzz'] }, 400],
  ])('is refused with %s', async (_, change, status) => {
    const before = await waitingTitles();
    expect((await contribute({ ...GIVEN, ...change })).statusCode).toBe(status);
    expect(await waitingTitles()).toEqual(before);
  });

  it('is refused after ten from one address in an hour', async () => {
    const address = newAddress();
    // Refused ones count too.
    for (let turn = 0; turn < 10; turn += 1) expect((await contribute({}, address)).statusCode).toBe(400);
    expect((await contribute(GIVEN, address)).statusCode).toBe(429);
  });
});

describe('the page', () => {
  it('says what it does with the address, and what happens next', async () => {
    const form = readPage((await application.app.inject({ url: '/proposer' })).body);
    expect(form.text).toContain('effacée dès que quelqu’un a décidé');
    expect(form.text).toContain('bonjour@exemple.fr');
    const { statusCode, headers } = await send({ ...FIELDS, titre: 'Un titre venu de la page de la halle' });
    expect([statusCode, headers.location]).toEqual([303, '/proposer?recue']);
    expect(await waitingTitles()).toContain('Un titre venu de la page de la halle');
    const next = readPage((await application.app.inject({ url: '/proposer?recue' })).body);
    expect(next.text).toContain('Votre proposition est arrivée');
    expect(next.text).toContain('bonjour@exemple.fr');
    expect(readPage((await application.app.inject({ url: '/mentions-legales' })).body).text).toContain(
      'adresse électronique professionnelle',
    );
  });

  it('finds a territory by its name, and offers namesakes', async () => {
    const titre = 'Une halle trouvée par le nom de la ville';
    expect((await send({ ...FIELDS, titre, nom: 'Redon', territoire: '' })).statusCode).toBe(303);
    const { statusCode, body } = await send({ ...FIELDS, titre, nom: 'Saint-Denis', territoire: '' });
    expect(statusCode).toBe(422);
    expect(body).toContain('name="choix" value="commune|93066"');
    const chosen = { ...FIELDS, titre, nom: 'Saint-Denis', territoire: '', choix: 'commune|93066' };
    expect((await send(chosen)).statusCode).toBe(303);
  });

  it('keeps what was typed, and says what to correct', async () => {
    const wrong = { ...FIELDS, recit: 'Trop court', nom: '', territoire: '', annee: 'hier', contact: 'x' };
    const first = await send(wrong);
    expect(first.statusCode).toBe(422);
    expect(readPage(first.body).text).toContain('Dites quelle collectivité l’a fait.');
    expect(readPage(first.body).text).toContain('Écrivez l’année en quatre chiffres');
    expect(first.body).toContain(`value="${FIELDS.titre}"`);
    const second = await send({ ...wrong, nom: 'Redon', annee: '' });
    expect(second.statusCode).toBe(422);
    expect(second.body).toContain('id="recit-error"');
    expect(second.body).toContain('id="contact-error"');
    expect(second.body).toContain('>Trop court</textarea>');
  });

  it('thanks a program that fills in the trap, and keeps nothing', async () => {
    const before = await waitingTitles();
    const { statusCode, headers } = await send({ ...FIELDS, site: 'https://spam.example' });
    expect([statusCode, headers.location]).toEqual([303, '/proposer?recue']);
    expect(await waitingTitles()).toEqual(before);
  });

  it('takes no form from another site', async () => {
    expect((await send(FIELDS, 'https://evil.example')).statusCode).toBe(403);
  });
});

it('does not exist by default', async () => {
  const app = await stubApplication({}, {}, { web: await builtPages() });
  const form = {
    payload: new URLSearchParams(FIELDS).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
  };
  const json = { payload: JSON.stringify(GIVEN), headers: { 'content-type': 'application/json' } };
  expect((await app.inject({ url: '/proposer' })).statusCode).toBe(404);
  expect((await app.inject({ method: 'POST', url: '/proposer', ...form })).statusCode).toBe(404);
  expect((await app.inject({ method: 'POST', url: '/v1/contributions', ...json })).statusCode).toBe(404);
  expect((await app.inject({ url: '/mentions-legales' })).body).not.toContain('/proposer');
  await app.close();
});
