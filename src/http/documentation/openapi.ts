import swagger, { type SwaggerTransform, type SwaggerTransformObject } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type RouteAccess, scopesOf } from '../plugins/access.ts';
import { expectedProblems } from '../problems/problem-schema.ts';
import { addExamples } from './add-examples.ts';
import { API_DESCRIPTION, KEY_SCHEME } from './api-description.ts';

const zodToJsonConfig = {
  /** Restores the default of a transformed schema, which the converter drops. Lists are not « read only » fields. */
  override({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Record<string, unknown> }) {
    delete jsonSchema.readOnly;
    const meta = z.globalRegistry.get(zodSchema);
    if (meta?.default !== undefined) jsonSchema.default = meta.default;
  },
};

const describeSchemas = createJsonSchemaTransformObject({ zodToJsonConfig });

const describeSchema = createJsonSchemaTransform({ zodToJsonConfig });

function securityOf(access: RouteAccess | undefined): Record<string, string[]>[] {
  if (access === undefined || access === 'open' || access === 'session') return [];
  if (access === 'read') return [{}, { [KEY_SCHEME]: ['read:members'] }];
  return [{ [KEY_SCHEME]: [...scopesOf(access)] }];
}

const describeRoute: SwaggerTransform = (documented) => {
  const { config = {} } = documented.route;
  const response = {
    ...expectedProblems(documented.schema, config),
    ...Object(documented.schema.response),
  };
  const { schema, url } = describeSchema({ ...documented, schema: { ...documented.schema, response } });
  return { schema: { ...schema, security: securityOf(config.access) }, url };
};

function referencesIn(value: unknown): readonly string[] {
  const references = JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  return Array.from(references, ([, name]) => name ?? '');
}

/** Returns the names of schemas that no path uses, directly or through another schema. */
function findUnusedSchemas(paths: unknown, schemas: Readonly<Record<string, unknown>>): readonly string[] {
  const used = new Set<string>();
  const pending = [...referencesIn(paths)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    pending.push(...referencesIn(schemas[name] ?? {}));
  }
  return Object.keys(schemas).filter((name) => !used.has(name));
}

/** Deletes unused schemas: the converter writes each one twice, as input and as output. */
const transformObject: SwaggerTransformObject = (documented) => {
  const document = describeSchemas(documented);
  if (!('components' in document)) return document;
  const schemas = document.components?.schemas ?? {};
  for (const name of findUnusedSchemas(document.paths, schemas)) delete schemas[name];
  addExamples(document.paths ?? {});
  return document;
};

/** Describes the routes registered after it as OpenAPI 3.1. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: API_DESCRIPTION,
    transform: describeRoute,
    transformObject,
  });
}
