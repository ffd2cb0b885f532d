import { z } from 'zod';
import { SCOPES } from '../../domain/access/api-key.ts';
import examples from './examples.json' with { type: 'json' };

const requestSchema = z.object({
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
  url: z.string(),
  /** Text for a body that is not JSON. */
  body: z.json().optional(),
  /** `application/json` when left out. */
  contentType: z.string().optional(),
  /** Scopes of the key that the request sends; left out, it sends none. */
  scopes: z.array(z.enum(SCOPES)).optional(),
});

const exampleSchema = z.object({
  operationId: z.string(),
  request: requestSchema,
  status: z.int(),
  /** Answer of the service, text when it is not JSON; null without content, or for a request never recorded. */
  answer: z.json(),
});

/** Request with the real answer of the service, recorded by `npm run openapi:record`, in the order they are sent. */
export type RecordedExample = z.infer<typeof exampleSchema>;

export const RECORDED_EXAMPLES: readonly RecordedExample[] = z.array(exampleSchema).parse(examples);

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

/** Values of an address, as their schemas describe them; other types are texts. */
const READ: Readonly<Record<string, (text: string) => unknown>> = {
  integer: Number,
  number: Number,
  boolean: (text) => text === 'true',
  array: (text) => text.split(','),
};

function addParameterExamples(operation: unknown, pattern: string, url: string): void {
  const values = parametersOf(pattern, url);
  for (const parameter of Object(operation).parameters ?? []) {
    const value = values.get(parameter.name);
    if (value === undefined) continue;
    parameter.example = READ[parameter.schema?.type]?.(value) ?? value;
  }
}

/** In `examples`: openapi-typescript copies an `example` into its types, of which it made half the lines. */
const recorded = (value: unknown) => ({ examples: { recorded: { value } } });

function addExample(operation: unknown, pattern: string, { status, answer, request }: RecordedExample): void {
  const { responses, requestBody } = Object(operation);
  const [content] = Object.values(responses?.[status]?.content ?? {});
  Object.assign(Object(content), recorded(answer));
  if (status >= 400) return;
  addParameterExamples(operation, pattern, request.url);
  const contents = Object(requestBody?.content);
  const type = request.contentType ?? 'application/json';
  // A copy: the converter gives all the types of a body the same object.
  if (type in contents) contents[type] = { ...contents[type], ...recorded(request.body) };
}

/** Writes the recorded requests and answers into the operations of an OpenAPI document. */
export function addExamples(paths: object): void {
  for (const [pattern, methods] of Object.entries(paths)) {
    for (const operation of Object.values(Object(methods))) {
      for (const example of RECORDED_EXAMPLES) {
        if (example.operationId === Object(operation).operationId) addExample(operation, pattern, example);
      }
    }
  }
}
