import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Feedback } from '../../src/domain/feedback/feedback.ts';
import { FEEDBACK_REASON_LABELS } from '../../src/domain/french/labels.ts';
import { clientOf } from './http-client.ts';
import { importMembersFiche, MEMBERS_FICHE } from './members-fiche.ts';
import { stubApplication } from './stub-application.ts';
import { useApplication } from './use-application.ts';

const OPINION = {
  recommendationId: 'rec_0123456789abcdefae71',
  experienceId: 'flashcoop-mam-cookies-angers',
  verdict: 'useful',
} as const;
const ON_LEVER = {
  recommendationId: OPINION.recommendationId,
  leverId: 'locaux',
  verdict: 'not-useful',
} as const;

const log: string[] = [];
const application = await useApplication({
  logLevel: 'trace',
  logStream: { write: (line) => log.push(line) },
});

function give(payload: object, headers: Record<string, string> = {}, app = application.app) {
  return clientOf(app).post('/v1/feedback').set(headers).send(payload);
}

const takeBack = (id: string) => clientOf(application.app).delete(`/v1/feedback/${encodeURIComponent(id)}`);

describe('giving an opinion', () => {
  it('takes one click, and returns a new unguessable id each time', async () => {
    const [first, second] = [await give(OPINION), await give(OPINION)];
    for (const { statusCode, headers, body } of [first, second]) {
      expect(statusCode).toBe(201);
      expect(body).toEqual({
        ...OPINION,
        id: expect.stringMatching(/^fb_[\w-]{22}$/),
        leverId: null,
        reason: null,
        comment: null,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/),
      });
      expect(headers.location).toBe(`/v1/feedback/${body.id}`);
      expect(headers['cache-control']).toBe('no-store');
    }
    expect(first.body.id).not.toBe(second.body.id);
  });

  it('accepts a reason that fits the verdict, and any comment', async () => {
    const comment = '  Pas de local libre\n« ici » <b>!</b> cafe\u0301 🎉 ';
    const response = await give({ ...ON_LEVER, reason: 'out-of-reach', comment });
    expect(response.statusCode).toBe(201);
    expect(response.body).toMatchObject({
      leverId: 'locaux',
      experienceId: null,
      reason: 'out-of-reach',
      comment: 'Pas de local libre\n« ici » <b>!</b> café 🎉',
    });
    for (const verdict of ['useful', 'not-useful'] as const) {
      for (const reason of Object.keys(FEEDBACK_REASON_LABELS[verdict])) {
        expect((await give({ ...ON_LEVER, verdict, reason })).statusCode, reason).toBe(201);
      }
    }
  });

  it('keeps one on the whole answer, which the newsroom reads', async () => {
    const { experienceId: _, ...whole } = OPINION;
    const response = await give(whole);
    expect(response.statusCode).toBe(201);
    expect(response.body).toMatchObject({ experienceId: null, leverId: null });
    const { opinions } = await application.essaimage.review.opinions({ after: null, limit: 1 });
    expect(opinions).toMatchObject([{ subject: { experienceId: null, leverId: null }, title: null }]);
  });

  it.each([
    [{ ...OPINION, leverId: 'locaux' }, '', 'one-of'],
    [{ ...OPINION, reason: 'too-old' }, '/reason', 'not-allowed'],
    [{ ...ON_LEVER, reason: 'answers-need' }, '/reason', 'not-allowed'],
    [{ ...OPINION, reason: 'autre' }, '/reason', 'not-allowed'],
    [{ ...OPINION, verdict: 'bof' }, '/verdict', 'not-allowed'],
    [{ ...OPINION, verdict: undefined }, '/verdict', 'required'],
    [{ ...OPINION, recommendationId: 'rec_1' }, '/recommendationId', 'invalid'],
    [{ ...OPINION, comment: '' }, '/comment', 'too-short'],
    [{ ...OPINION, comment: 'é'.repeat(1001) }, '/comment', 'too-long'],
    [{ ...OPINION, comment: 'a\u0007' }, '/comment', 'control-character'],
    [{ ...OPINION, comment: '\ud800' }, '/comment', 'malformed-text'],
    [{ ...OPINION, email: 'a@b.fr' }, '/email', 'unknown-property'],
  ])('refuses %j', async (payload, pointer, code) => {
    const response = await give(payload);
    expect(response.statusCode).toBe(400);
    expect(response.body.errors).toMatchObject([{ in: 'body', pointer, code }]);
  });

  it('accepts the longest opinion, and refuses a larger body', async () => {
    const longest = { ...OPINION, comment: '🎉'.repeat(1000) };
    const escaped = JSON.stringify(longest).replace(
      /[\ud800-\udfff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
    );
    const send = (payload: string) =>
      clientOf(application.app)
        .post('/v1/feedback')
        .set({ 'content-type': 'application/json' })
        .send(payload);
    expect((await send(escaped)).body.comment).toBe(longest.comment);
    expect((await send(escaped + ' '.repeat(17_000))).body.code).toBe('body-too-large');
  });

  it('refuses an unknown answer or subject, and a members’ one without a key', async () => {
    await importMembersFiche(application);
    const members = { ...OPINION, experienceId: MEMBERS_FICHE.id };
    const missing = { ...OPINION, experienceId: 'une-fiche-qui-n-existe-pas' };
    const [closed, unknown] = [await give(members), await give(missing)];
    expect(closed.statusCode).toBe(404);
    expect(closed.text.replaceAll(members.experienceId, '')).toBe(
      unknown.text.replaceAll(missing.experienceId, ''),
    );
    const { token } = await application.essaimage.keys.create({ label: 'x', scopes: ['read:members'] });
    const keyed = await give(members, { authorization: `Bearer ${token}` });
    expect([keyed.statusCode, keyed.body.experienceId]).toEqual([201, members.experienceId]);
    const madeUp = `rec_${'0'.repeat(20)}`;
    for (const given of [OPINION, ON_LEVER, members, missing]) {
      const { statusCode, body } = await give({ ...given, recommendationId: madeUp });
      expect([statusCode, body.code]).toEqual([404, 'recommendation-not-found']);
    }
    const answer = await clientOf(application.app).get('/v1/recommendations?priorities=une%20%C3%A9picerie');
    const given = await give({ ...OPINION, recommendationId: answer.body.id });
    expect(given.statusCode).toBe(201);
    const lever = await give({ ...ON_LEVER, leverId: 'baguette-magique' });
    expect([lever.statusCode, lever.body.code]).toEqual([404, 'lever-not-found']);
  });

  it('answers or refuses anything', async () => {
    const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.jsonValue());
    const mutation = fc.dictionary(
      fc.constantFrom('recommendationId', 'experienceId', 'leverId', 'verdict', 'reason', 'comment', 'x'),
      anything,
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(OPINION, ON_LEVER), mutation, async (opinion, change) => {
        const { statusCode } = await give({ ...opinion, ...change });
        expect([201, 400, 404]).toContain(statusCode);
      }),
      { numRuns: 300 },
    );
  });
});

