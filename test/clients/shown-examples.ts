import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { clientOf } from '../http/http-client.ts';
import { readPaths } from '../http/shared-parts.ts';
import { codesIn } from '../web/codes-in.ts';
import { serve } from '../web/serve.ts';

const run = promisify(execFile);

/** Request as a server receives it; what tools add to it is left out. */
interface Received {
  readonly method: string | undefined;
  readonly path: string;
  readonly query: readonly (readonly string[])[];
  readonly key: string | undefined;
  readonly body: unknown;
}

/** Examples that the documentation shows for an operation, sent to another server. */
export interface ShownExample {
  readonly operationId: string;
  readonly typescript: string;
  readonly python: string;
  /** Request that its line of curl sends. */
  readonly sent: Received;
}

/** Server that keeps the requests it receives, in order. */
export async function receiveRequests() {
  const received: Received[] = [];
  const { origin, close } = await serve(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    received.push({
      method: request.method,
      path: pathname,
      query: [...searchParams]
        .flatMap(([name, text]) => text.split(',').map((value) => [name, value]))
        .sort(),
      key: request.headers.authorization,
      body: body === '' ? null : JSON.parse(body),
    });
    response.setHeader('content-type', 'application/json').end('{}');
  });
  return { origin, close, take: () => received.splice(0) };
}

/** Reads the examples of every operation, and runs their lines of curl in a folder. */
export async function readExamples(
  app: FastifyInstance,
  server: Awaited<ReturnType<typeof receiveRequests>>,
  folder: string,
): Promise<readonly ShownExample[]> {
  const { all } = app.readDocuments();
  const operations = Object.values(readPaths(JSON.stringify(all))).flatMap((methods) =>
    Object.values(methods),
  );
  const examples: ShownExample[] = [];
  for (const { operationId } of operations) {
    const { text } = await clientOf(app).get(`/docs/${operationId}`).set({ accept: 'text/html' });
    const codes = codesIn(text).map((code) =>
      code.replaceAll(/http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?/g, server.origin),
    );
    const [curl = '', typescript = '', python = ''] = codes;
    await run('sh', ['-c', curl], { cwd: folder, env: { ...process.env, CLE: '$CLE' } });
    const [sent, ...others] = server.take();
    if (sent === undefined || others.length > 0)
      throw new Error(`curl of ${operationId} sends no request, or several`);
    examples.push({ operationId, typescript, python, sent });
  }
  return examples;
}
