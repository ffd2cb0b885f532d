import type { FastifyInstance } from 'fastify';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { RecommendRequest } from '../../src/application/recommend/recommend.ts';
import type { Recommendation } from '../../src/application/recommend/recommendation.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { answer } from '../fakes/answers.ts';
import { profile } from '../fakes/experiences.ts';
import { clientOf } from './http-client.ts';
import { stubApplication } from './stub-application.ts';

const IDLE = { waiting: 0, estimatedWaitMs: 0 };
const PATIENCE = { timeout: 30_000 };

const answerTo = ({ priorities }: RecommendRequest): Recommendation =>
  answer({ id: `rec_${priorities}`, status: 'no_match', profile: profile({ priorities }), needs: [] });

const questions = (...priorities: readonly string[]) => priorities.map((each) => ({ priorities: each }));

async function send(app: FastifyInstance, given: readonly object[], address?: string) {
  return await clientOf(app, address).post('/v1/recommendations:batch').send({ questions: given });
}

const told = (body: {
  results: { recommendation: { id: string } | null; problem: { code: string } | null }[];
}) => body.results.map(({ recommendation, problem }) => recommendation?.id ?? problem?.code);

async function start(...given: Parameters<typeof stubApplication>): Promise<FastifyInstance> {
  const app = await stubApplication(...given);
  onTestFinished(() => app.close());
  return app;
}

it('answers each question in order, or says why not as the route of one question would', async () => {
  const app = await start({
    async recommend(request) {
      const [id = ''] = request.themes;
      if (id !== '')
        throw new DomainError('theme-unknown', 'Thème inconnu.', { id, index: 0, valid: ['energie'] });
      return answerTo(request);
    },
  });
  const response = await send(app, [
    ...questions('une épicerie'),
    { themes: ['x'] },
    ...questions('un garage'),
  ]);
  expect(response.statusCode).toBe(200);
  expect(told(response.body)).toEqual(['rec_une épicerie', 'theme-unknown', 'rec_un garage']);
  expect(response.body.results[1].problem).toMatchObject({
    status: 400,
    instance: '/v1/recommendations:batch',
    errors: [{ in: 'body', pointer: '/themes/0' }],
    valid: ['energie'],
  });
});

it('refuses a batch that is empty, too long, or with a malformed question', async () => {
  const app = await start();
  for (const [given, pointer, code] of [
    [[], '/questions', 'too-few'],
    [Array.from({ length: 51 }, () => ({ priorities: 'une épicerie' })), '/questions', 'too-many'],
    [
      [{ priorities: 'un garage', limit: 50 }, ...Array(5).fill({ priorities: 'un lavoir', limit: 41 })],
      '/questions',
      'too-large',
    ],
    [[{ priorities: 'un garage' }, {}], '/questions/1', 'nothing-asked'],
  ] as const) {
    const response = await send(app, given);
    expect(response.statusCode).toBe(400);
    expect(response.body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  }
});

it('gives what is ready at its one deadline, and says what was not', async () => {
  const app = await start(
    {
      recommend: (request, signal) =>
        request.priorities === 'lente'
          ? new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
          : Promise.resolve(answerTo(request)),
    },
    { requestTimeoutMs: 300, rateLimitPerMinute: 10 },
  );
  const response = await send(app, questions('une épicerie', 'lente', 'un garage'));
  expect(response.statusCode).toBe(200);
  // The third question was never tried: it does not count.
  expect(response.headers['ratelimit-remaining']).toBe('8');
  expect(told(response.body)).toEqual(['rec_une épicerie', 'deadline-exceeded', 'deadline-exceeded']);
});

it('fails whole when the service does', async () => {
  const app = await start({ recommend: () => Promise.reject(new TypeError('broken')) });
  const response = await send(app, questions('une épicerie'));
  expect([response.statusCode, response.body.code]).toEqual([500, 'internal']);
});

it('counts each question against the limits of its address', async () => {
  const app = await start({ recommend: async (request) => answerTo(request) }, { rateLimitPerMinute: 3 });
  const response = await send(app, questions('aa a', 'bb b', 'cc c', 'dd d'));
  expect(told(response.body)).toEqual(['rec_aa a', 'rec_bb b', 'rec_cc c', 'rate-limited']);
  expect(response.headers['ratelimit-remaining']).toBe('0');
  expect((await send(app, questions('ee e'))).body.code).toBe('rate-limited');
});

it('lets the questions of others go before its next one while the service is busy', async () => {
  const load = { waiting: 0, estimatedWaitMs: 0 };
  const ends: (() => void)[] = [];
  const recommend = vi.fn(
    (request: RecommendRequest) =>
      new Promise<Recommendation>((resolve) => ends.push(() => resolve(answerTo(request)))),
  );
  const app = await start({ recommend, readLoad: () => ({ embedder: load, store: IDLE }) });
  const batch = send(app, questions('première', 'seconde'), '127.0.0.100');
  await vi.waitFor(() => expect(recommend).toHaveBeenCalledTimes(1), PATIENCE);
  const others = Array.from({ length: 8 }, async (_, n) => {
    await clientOf(app, `127.0.1.${n}`).get('/v1/recommendations?priorities=autre');
  });
  await vi.waitFor(() => expect(recommend).toHaveBeenCalledTimes(9), PATIENCE);
  load.estimatedWaitMs = 4_200;
  ends.shift()?.();
  // A newcomer is refused, and so is the next question of the batch, which waits instead.
  await vi.waitFor(async () => {
    const { statusCode } = await clientOf(app).get('/v1/recommendations?priorities=autre');
    expect([statusCode, ends.length]).toEqual([503, 8]);
  }, PATIENCE);
  expect(recommend).toHaveBeenCalledTimes(9);
  for (const end of ends.splice(0)) end();
  await Promise.all(others);
  await vi.waitFor(() => expect(recommend).toHaveBeenCalledTimes(10), PATIENCE);
  ends.shift()?.();
  expect(told((await batch).body)).toEqual(['rec_première', 'rec_seconde']);
});
