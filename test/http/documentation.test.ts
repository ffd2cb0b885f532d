import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RECORDED_EXAMPLES } from '../../src/http/documentation/recorded-examples.ts';
import { CODES } from '../../src/http/problems/problem-catalogue.ts';
import { clientOf } from './http-client.ts';
import { type Replay, startReplay } from './replay-examples.ts';
import { withSharedParts } from './shared-parts.ts';
import { START_TIMEOUT_MS } from './start-application.ts';

let replay: Replay;
let app: FastifyInstance;
beforeAll(async () => {
  replay = await startReplay();
  app = replay.application.app;
}, START_TIMEOUT_MS);
afterAll(() => replay.application.close());

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
  responses: z.record(
    z.string(),
    z.object({ description: z.string().min(1), headers: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

/** Operations of both documents, with what they share put in its place. */
function readOperations() {
  const text = JSON.stringify(app.swagger());
  const { paths } = z.object({ paths: z.record(z.string(), z.unknown()) }).parse(withSharedParts(text));
  const operations = Object.values(paths).flatMap((methods) => Object.values(Object(methods)));
  return z.array(operationSchema).parse(operations);
}

describe('the OpenAPI document', () => {
  it.each([
    ['openapi', '/openapi.json'],
    ['editors', '/openapi-redaction.json'],
  ])('is the same as openapi/%s.json', async (name, address) => {
    const file = await readFile(new URL(`../../openapi/${name}.json`, import.meta.url), 'utf8');
    const { body } = await clientOf(app).get(address);
    expect(body).toEqual(JSON.parse(file));
  });

  it('is one for integrators, where objects have names, and one for editors and operators', () => {
    const { integrators: text, editors } = app.readDocuments();
    for (const path of ['/v1/proposals', '/v1/imports', '/v1/keys', '/metrics']) {
      expect(Object.keys(JSON.parse(text).paths)).not.toContain(path);
    }
    expect(Object.keys(JSON.parse(editors).paths)).toEqual(
      expect.arrayContaining(['/v1/proposals', '/v1/imports', '/v1/keys', '/metrics']),
    );
    const nameless = /"(?:items|anyOf)":\[?{[^{}]*"properties"/;
    expect(text).not.toMatch(nameless);
  });

  it('says where generators read it that a parameter is deprecated, and names a list of values once', () => {
    const { paths, components } = JSON.parse(app.readDocuments().integrators);
    const parameters = z
      .array(
        z.looseObject({
          name: z.string().optional(),
          deprecated: z.boolean().optional(),
          schema: z.unknown().optional(),
        }),
      )
      .parse(paths['/v1/experiences'].get.parameters);
    const deprecated = parameters.filter((parameter) => parameter.deprecated);
    expect(deprecated.map(({ name }) => name)).toEqual(['theme', 'lever']);
    expect(parameters.find(({ name }) => name === 'setting')?.schema).toEqual({
      $ref: '#/components/schemas/Setting',
    });
    expect(components.schemas.Setting.enum).toContain('rural');
    expect(components.schemas.Question.properties.minLevel).toMatchObject({ const: 'close' });
  });

  it('describes every operation, parameter and answer in French', async () => {
    const operations = readOperations();
    expect(operations.length).toBeGreaterThan(20);
    for (const operation of operations) {
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(description, `${operation.operationId} ${status}`).not.toBe('Default Response');
      }
    }
  });

  it('shows a recorded answer of every operation, but a Word file and measures that change', async () => {
    const recorded = RECORDED_EXAMPLES.filter(({ status }) => status < 300).map(
      ({ operationId }) => operationId,
    );
    const unshown = readOperations().filter(({ operationId }) => !recorded.includes(operationId));
    expect(unshown.map(({ operationId }) => operationId)).toEqual(['writeNote', 'readMetrics']);
  });

  it('closes requests, so that a mistyped field is refused, and opens answers, which may get fields', async () => {
    const { components } = Object(app.swagger());
    const isClosed = (name: string) => components.schemas[name].additionalProperties === false;
    for (const name of ['Question', 'Opinion', 'ExperiencePatch', 'KeyRequest']) {
      expect(isClosed(name), name).toBe(true);
    }
    for (const name of ['Recommendation', 'Experience', 'Problem', 'Import']) {
      expect(isClosed(name), name).toBe(false);
    }
  });

  it('describes the headers that are sent, and no other', async () => {
    const operations = new Map(readOperations().map((each) => [each.operationId, each]));
    const { components } = Object(app.swagger());
    const known = Object.keys(components.headers);
    const reads = RECORDED_EXAMPLES.filter(({ request }) => request.method === 'GET' && !request.scopes);
    for (const { operationId, request, status } of reads) {
      const { headers } = await clientOf(app).get(request.url);
      const described = operations.get(operationId)?.responses[status]?.headers ?? {};
      const sent = known.filter((name) => headers[name.toLowerCase()] !== undefined);
      expect(sent.sort(), `${request.url} ${status}`).toEqual(Object.keys(described).sort());
    }
  });

  it('gives the scopes of each route, and how to send a key', async () => {
    const document = Object(app.swagger());
    expect(document.components.securitySchemes.key).toMatchObject({ type: 'http', scheme: 'bearer' });
    for (const { method, url, access } of app.declaredRoutes) {
      const path = url.replace(/\/:(\w+)/g, '/{$1}');
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
  )('shows the real answer to %s', async (_name, example) => {
    const given = await replay.answer(example);
    expect(
      given,
      'the service no longer answers what its documentation shows: run « npm run openapi:record »',
    ).toEqual({ status: example.status, answer: example.answer });
  });
});

describe('the pages', () => {
  it('tell assistants where to read', async () => {
    const { text } = await clientOf(app).get('/llms.txt?utm_source=x');
    const addresses = [...text.matchAll(/\]\(https?:\/\/[^/]+([^)]+)/g)].map(([, path = '']) => path);
    expect(addresses).toEqual(expect.arrayContaining(['/openapi.json', '/v1/experiences.ndjson']));
    expect((await clientOf(app).get('/v1/themes?utm_source=x')).statusCode).toBe(200);
    expect((await clientOf(app).get('/v1/themes?source=x')).statusCode).toBe(400);
  });

  it('lead from the type of a problem to its description', async () => {
    const problem = (await clientOf(app).get('/nulle-part')).body;
    const [page = '', anchor = ''] = problem.type.split('#');
    const { text, headers } = await clientOf(app).get(page);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain(`id="${anchor}"`);
    for (const code of CODES) expect(text).toContain(`id="${code}"`);
  });
});
