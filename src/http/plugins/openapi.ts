import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { addExamples } from '../documentation/add-examples.ts';
import { API_DESCRIPTION } from '../documentation/api-description.ts';
import { findUnusedSchemas } from '../documentation/unused-schemas.ts';

const zodToJsonConfig = {
  /** The converter forgets the default value of what is transformed while it is parsed. */
  override({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: { default?: unknown } }) {
    const meta = z.globalRegistry.get(zodSchema);
    if (meta?.default !== undefined) jsonSchema.default = meta.default;
  },
};

const describeSchemas = createJsonSchemaTransformObject({ zodToJsonConfig });

/** The converter writes every schema twice, as an input and as an output: keep those that serve. */
const transformObject: SwaggerTransformObject = (documented) => {
  const document = describeSchemas(documented);
  if (!('components' in document)) return document;
  const schemas = document.components?.schemas ?? {};
  for (const name of findUnusedSchemas(document.paths, schemas)) delete schemas[name];
  addExamples(document.paths);
  return document;
};

/** Describes the routes registered after it as OpenAPI 3.1, and shows them at /docs. */
export const openapiPlugin = fp(
  async (app) => {
    await app.register(swagger, {
      openapi: API_DESCRIPTION,
      transform: createJsonSchemaTransform({ zodToJsonConfig }),
      transformObject,
    });
    await app.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { docExpansion: 'list', deepLinking: true, layout: 'BaseLayout' },
      theme: { title: 'Essaimage · API' },
    });
  },
  { name: 'openapi', fastify: '5.x' },
);