describe('taking an opinion back', () => {
  it('deletes it: its id is then like an unknown one', async () => {
    const { id } = (await give(OPINION)).body;
    const gone = await takeBack(id);
    expect([gone.statusCode, gone.text]).toEqual([204, '']);
    const [again, never] = [await takeBack(id), await takeBack('fb_0123456789abcdefghijkl')];
    expect([again.statusCode, again.body.code]).toEqual([404, 'feedback-not-found']);
    expect({ ...again.body, instance: '' }).toEqual({ ...never.body, instance: '' });
  });

  it('needs the id only: a key is not read, even an invalid one', async () => {
    const { id } = (await give(OPINION)).body;
    const response = await clientOf(application.app)
      .delete(`/v1/feedback/${id}`)
      .set({ authorization: 'Bearer oubliée' });
    expect(response.statusCode).toBe(204);
  });

  it('refuses any other id', async () => {
    const ids = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((id) => !/^\.{1,2}$/.test(id));
    await fc.assert(
      fc.asyncProperty(ids, async (id) => {
        const text = Buffer.from(id).toString();
        expect([400, 404]).toContain((await takeBack(text)).statusCode);
      }),
      { numRuns: 100 },
    );
  });
});

it('leaves no comment, id, IP address or browser in logs and metrics', async () => {
  const { id } = (await give({ ...OPINION, comment: 'Zyxomil parle' }, { 'user-agent': 'Zyxomil/1' })).body;
  await give({ ...OPINION, comment: 'Zyxomil\u0000' });
  await takeBack(id);
  const measures = (await clientOf(application.app).get('/metrics')).text;
  expect(log.some((line) => line.includes('/v1/feedback/:id'))).toBe(true);
  expect(log.join('') + measures).not.toMatch(/zyxomil|fb_|127\.0\.0\.1/i);
});

describe('the limit', () => {
  const given: Feedback = {
    id: 'fb_0123456789abcdefghijkl',
    recommendationId: OPINION.recommendationId,
    subject: { experienceId: OPINION.experienceId, leverId: null },
    verdict: 'useful',
    reason: null,
    comment: null,
    rankingVersion: '1',
    createdAt: '2026-01-15T09:30:00.000Z',
  };

  it('per hour and address is equal to that of other requests per minute', async () => {
    const app: FastifyInstance = await stubApplication(
      { feedback: { give: async () => given, takeBack: async () => {} } },
      { rateLimitPerMinute: 2 },
    );
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await give(OPINION, {}, app)).statusCode);
    expect(statuses).toEqual([201, 201, 429]);
    const refused = await give(OPINION, {}, app);
    expect(refused.body.code).toBe('rate-limited');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_000);
    // Reads, and taking an opinion back, do not count.
    expect((await clientOf(app).get('/v1/territories?q=x')).statusCode).toBe(200);
    const back = await clientOf(app).delete(`/v1/feedback/${given.id}`);
    expect(back.statusCode).toBe(204);
    await app.close();
  });
});

it('documents each reason in words', async () => {
  const { components } = (await clientOf(application.app).get('/openapi.json')).body;
  const { description } = components.schemas.Opinion.properties.reason;
  for (const labels of Object.values(FEEDBACK_REASON_LABELS)) {
    for (const [code, label] of Object.entries(labels)) {
      expect(description).toContain(`« ${label} » (\`${code}\`)`);
    }
  }
});
