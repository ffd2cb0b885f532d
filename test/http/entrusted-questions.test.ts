import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { readPage } from '../web/read-page.ts';
import { clientOf } from './http-client.ts';
import { authorizeEditor, builtPages } from './start-application.ts';
import { stubApplication } from './stub-application.ts';
import { useApplication } from './use-application.ts';

const { operator } = parseConfig({ ENTRUSTED_QUESTIONS: 'true', FEEDBACK_RETENTION_DAYS: '30' });
const WORDS = 'une patinoire de quenouilles pour Zyxomil';
const ASKED = {
  priorities: WORDS,
  territory: { code: '35236', population: 9000 },
  themes: ['reemploi'],
  levers: ['locaux'],
};
const GIVEN = { ...ASKED, consent: true };
/** The same, in the fields of the page. */
const FIELDS = {
  question: WORDS,
  territoire: '35236',
  type: 'commune',
  population: '9 000',
  themes: 'reemploi',
  leviers: 'locaux',
  accord: 'oui',
};

const log: string[] = [];
const application = await useApplication(
  {
    web: await builtPages(),
    operator,
    logLevel: 'trace',
    logStream: { write: (line) => log.push(line) },
  },
  { FEEDBACK_RETENTION_DAYS: '30' },
);
const authorization = await authorizeEditor(application);

const entrust = (payload: object) => clientOf(application.app).post('/v1/entrusted-questions').send(payload);
const erase = (id: string) => clientOf(application.app).delete(`/v1/entrusted-questions/${id}`);
const read = (url: string, headers: Record<string, string> = { authorization }) =>
  clientOf(application.app).get(`/v1${url}`).set(headers);
const waiting = async () => (await read('/entrusted-questions')).body;

function send(fields: Readonly<Record<string, string>>, app = application.app) {
  return clientOf(app)
    .post('/confier')
    .set({ accept: 'text/html', origin: 'http://localhost' })
    .type('form')
    .send(String(new URLSearchParams(fields)));
}

/** Reference of a question that the page says. */
const referenceIn = (text: string) => /qc_[\w-]{22}/.exec(text)?.[0] ?? '';

describe('an entrusted question', () => {
  it('is kept as it was asked, until its end or its erasure, for editors alone', async () => {
    const { statusCode, body, headers } = await entrust(GIVEN);
    expect([statusCode, headers.location]).toEqual([201, `/v1/entrusted-questions/${body.id}`]);
    expect(body).toMatchObject({
      ...ASKED,
      territory: { code: '35236', kind: 'commune', name: 'Redon', population: 9000, setting: null },
    });
    expect(Date.parse(body.keptUntil) - Date.parse(body.createdAt)).toBe(30 * 86_400_000);
    expect(await waiting()).toEqual({ questions: [body], total: 1 });
    const { token } = await application.essaimage.keys.create({ label: 'import', scopes: ['import'] });
    for (const url of ['/entrusted-questions', `/entrusted-questions/${body.id}`]) {
      expect((await read(url, {})).statusCode).toBe(401);
      expect((await read(url, { authorization: `Bearer ${token}` })).statusCode).toBe(403);
      expect((await read(url)).statusCode).toBe(200);
    }
    expect((await erase(body.id)).statusCode).toBe(204);
    expect(await waiting()).toEqual({ questions: [], total: 0 });
    for (const again of [await erase(body.id), await read(`/entrusted-questions/${body.id}`)])
      expect([again.statusCode, again.body.code]).toEqual([404, 'entrusted-question-not-found']);
  });

  it.each([
    ['no consent', { consent: false }, 400, 'request-invalid'],
    ['consent left out', { consent: undefined }, 400, 'request-invalid'],
    ['no words', { priorities: '!!!' }, 400, 'request-invalid'],
    ['an unknown field', { name: 'Zyxomil' }, 400, 'request-invalid'],
    ['an unknown territory', { territory: { code: '99999' } }, 422, 'territory-unknown'],
    ['an unknown theme', { themes: ['zzz'] }, 400, 'theme-unknown'],
  ])('is refused with %s, and nothing is kept', async (_what, change, status, code) => {
    const { statusCode, body } = await entrust({ ...GIVEN, ...change });
    expect([statusCode, body.code]).toEqual([status, code]);
    expect((await waiting()).total).toBe(0);
  });
});

describe('the page', () => {
  const offer = async (priorites: string) =>
    (await clientOf(application.app).get('/').query({ priorites }).set({ accept: 'text/html' })).text;

  it('offers it where nothing is close alone, says what is kept, and needs the visitor’s act', async () => {
    const shown = await offer('une patinoire solidaire');
    expect(readPage(shown).text).toMatch(/30\s*jours au plus/);
    expect(shown).toMatch(/<input type="checkbox" name="accord" value="oui" required[^>]*>/);
    expect(shown).not.toMatch(/name="accord"[^>]*checked/);
    expect(await offer('horaires des trains pour Paris')).toContain('action="/confier"');
    expect(await offer('ouvrir une épicerie solidaire')).not.toContain('action="/confier"');
  });

  it('gives a reference, with which the same page erases the question', async () => {
    const sent = await send(FIELDS);
    expect(sent.statusCode).toBe(200);
    const { questions } = await waiting();
    const id = referenceIn(sent.text);
    expect(questions).toMatchObject([
      { id, ...ASKED, territory: { code: '35236', kind: 'commune', population: 9000 } },
    ]);
    const unconfirmed = await send({ reference: id });
    expect([unconfirmed.statusCode, (await waiting()).total]).toEqual([422, 1]);
    expect(readPage(unconfirmed.text).text).toContain('Rien n’est effacé');
    const confirmed = { reference: id, effacer: 'oui' };
    expect((await send(confirmed)).text).toContain('Votre question est effacée');
    expect((await waiting()).total).toBe(0);
    const again = await send(confirmed);
    expect([again.statusCode, readPage(again.text).text]).toEqual([
      404,
      expect.stringContaining('déjà effacée'),
    ]);
  });

  it('keeps what was typed when the consent is missing', async () => {
    const { accord: _, ...without } = FIELDS;
    const { statusCode, text } = await send(without);
    expect([statusCode, text.includes(`${WORDS}</textarea>`)]).toEqual([422, true]);
    expect(readPage(text).text).toContain('cochez la case pour donner votre accord');
    expect((await send({ ...without, question: 'a' })).text).toMatch(/#question".*#accord".*question-error/s);
    expect((await waiting()).total).toBe(0);
  });
});

it('is written neither in the logs nor in the measures', async () => {
  const { id } = (await entrust(GIVEN)).body;
  await entrust({ ...GIVEN, priorities: `${WORDS}\u0000` });
  await erase(id);
  const measures = (await clientOf(application.app).get('/metrics')).text;
  expect(log.some((line) => line.includes('/v1/entrusted-questions/:id'))).toBe(true);
  expect(log.join('') + measures).not.toMatch(/quenouilles|zyxomil|qc_/i);
});

it('is not taken by default, and what was taken can still be erased', async () => {
  const erased: string[] = [];
  const entrustedQuestions = { takeBack: async (id: string) => void erased.push(id) };
  const app = await stubApplication({ entrustedQuestions }, {}, { web: await builtPages() });
  const { statusCode, body } = await clientOf(app).post('/v1/entrusted-questions').send(GIVEN);
  expect([statusCode, body.code]).toEqual([404, 'route-not-found']);
  expect((await send(FIELDS, app)).statusCode).toBe(404);
  expect((await send({ reference: 'qc_a', effacer: 'oui' }, app)).statusCode).toBe(200);
  expect(erased).toEqual(['qc_a']);
  await app.close();
});
