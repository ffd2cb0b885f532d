import type { ApiDescription, Operation, Parameter } from './api-description.ts';

/** Request to show, the same in each language. */
export interface ExampleRequest {
  /** Lines for a shell. */
  readonly curl: string;
  /** Module that uses our client, or `fetch` for an answer that is no JSON. */
  readonly typescript: string;
  /** Program that uses httpx. */
  readonly python: string;
  /** Whether it runs as it stands, without a key. */
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

/** Recorded body, with its type; null without any. */
function bodyOf({ requestBody }: Operation): { readonly type: string; readonly value: unknown } | null {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return type === undefined || content?.example === undefined ? null : { type, value: content.example };
}

/** Types of content of good answers. */
function answeredTypes({ responses }: Operation): readonly string[] {
  return Object.entries(responses)
    .filter(([status]) => status < '300')
    .flatMap(([, { content }]) => Object.keys(content));
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

/** Recorded request: what each language writes. */
interface Asked {
  readonly operation: Operation;
  readonly origin: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: ReturnType<typeof bodyOf>;
}

function readAsked(operation: Operation, description: ApiDescription, origin: string): Asked {
  const valuesIn = (place: string) =>
    Object.fromEntries(
      operation.parameters
        .filter((parameter) => parameter.in === place)
        .map((parameter) => [parameter.name, recordedValue(parameter, operation, description)] as const)
        .filter(([, value]) => value !== undefined),
    );
  return { operation, origin, path: valuesIn('path'), query: valuesIn('query'), body: bodyOf(operation) };
}

function addressOf({ operation, origin, path }: Asked): string {
  const written = Object.entries(path).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(value))),
    operation.path,
  );
  return `${origin}${written}`;
}

const textsOf = (query: Asked['query']) =>
  Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);

function writeCurl(asked: Asked): string {
  const { operation, query, body } = asked;
  const { method } = operation;
  const isReading = method === 'GET';
  const pairs = textsOf(query);
  const ending = pairs.length === 0 || isReading ? '' : `?${new URLSearchParams(pairs)}`;
  const options = [
    ...(isReading ? [] : [`--request ${method}`]),
    ...(isReading && pairs.length > 0 ? ['--get'] : []),
    ...(isReading ? pairs.map((pair) => `--data-urlencode ${quote(pair.join('='))}`) : []),
    ...(needsKey(operation) ? ['--header "Authorization: Bearer $CLE"'] : []),
    ...(body === null
      ? []
      : [
          `--header ${quote(`Content-Type: ${body.type}`)}`,
          `--data ${quote(JSON.stringify(body.value, null, 2))}`,
        ]),
    ...(isFile(operation) ? ['--remote-name --remote-header-name'] : []),
  ];
  return [`curl ${quote(`${addressOf(asked)}${ending}`)}`, ...options].join(' \\\n  ');
}

/** Writes a value as JSON, its lines after the first one set in. */
const indented = (value: unknown, margin: string) =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${margin}`);

/** Request whose answer is no JSON. */
function writeFetch(asked: Asked): string {
  const pairs = textsOf(asked.query);
  const ending = pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
  const reading = isFile(asked.operation) ? 'arrayBuffer' : 'text';
  return [
    `const response = await fetch(${JSON.stringify(`${addressOf(asked)}${ending}`)});`,
    `console.log(response.status, await response.${reading}());`,
  ].join('\n');
}

function writeTypeScript(asked: Asked): string {
  const { operation, origin, path, query, body } = asked;
  const types = answeredTypes(operation);
  if (types.length > 0 && !types.includes('application/json')) return writeFetch(asked);
  const hasKey = needsKey(operation);
  const parts = Object.entries({ path, query, body: body?.value ?? {} })
    .filter(([, value]) => Object.keys(Object(value)).length > 0)
    .map(([name, value]) => `  ${name}: ${indented(value, '  ')},\n`);
  const given = parts.length === 0 ? '' : `, {\n${parts.join('')}}`;
  const client = hasKey ? `, withKey(fetch, '$CLE')` : '';
  return [
    `import { createApi${hasKey ? ', withKey' : ''} } from '@essaimage/client';`,
    '',
    `const api = createApi('${origin}'${client});`,
    `const outcome = await api.${operation.method.toLowerCase()}('${operation.path}'${given});`,
    'console.log(outcome.ok ? outcome.data : outcome.failure);',
  ].join('\n');
}

/** Writes JSON as Python does. */
const pythonOf = (value: unknown) =>
  indented(value, '    ').replaceAll(/"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b/g, (word) =>
    word.startsWith('"') ? word : ({ true: 'True', false: 'False' }[word] ?? 'None'),
  );

function writePython(asked: Asked): string {
  const { operation, query, body } = asked;
  const options = [
    ...(Object.keys(query).length > 0 ? [`params=${pythonOf(Object.fromEntries(textsOf(query)))}`] : []),
    ...(needsKey(operation) ? ['headers={"Authorization": "Bearer $CLE"}'] : []),
    ...(body === null ? [] : [`json=${pythonOf(body.value)}`]),
  ];
  const types = answeredTypes(operation);
  const reading =
    types.length === 0 ? 'status_code' : types.includes('application/json') ? 'json()' : 'content';
  return [
    'import httpx',
    '',
    'answer = httpx.request(',
    ...[JSON.stringify(operation.method), JSON.stringify(addressOf(asked)), ...options].map(
      (each) => `    ${each},`,
    ),
    ')',
    `print(answer.${reading})`,
  ].join('\n');
}

/** Writes an operation in each language, with its recorded values. */
export function exampleOf(operation: Operation, description: ApiDescription, origin: string): ExampleRequest {
  const asked = readAsked(operation, description, origin);
  return {
    curl: writeCurl(asked),
    typescript: writeTypeScript(asked),
    python: writePython(asked),
    // A recorded deletion cannot be done again.
    isReady: !needsKey(operation) && operation.method !== 'DELETE',
  };
}
