import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { readPage } from '../web/read-page.ts';
import { clientOf } from './http-client.ts';
import { authorizeEditor, builtPages } from './start-application.ts';
import { stubApplication } from './stub-application.ts';
import { useApplication } from './use-application.ts';

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
const application = await useApplication({
  web: await builtPages(),
  operator: OPERATOR,
  logLevel: 'trace',
  logStream: { write: (line) => log.push(line) },
});
const authorization = await authorizeEditor(application);

let lastAddress = 0;
/** Each network may contribute eight times a week. */
const newAddress = () => `127.1.${++lastAddress}.1`;

function contribute(payload: object, address = newAddress()) {
  return clientOf(application.app, address).post('/v1/contributions').send(payload);
}

function send(fields: Readonly<Record<string, string>>, origin = 'http://localhost') {
  return clientOf(application.app, newAddress())
    .post('/proposer')
    .set({ 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin })
    .send(new URLSearchParams(fields).toString());
}

const edit = (method: 'get' | 'patch' | 'delete', url: string, payload?: object) =>
  clientOf(application.app)[method](url).set({ authorization }).send(payload);

const waitingTitles = async (): Promise<readonly string[]> =>
  (await edit('get', '/v1/proposals?limit=100')).body.proposals.map(({ title }: { title: string }) => title);

describe('a contribution', () => {
  it('waits for the editors, with what was given, and nobody else sees it', async () => {
    const version = async () => (await application.essaimage.checkReadiness()).index;
    const before = await version();
    const { statusCode, body } = await contribute(GIVEN);
    expect(statusCode).toBe(201);
    const { id } = body;
    expect(id).toMatch(/^un-atelier-de-quenouilles-sous-la-halle-redon-[0-9a-f]{8}$/);
    const { proposals } = (await edit('get', '/v1/proposals?limit=100')).body;
    expect(proposals.find((each: { id: string }) => each.id === id)).toMatchObject({ isContribution: true });
    const review = (await edit('get', `/v1/experiences/${id}/review`)).body;
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
      expect((await clientOf(application.app).get(url)).statusCode, url).toBe(404);
    }
    expect((await clientOf(application.app).get('/v1/experiences?q=quenouilles')).body.total).toBe(0);
    expect(await version()).toBe(before);
    expect(log.join('')).not.toMatch(/quenouilles|mairie-exemple/);
  });

  it.each([
    ['published', (id: string) => edit('patch', `/v1/experiences/${id}`, { status: 'published' })],
    ['set aside', (id: string) => edit('patch', `/v1/experiences/${id}`, { status: 'set-aside' })],
    ['deleted', (id: string) => edit('delete', `/v1/experiences/${id}`)],
  ])('leaves no contact once it is %s', async (_, decide) => {
    const { id } = (await contribute({ ...GIVEN, contact: 'unique@mairie-exemple.fr' })).body;
    // A correction is not a decision.
    await edit('patch', `/v1/experiences/${id}`, { year: 2020 });
    expect((await edit('get', `/v1/experiences/${id}/review`)).body.contact).toBe('unique@mairie-exemple.fr');
    expect((await decide(id)).statusCode).toBeLessThan(300);
    await edit('patch', `/v1/experiences/${id}`, { status: 'proposed' });
    const review = await edit('get', `/v1/experiences/${id}/review`);
    expect(review.text).not.toContain('unique@');
    if (review.statusCode === 200) expect(review.body.contact).toBeNull();
  });

  it.each([
    ['a short story', { story: 'Trop court.' }, 400],
    ['an unknown field', { status: 'published' }, 400],
    ['a false address', { contact: 'pas une adresse' }, 400],
    ['an address longer than mail allows', { contact: `${'a'.repeat(65)}@mairie-exemple.fr` }, 400],
    ['an address that runs a script', { source: { title: 'Source', url: 'javascript:alert(1)' } }, 400],
    ['an unknown territory', { territory: { code: '99999' } }, 422],
    ['an unknown lever', { levers: ['zzz'] }, 400],
  ])('is refused with %s', async (_, change, status) => {
    const before = await waitingTitles();
    expect((await contribute({ ...GIVEN, ...change })).statusCode).toBe(status);
    expect(await waitingTitles()).toEqual(before);
  });

  it('leaves places to others: some for each network, and each territory', async () => {
    const from = (host: number) => `127.2.1.${host}`;
    const elsewhere = { ...GIVEN, territory: { code: '59350' } };
    for (let turn = 1; turn <= 8; turn += 1) {
      // One that cannot be read is not counted.
      expect((await contribute({}, from(turn))).statusCode).toBe(400);
      expect((await contribute(elsewhere, from(turn))).statusCode).toBe(201);
    }
    const refused = await contribute(elsewhere, from(9));
    expect(refused.body).toMatchObject({
      code: 'rate-limited',
      detail: expect.stringContaining('bonjour@exemple.fr'),
    });
    for (let turn = 0; turn < 2; turn += 1) expect((await contribute(elsewhere)).statusCode).toBe(201);
    expect((await contribute(elsewhere)).body.code).toBe('contributions-full');
    expect((await contribute({ ...GIVEN, territory: { code: '35238' } })).statusCode).toBe(201);
    expect((await clientOf(application.app).get('/metrics')).text).toMatch(
      /^essaimage_contribution_places_held/m,
    );
  });
});

