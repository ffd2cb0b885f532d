import type { ApiDescription, Operation, Parameter, Schema } from './api-description.ts';
import { choicesOf, referenceOf } from './schema-words.ts';

/** Depth of an invented body: beyond, an object is left empty. */
const MAX_DEPTH = 5;

/** Request to show. */
export interface ExampleRequest {
  /** Lines for a shell. */
  readonly curl: string;
  /** Whether it runs as it stands: every value is recorded, and no key is needed. */
  readonly isReady: boolean;
}

/** Quotes a text for a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Returns the two first parts of a path: `/v1/experiences`. */
function resourceOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}

/** Recorded value of a parameter; for a reading, that of the same parameter of the same resource. */
function recordedValue(
  parameter: Parameter,
  { method, path }: Operation,
  { operations }: ApiDescription,
): unknown {
  if (parameter.example !== undefined || method !== 'GET') return parameter.example;
  const twins = operations
    .filter((other) => other.method === 'GET' && resourceOf(other.path) === resourceOf(path))
    .flatMap(({ parameters }) => parameters)
    .filter(({ name, in: place }) => name === parameter.name && place === parameter.in);
  return twins.find(({ example }) => example !== undefined)?.example;
}

/** Invents a value of a schema, to be replaced: required properties alone, or the first when none is. */
function invent(schema: Schema, schemas: ApiDescription['schemas'], depth = 0): unknown {
  const reference = referenceOf(schema);
  if (reference !== null) return invent(schemas[reference] ?? {}, schemas, depth + 1);
  const [choice] = choicesOf(schema);
  if (choice !== undefined) return invent(choice, schemas, depth);
  const [value] = [schema.examples?.[0], schema.default, schema.const, schema.enum?.[0]].filter(
    (known) => known !== undefined,
  );
  if (value !== undefined) return value;
  const [type] = [schema.type ?? []].flat();
  if (type === 'array') return schema.items === undefined ? [] : [invent(schema.items, schemas, depth + 1)];
  if (type === 'object') {
    const properties = Object.entries(schema.properties ?? {});
    const wanted = properties.filter(([name]) => schema.required?.includes(name) === true);
    const kept = depth > MAX_DEPTH ? [] : wanted.length > 0 ? wanted : properties.slice(0, 1);
    return Object.fromEntries(kept.map(([name, property]) => [name, invent(property, schemas, depth + 1)]));
  }
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1);
  return type === 'boolean' ? true : schema.format === 'uri' ? 'https://…' : '…';
}

/** Lines of the body, and whether they are recorded. */
function bodyOf({ requestBody }: Operation, { schemas }: ApiDescription) {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type === undefined || content === undefined) return { options: [], isRecorded: true };
  const body = content.example ?? invent(content.schema ?? {}, schemas);
  return {
    options: [`--header ${quote(`Content-Type: ${type}`)}`, `--data ${quote(JSON.stringify(body, null, 2))}`],
    isRecorded: content.example !== undefined,
  };
}

function isFile({ responses }: Operation): boolean {
  return Object.values(responses).some(({ content }) =>
    Object.values(content).some(({ schema }) => schema?.format === 'binary'),
  );
}

/** Whether a key is needed, rather than useful. */
export function needsKey({ security }: Operation): boolean {
  return security.length > 0 && security.every((way) => Object.keys(way).length > 0);
}

/** Address of the request, then the options of curl that complete it. */
function addressOf(
  { method, path }: Operation,
  values: readonly (Parameter & { readonly value: unknown })[],
): readonly [string, ...string[]] {
  const written = values
    .filter((parameter) => parameter.in === 'path')
    .reduce((text, { name, value }) => text.replace(`{${name}}`, encodeURIComponent(String(value))), path);
  const query = values
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, value }) => [name, String(value)]);
  if (query.length === 0) return [written];
  if (method !== 'GET') return [`${written}?${new URLSearchParams(query)}`];
  return [written, '--get', ...query.map((pair) => `--data-urlencode ${quote(pair.join('='))}`)];
}

/** Writes an operation as a line of curl, with its recorded values and, for others it needs, a name in capitals. */
export function exampleOf(operation: Operation, description: ApiDescription, origin: string): ExampleRequest {
  const known = operation.parameters
    .map((parameter) => ({ ...parameter, value: recordedValue(parameter, operation, description) }))
    .filter(({ value, required }) => value !== undefined || required === true);
  const values = known.map(({ value, ...parameter }) => ({
    ...parameter,
    value: value ?? parameter.name.toUpperCase(),
  }));
  const [address, ...query] = addressOf(operation, values);
  const body = bodyOf(operation, description);
  const hasKey = needsKey(operation);
  const options = [
    ...(operation.method === 'GET' ? [] : [`--request ${operation.method}`]),
    ...query,
    ...(hasKey ? ['--header "Authorization: Bearer $CLE"'] : []),
    ...body.options,
    ...(isFile(operation) ? ['--remote-name --remote-header-name'] : []),
  ];
  return {
    curl: [`curl ${quote(`${origin}${address}`)}`, ...options].join(' \\\n  '),
    // A recorded deletion cannot be done again.
    isReady:
      !hasKey &&
      operation.method !== 'DELETE' &&
      body.isRecorded &&
      known.every(({ value }) => value !== undefined),
  };
}
