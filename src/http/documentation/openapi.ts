import { isDeepStrictEqual } from 'node:util';
import swagger, { type SwaggerTransform, type SwaggerTransformObject } from '@fastify/swagger';
import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Operator } from '../../../web/contract.ts';
import { type RouteAccess, scopesOf } from '../plugins/access.ts';
import { expectedProblems } from '../problems/problem-schema.ts';
import { API_DESCRIPTION, KEY_SCHEME } from './api-description.ts';
import { completeDocument, documentSchema, type Operation, removeUnused } from './complete-document.ts';
import { nameValues } from './named-values.ts';
import { addExamples } from './recorded-examples.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Descriptions for integrators, for editors and operators, as JSON, and of both, which our documentation shows. */
    readonly readDocuments: () => { integrators: string; editors: string; all: object };
  }
}

/** Tag of the operations that watch the service. */
const OPERATIONS = 'operations';

const zodToJsonConfig = {
  /**
   * Restores the default of a transformed schema, which the converter drops. Lists are not « read only » fields. Only
   * the objects that the service refuses to see completed are closed: others may get fields within a version.
   */
  override({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Record<string, unknown> }) {
    delete jsonSchema.readOnly;
    if (zodSchema instanceof z.ZodObject && zodSchema.def.catchall === undefined) {
      delete jsonSchema.additionalProperties;
    }
    const meta = z.globalRegistry.get(zodSchema);
    if (meta?.default !== undefined) jsonSchema.default = meta.default;
  },
};

const describeSchemas = createJsonSchemaTransformObject({ zodToJsonConfig });

const describeSchema = createJsonSchemaTransform({ zodToJsonConfig });

/** Body of a route that consumes files; its own schema is that of its JSON. */
const FILE = { type: 'string', format: 'binary', description: 'Le document lui-même.' };

function securityOf(access: RouteAccess | undefined): Record<string, string[]>[] {
  if (access === undefined || access === 'open' || access === 'session') return [];
  if (access === 'read') return [{}, { [KEY_SCHEME]: ['read:members'] }];
  return [{ [KEY_SCHEME]: [...scopesOf(access)] }];
}

/** @param configs receives the config of each operation, by its id */
function createDescribeRoute(configs: Map<string, FastifyContextConfig>): SwaggerTransform {
  return (documented) => {
    const { config = {} } = documented.route;
    const response = {
      ...expectedProblems(documented.schema, config),
      ...Object(documented.schema.response),
    };
    const { schema, url } = describeSchema({ ...documented, schema: { ...documented.schema, response } });
    configs.set(String(schema.operationId), config);
    const { body, consumes } = schema;
    if (consumes !== undefined) {
      const contents = consumes.map((type) => [type, { schema: type === 'application/json' ? body : FILE }]);
      schema.body = { content: Object.fromEntries(contents) };
    }
    return { schema: { ...schema, security: securityOf(config.access) }, url };
  };
}

/** Removes the suffix that the converter gives to the schema of a request, where no answer has another of its name. */
function withoutInputSuffix(document: object): ReturnType<SwaggerTransformObject> {
  const schemas = new Map(Object.entries(Object(document).components.schemas));
  const renamed = [...schemas.keys()].filter((name) => {
    const other = schemas.get(name.replace(/Input$/, ''));
    return name.endsWith('Input') && (other === undefined || isDeepStrictEqual(other, schemas.get(name)));
  });
  const json = renamed.reduce(
    (text, name) => text.replace(new RegExp(`(["/]${name.slice(0, -'Input'.length)})Input"`, 'g'), '$1"'),
    JSON.stringify(document),
  );
  return JSON.parse(json);
}

/** Completes what the routes say; the converter writes each schema twice, as input and as output. */
function createTransformObject(configs: ReadonlyMap<string, FastifyContextConfig>): SwaggerTransformObject {
  return (documented) => {
    const described = JSON.stringify(describeSchemas(documented));
    const document = documentSchema.parse(JSON.parse(described, (_key, part) => nameValues(part)));
    removeUnused(document);
    addExamples(document.paths);
    completeDocument(document, (operationId) => configs.get(operationId) ?? {});
    return withoutInputSuffix(document);
  };
}

/** Whether an operation is for editors and operators: it needs a key, or watches the service. */
function isReserved({ tags, security }: Operation): boolean {
  const isOpen = security.length === 0 || security.some((way) => Object.keys(way).length === 0);
  return !isOpen || tags.includes(OPERATIONS);
}

/** Returns the operations of editors and operators, or the others, with the components that they use, as JSON. */
function partOf(complete: object, areReserved: boolean): string {
  const document = documentSchema.parse(structuredClone(complete));
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (isReserved(operation) !== areReserved) delete methods[method];
    }
    if (Object.keys(methods).length === 0) delete document.paths[path];
  }
  const used = new Set(
    Object.values(document.paths).flatMap((methods) => Object.values(methods).flatMap(({ tags }) => tags)),
  );
  document.tags = document.tags.filter(({ name }) => used.has(name));
  removeUnused(document);
  return JSON.stringify(document);
}

/** Parts that depend on the installation; the addresses of pages only where that of the service is known. */
function describeService({ name, contact }: Operator, publicUrl: string | null) {
  const service = publicUrl?.replace(/\/$/, '') ?? '';
  const page = service === '' ? {} : { url: `${service}/mentions-legales` };
  const email = contact?.includes('@') ? { email: contact } : {};
  return {
    ...API_DESCRIPTION,
    info: {
      ...API_DESCRIPTION.info,
      contact: { name: name ?? 'L’exploitant de ce service', ...page, ...email },
    },
    servers: [{ url: service || '/', description: 'Ce service.' }],
    ...(service === '' ? {} : { externalDocs: { url: `${service}/docs`, description: 'La documentation.' } }),
  };
}

/** Describes the routes registered after it as OpenAPI 3.1. */
export async function describeApi(
  app: FastifyInstance,
  operator: Operator,
  publicUrl: string | null,
): Promise<void> {
  const configs = new Map<string, FastifyContextConfig>();
  await app.register(swagger, {
    openapi: describeService(operator, publicUrl),
    transform: createDescribeRoute(configs),
    transformObject: createTransformObject(configs),
  });
  let documents: ReturnType<FastifyInstance['readDocuments']> | undefined;
  app.decorate('readDocuments', () => {
    const all = app.swagger();
    documents ??= { integrators: partOf(all, false), editors: partOf(all, true), all };
    return documents;
  });
}
