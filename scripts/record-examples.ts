/**
 * Sends the requests of `src/http/documentation/examples.json` to the real service and records its answers there, so
 * that the documentation of the API shows true ones. An operation that reads JSON without an example gets one, of the
 * first item of the list that its address names. Any other example is a request written there with `"answer": null`.
 */
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { SCOPES } from '../src/domain/access/api-key.ts';
import { RECORDED_EXAMPLES, type RecordedExample } from '../src/http/documentation/recorded-examples.ts';
import { startReplay } from '../test/http/replay-examples.ts';

const readingSchema = z.object({
  operationId: z.string(),
  security: z.array(z.object({ key: z.array(z.enum(SCOPES)).optional() })),
  responses: z.looseObject({
    200: z.object({ content: z.looseObject({ 'application/json': z.unknown() }) }),
  }),
});

/** Returns the value of a property of the first item of a recorded list. */
function firstIn(list: string, name: string): string {
  const recorded = RECORDED_EXAMPLES.find(
    ({ request, status }) => request.method === 'GET' && request.url.split('?')[0] === list && status === 200,
  );
  const items: unknown = Object.values(Object(recorded?.answer)).find(Array.isArray);
  const value: unknown = Object(items)[0]?.[name];
  if (typeof value === 'string') return encodeURIComponent(value);
  throw new Error(`aucun exemple de ${list} ne donne « ${name} » : écrire la requête dans examples.json`);
}

function missingExamples(paths: object): readonly RecordedExample[] {
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const { data: reading } = readingSchema.safeParse(get);
    if (!reading || RECORDED_EXAMPLES.some(({ operationId }) => operationId === reading.operationId))
      return [];
    const { operationId, security } = reading;
    const url = path.replace(/^(.*)\/\{(\w+)\}/, (_address, list, name) => `${list}/${firstIn(list, name)}`);
    const scopes = security.every(({ key }) => key !== undefined) ? security[0]?.key : undefined;
    const request = { method: 'GET' as const, url, ...(scopes === undefined ? {} : { scopes }) };
    return [{ operationId, request, status: 200, answer: null }];
  });
}

const { application, answer } = await startReplay();
try {
  const recorded = [];
  const { paths = {} } = application.app.swagger();
  for (const example of [...RECORDED_EXAMPLES, ...missingExamples(paths)]) {
    const { method, url } = example.request;
    const given = await answer(example);
    if (given.status !== example.status) {
      throw new Error(
        `${method} ${url} : ${given.status} au lieu de ${example.status} : ${JSON.stringify(given.answer)}`,
      );
    }
    recorded.push({ ...example, answer: z.json().parse(given.answer) });
  }
  const file = new URL('../src/http/documentation/examples.json', import.meta.url);
  await writeFile(file, `${JSON.stringify(recorded, null, 2)}\n`);
  console.log(`${recorded.length} exemples enregistrés.`);
} finally {
  await application.close();
}
