import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RECORDED_EXAMPLES } from '../../src/http/documentation/recorded-examples.ts';
import { CODES } from '../../src/http/problems/problem-catalogue.ts';
import { type Application, START_TIMEOUT_MS, startApplication } from './start-application.ts';
import { withoutDates } from './without-dates.ts';

/** Largest difference from a recorded score: scores depend slightly on the processor. */
const TOLERANCE = 0.02;

let application: Application;
let app: FastifyInstance;
beforeAll(async () => {
  application = await startApplication();
  app = application.app;
}, START_TIMEOUT_MS);
afterAll(() => application.close());

function withRoughScores(value: unknown, recorded: unknown): unknown {
  if (typeof value === 'number' && typeof recorded === 'number') {
    return Math.abs(value - recorded) <= TOLERANCE ? recorded : value;
  }
  if (typeof value !== 'object' || value === null || typeof recorded !== 'object' || recorded === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => withRoughScores(item, Reflect.get(recorded, index)));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withRoughScores(item, Reflect.get(recorded, key))]),
  );
}

const operationSchema = z.object({
  operationId: z.string().min(1),
  summary: z.string().min(1),
  description: z.string().min(1),
  tags: z.array(z.string()).min(1),
  parameters: z
    .array(
      z.object({ name: z.string(), description: z.string({ error: 'each parameter is described' }).min(1) }),
    )
    .default([]),
  responses: z.record(z.string(), z.object({ description: z.string().min(1) })),
});

describe('the OpenAPI document', () => {
  it('is the same as openapi/openapi.json', async () => {
    const file = await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8');
    const { body } = await app.inject({ url: '/openapi.json' });
    expect(JSON.parse(body)).toEqual(JSON.parse(file));
  });

  it('describes every operation, parameter and answer in French', async () => {
    const { paths } = (await app.inject({ url: '/openapi.json' })).json();
    const operations = Object.values(paths).flatMap((methods) => Object.values(Object(methods)));
    expect(operations.length).toBeGreaterThan(20);
    for (const operation of z.array(operationSchema).parse(operations)) {
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(description, `${operation.operationId} ${status}`).not.toBe('Default Response');
      }
    }
  });

  it('shows a recorded answer of every operation whose JSON is the same for anyone', async () => {
    const recorded = RECORDED_EXAMPLES.filter(({ status }) => status === 200).map(
      ({ operationId }) => operationId,
    );
    const { paths } = (await app.inject({ url: '/openapi.json' })).json();
    const operations = z
      .array(z.object({ operationId: z.string(), security: z.array(z.record(z.string(), z.unknown())) }))
      .parse(Object.values(paths).flatMap((methods) => Object.values(Object(methods))));
    const free = operations.filter(
      ({ security }) => security.length === 0 || security.some((way) => Object.keys(way).length === 0),
    );
    const unshown = free.filter(({ operationId }) => !recorded.includes(operationId));
    expect(unshown.map(({ operationId }) => operationId)).toEqual([
      'writeNote',
      'contribute',
      'giveFeedback',
      'takeFeedbackBack',
      'downloadExperiences',
      'downloadExperiencesTable',
      'readFeed',
      'readJsonFeed',
      'readMetrics',
    ]);
  });

  it('gives the scopes of each route, and how to send a key', async () => {
    const document = (await app.inject({ url: '/openapi.json' })).json();
    expect(document.components.securitySchemes.key).toMatchObject({ type: 'http', scheme: 'bearer' });
    for (const { method, url, access } of app.declaredRoutes) {
      const path = url.replace(/:(\w+)/g, '{$1}');
      const operation = document.paths[path]?.[method.toLowerCase()];
      if (operation === undefined) continue;
      const demanded =
        access === 'open'
          ? []
          : access === 'read'
            ? [{}, { key: ['read:members'] }]
            : [{ key: access.slice('scope:'.length).split('+') }];
      expect(operation.security, `${method} ${url}`).toEqual(demanded);
      expect(Object.keys(operation.responses).includes('401')).toBe(access !== 'open');
      expect(Object.keys(operation.responses).includes('403')).toBe(access.startsWith('scope:'));
    }
  });

  it.each(
    RECORDED_EXAMPLES.map(
      (example) => [`${example.request.method} ${decodeURIComponent(example.request.url)}`, example] as const,
    ),
  )('shows the real answer to %s', async (_name, { request, status, answer }) => {
    const response = await app.inject({
      method: request.method,
      url: request.url,
      ...(request.body === undefined
        ? {}
        : { payload: JSON.stringify(request.body), headers: { 'content-type': 'application/json' } }),
    });
    expect(response.statusCode).toBe(status);
    expect(
      withRoughScores(JSON.parse(response.body, withoutDates), answer),
      'the service no longer answers what its documentation shows: run « npm run openapi:record », « npm run openapi »',
    ).toEqual(answer);
  });
});

describe('the pages', () => {
  it('lead from the type of a problem to its description', async () => {
    const problem = (await app.inject({ url: '/nulle-part' })).json();
    const [page = '', anchor = ''] = problem.type.split('#');
    const { body, headers } = await app.inject({ url: page });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain(`id="${anchor}"`);
    for (const code of CODES) expect(body).toContain(`id="${code}"`);
  });
});
