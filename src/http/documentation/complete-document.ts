import { STATUS_CODES } from 'node:http';
import type { FastifyContextConfig } from 'fastify';
import { z } from 'zod';
import { groupBy } from '../../domain/group-by.ts';
import { HEADERS, type HeaderName, headersOf, isCached } from './headers.ts';
import { namedValueSchemas } from './named-values.ts';

const operationSchema = z.looseObject({
  operationId: z.string(),
  tags: z.array(z.string()).default([]),
  security: z.array(z.record(z.string(), z.unknown())).default([]),
  parameters: z.array(z.record(z.string(), z.unknown())).default([]),
  responses: z.record(z.string(), z.record(z.string(), z.unknown())),
});
export type Operation = z.infer<typeof operationSchema>;

/** Parts of an OpenAPI document that are completed, as the generator writes them. */
export const documentSchema = z.looseObject({
  tags: z.array(z.looseObject({ name: z.string() })).default([]),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** Removes the components that nothing names, then those that only they named. */
export function removeUnused(document: z.infer<typeof documentSchema>): void {
  const text = JSON.stringify(document);
  const unused = Object.entries(document.components).flatMap(([kind, parts]) =>
    Object.keys(parts)
      // Operations name the way to send a key without a reference.
      .filter((name) => kind !== 'securitySchemes' && !text.includes(`"#/components/${kind}/${name}"`))
      .map((name) => ({ parts, name })),
  );
  for (const { parts, name } of unused) delete parts[name];
  if (unused.length > 0) removeUnused(document);
}

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  description: 'ETag d’une réponse déjà reçue : si elle n’a pas changé, la réponse est 304, sans contenu.',
  schema: { type: 'string' },
};

function addHeaders(operation: Operation, config: FastifyContextConfig, used: Set<HeaderName>): void {
  const { responses, parameters } = operation;
  if (isCached(config)) {
    responses['304'] = { description: 'Rien n’a changé depuis la réponse dont l’ETag est donné.' };
    parameters.push({ ...IF_NONE_MATCH });
  }
  for (const [status, response] of Object.entries(responses)) {
    const names = headersOf(Number(status), config);
    for (const name of names) used.add(name);
    response.headers = Object.fromEntries(
      names.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
    );
  }
}

/** Says that a parameter is deprecated where generators read it, beside its schema. */
function tellDeprecated({ parameters }: Operation): void {
  for (const parameter of parameters) {
    const { deprecated, ...schema } = Object(parameter.schema);
    if (deprecated === true) Object.assign(parameter, { deprecated, schema });
  }
}

/** « If-None-Match » → « IfNoneMatch », « Not Found » → « NotFound ». */
function pascalCase(words: string): string {
  return words.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** A part of the document that others may repeat, and how to put a reference in its place. */
interface Repeatable {
  /** Name of the shared component. */
  readonly name: string;
  readonly part: unknown;
  readonly replace: (reference: { $ref: string }) => void;
}

/** Shares, for each name, the part that is repeated most; the others stay where they are. */
function share(kind: 'parameters' | 'responses', repeatables: readonly Repeatable[]) {
  const alike = groupBy(repeatables, ({ name, part }) => `${name} ${JSON.stringify(part)}`);
  const mostRepeatedFirst = [...alike.values()].sort((one, other) => other.length - one.length);
  const shared: Record<string, unknown> = {};
  for (const group of mostRepeatedFirst) {
    const [first] = group;
    if (first === undefined || group.length < 2 || first.name in shared) continue;
    shared[first.name] = first.part;
    for (const { replace } of group) replace({ $ref: `#/components/${kind}/${first.name}` });
  }
  return shared;
}

function sharedParameters(operations: readonly Operation[]) {
  return operations.flatMap(({ parameters }) =>
    parameters.map((part, index): Repeatable => {
      const replace = (reference: { $ref: string }) => parameters.splice(index, 1, reference);
      return { name: pascalCase(String(part.name)), part, replace };
    }),
  );
}

/** Failures: their descriptions are the same wherever the same errors are possible. */
function sharedResponses(operations: readonly Operation[]) {
  return operations.flatMap(({ responses }) =>
    Object.entries(responses)
      .filter(([status]) => !(Number(status) < 300))
      .map(([status, part]): Repeatable => {
        const replace = (reference: { $ref: string }) => {
          responses[status] = reference;
        };
        return { name: pascalCase(STATUS_CODES[status] ?? status), part, replace };
      }),
  );
}

/** Files of routes are read in any order: names are sorted, so that the document is the same. */
function sorted<T>(named: Readonly<Record<string, T>>, rankOf = (_: T) => 0): Record<string, T> {
  const entries = Object.entries(named).sort(
    ([one, first], [other, second]) => rankOf(first) - rankOf(second) || (one < other ? -1 : 1),
  );
  return Object.fromEntries(entries);
}

/** Sorts paths by tag, and schemas, adds headers, then shares the parts that operations repeat. */
export function completeDocument(
  document: z.infer<typeof documentSchema>,
  configOf: (operationId: string) => FastifyContextConfig,
): void {
  const tagNames = document.tags.map(({ name }) => name);
  document.paths = sorted(document.paths, (methods) =>
    Math.min(...Object.values(methods).map(({ tags: [tag = ''] }) => tagNames.indexOf(tag))),
  );
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const used = new Set<HeaderName>();
  for (const operation of operations) {
    addHeaders(operation, configOf(operation.operationId), used);
    tellDeprecated(operation);
  }
  Object.assign(document.components, {
    schemas: sorted({ ...document.components.schemas, ...namedValueSchemas }),
    parameters: share('parameters', sharedParameters(operations)),
    responses: share('responses', sharedResponses(operations)),
    headers: Object.fromEntries([...used].map((name) => [name, HEADERS[name]])),
  });
}
