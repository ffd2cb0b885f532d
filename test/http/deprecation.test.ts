import Fastify from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { NOBODY } from '../../src/http/app.ts';
import { describeApi } from '../../src/http/documentation/openapi.ts';
import { announceDeprecations } from '../../src/http/plugins/deprecation.ts';
import { compileValidator } from '../../src/http/problems/invalid-request.ts';

it('announces the end of an operation in its answers and in the description of the API', async () => {
  const app = Fastify().setValidatorCompiler(compileValidator).setSerializerCompiler(serializerCompiler);
  announceDeprecations(app);
  await describeApi(app, NOBODY);
  const schema = (operationId: string) => ({
    operationId,
    response: { 200: z.object({}).describe('Rien.') },
  });
  const deprecated = {
    since: new Date('2026-01-01T00:00:00Z'),
    sunset: new Date('2026-07-01T00:00:00Z'),
    successor: '/v1/new',
  };
  app.get('/v1/old', { config: { deprecated }, schema: schema('old') }, async () => ({}));
  app.get('/v1/new', { schema: schema('new') }, async () => ({}));

  const { headers } = await app.inject({ url: '/v1/old' });
  expect(headers).toMatchObject({
    deprecation: '@1767225600',
    sunset: 'Wed, 01 Jul 2026 00:00:00 GMT',
    link: '</v1/new>; rel="successor-version"',
  });
  expect((await app.inject({ url: '/v1/new' })).headers).not.toHaveProperty('deprecation');

  const { paths, components } = JSON.parse(JSON.stringify(app.swagger()));
  const { deprecated: isDeprecated, responses } = paths['/v1/old'].get;
  expect(isDeprecated).toBe(true);
  expect(Object.keys(responses['200'].headers)).toEqual(
    expect.arrayContaining(['Deprecation', 'Sunset', 'Link']),
  );
  expect(Object.keys(components.headers)).toEqual(expect.arrayContaining(['Deprecation', 'Sunset', 'Link']));
  expect(paths['/v1/new'].get).not.toHaveProperty('deprecated');
});