describe('the page', () => {
  it('says what it does with the address, and what happens next', async () => {
    const form = readPage((await clientOf(application.app).get('/proposer')).text);
    expect(form.text).toContain('effacée dès que quelqu’un a décidé');
    expect(form.text).toContain('bonjour@exemple.fr');
    const { statusCode, headers } = await send({ ...FIELDS, titre: 'Un titre venu de la page de la halle' });
    expect([statusCode, headers.location]).toEqual([303, '/proposer?recue']);
    expect(await waitingTitles()).toContain('Un titre venu de la page de la halle');
    const next = readPage((await clientOf(application.app).get('/proposer?recue')).text);
    expect(next.text).toContain('Votre proposition est arrivée');
    expect(next.text).toContain('bonjour@exemple.fr');
    expect(readPage((await clientOf(application.app).get('/mentions-legales')).text).text).toContain(
      'adresse électronique professionnelle',
    );
  });

  it('finds a territory by its name, and offers namesakes', async () => {
    const titre = 'Une halle trouvée par le nom de la ville';
    expect((await send({ ...FIELDS, titre, nom: 'Redon', territoire: '' })).statusCode).toBe(303);
    const { statusCode, text } = await send({ ...FIELDS, titre, nom: 'Saint-Denis', territoire: '' });
    expect(statusCode).toBe(422);
    expect(text).toContain('name="choix" value="commune|93066"');
    const chosen = { ...FIELDS, titre, nom: 'Saint-Denis', territoire: '', choix: 'commune|93066' };
    expect((await send(chosen)).statusCode).toBe(303);
  });

  it('keeps what was typed, and says all there is to correct at once, with a link to each field', async () => {
    const wrong = { ...FIELDS, recit: 'Trop court', nom: '', territoire: '', annee: 'hier', contact: 'x' };
    const { statusCode, text } = await send(wrong);
    expect(statusCode).toBe(422);
    const summary = /<div class="notice notice-failure"[^>]* autofocus.*?<\/div>/s.exec(text)?.[0] ?? '';
    const links = [...summary.matchAll(/href="#(\w+)"/g)].map(([, id]) => id);
    expect(links).toEqual(['recit', 'nom', 'annee', 'contact']);
    for (const id of links) expect(text).toContain(`id="${id}-error"`);
    expect(summary).toContain('Dites quelle collectivité l’a fait.');
    expect(summary).toContain('Écrivez l’année en quatre chiffres');
    expect(summary).toContain('Une adresse électronique est attendue');
    expect(text).toContain(`value="${FIELDS.titre}"`);
    expect(text).toContain('>Trop court</textarea>');
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
  expect((await clientOf(app).get('/proposer')).statusCode).toBe(404);
  const form = String(new URLSearchParams(FIELDS));
  const sent = clientOf(app).post('/proposer').set({ origin: 'http://localhost' }).type('form').send(form);
  expect((await sent).statusCode).toBe(404);
  expect((await clientOf(app).post('/v1/contributions').send(GIVEN)).statusCode).toBe(404);
  expect((await clientOf(app).get('/mentions-legales')).text).not.toContain('/proposer');
  await app.close();
});
