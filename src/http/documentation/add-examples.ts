import { RECORDED_EXAMPLES, type RecordedExample } from './recorded-examples.ts';

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function child(value: unknown, ...keys: readonly string[]): Json | undefined {
  let current: unknown = value;
  for (const key of keys) current = isObject(current) ? current[key] : undefined;
  return isObject(current) ? current : undefined;
}

/** Maps each path and query parameter to its value in the recorded URL. */
function parametersOf(pattern: string, url: string): ReadonlyMap<string, string> {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const given = pathname.split('/');
  const inPath = pattern.split('/').flatMap((part, index) => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    return name === undefined ? [] : [[name, decodeURIComponent(given[index] ?? '')] as const];
  });
  return new Map([...inPath, ...searchParams]);
}

function addParameterExamples(operation: Json, pattern: string, url: string): void {
  const values = parametersOf(pattern, url);
  const parameters: unknown = operation.parameters;
  for (const parameter of Array.isArray(parameters) ? parameters.filter(isObject) : []) {
    const value = values.get(String(parameter.name));
    if (value === undefined) continue;
    const type = child(parameter, 'schema')?.type;
    parameter.example = type === 'integer' ? Number(value) : type === 'array' ? value.split(',') : value;
  }
}

function addExample(operation: Json, pattern: string, example: RecordedExample): void {
  const content = child(operation, 'responses', String(example.status), 'content');
  const media = child(content, example.status < 400 ? 'application/json' : 'application/problem+json');
  if (media !== undefined) media.example = example.answer;
  if (example.status >= 400) return;
  addParameterExamples(operation, pattern, example.request.url);
  const body = child(operation, 'requestBody', 'content', 'application/json');
  if (body !== undefined) body.example = example.request.body;
}

/** Writes the recorded requests and answers into the operations of an OpenAPI document. */
export function addExamples(paths: unknown): void {
  for (const [pattern, methods] of Object.entries(isObject(paths) ? paths : {})) {
    for (const operation of Object.values(isObject(methods) ? methods : {}).filter(isObject)) {
      for (const example of RECORDED_EXAMPLES) {
        if (example.operationId === operation.operationId) addExample(operation, pattern, example);
      }
    }
  }
}
