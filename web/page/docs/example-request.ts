import type { ApiDescription, Operation, Parameter } from './api-description.ts';

/** Request to show. */
export interface ExampleRequest {
  /** Lines for a shell. */
  readonly curl: string;
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

/** Options that send the body, which is recorded. */
function bodyOf({ requestBody }: Operation): readonly string[] {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type === undefined || content?.example === undefined) return [];
  return [
    `--header ${quote(`Content-Type: ${type}`)}`,
    `--data ${quote(JSON.stringify(content.example, null, 2))}`,
  ];
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
function addressOf(operation: Operation, description: ApiDescription): readonly [string, ...string[]] {
  const { method, path, parameters } = operation;
  const pairs = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map((parameter) => [parameter.name, recordedValue(parameter, operation, description)] as const)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)] as const);
  const written = pairs('path').reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
    path,
  );
  const query = pairs('query').map((pair) => [...pair]);
  if (query.length === 0) return [written];
  if (method !== 'GET') return [`${written}?${new URLSearchParams(query)}`];
  return [written, '--get', ...query.map((pair) => `--data-urlencode ${quote(pair.join('='))}`)];
}

/** Writes an operation as a line of curl, with its recorded values. */
export function exampleOf(operation: Operation, description: ApiDescription, origin: string): ExampleRequest {
  const [address, ...query] = addressOf(operation, description);
  const hasKey = needsKey(operation);
  const options = [
    ...(operation.method === 'GET' ? [] : [`--request ${operation.method}`]),
    ...query,
    ...(hasKey ? ['--header "Authorization: Bearer $CLE"'] : []),
    ...bodyOf(operation),
    ...(isFile(operation) ? ['--remote-name --remote-header-name'] : []),
  ];
  return {
    curl: [`curl ${quote(`${origin}${address}`)}`, ...options].join(' \\\n  '),
    // A recorded deletion cannot be done again.
    isReady: !hasKey && operation.method !== 'DELETE',
  };
}
