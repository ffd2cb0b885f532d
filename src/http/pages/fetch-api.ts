import type { FastifyRequest, InjectOptions } from 'fastify';
import { z } from 'zod';
import { injectFollowing } from '../problems/inject-following.ts';

const METHODS = z.enum(['GET', 'POST', 'PATCH', 'DELETE']);
const SENT = ['content-type', 'if-match'];
const FORWARDED = ['content-type', 'retry-after', 'location'];
/** Statuses whose answers have no body, which `Response` checks. */
const WITHOUT_BODY = new Set([204, 304]);

async function injectedFrom(asked: Request, request: FastifyRequest): Promise<InjectOptions> {
  const { pathname, search } = new URL(asked.url);
  return {
    method: METHODS.parse(asked.method),
    url: `${pathname}${search}`,
    remoteAddress: request.ip,
    headers: {
      'x-request-id': request.id,
      ...Object.fromEntries([...asked.headers].filter(([name]) => SENT.includes(name))),
    },
    signal: request.cancellation,
    ...(asked.body === null ? {} : { payload: Buffer.from(await asked.arrayBuffer()) }),
  };
}

/** Returns a `fetch` that calls the API in this process: with the rights of the editor of the page, else as anyone. */
export function fetchApiFor(request: FastifyRequest) {
  const { server, editor, cancellation } = request;
  return async (asked: Request): Promise<Response> => {
    const injected = await injectedFrom(asked, request);
    // Awaited within: the library only sends it once something waits for it.
    const call = async () => await injectFollowing(server, injected);
    const asking = editor === null ? call() : server.callingEditor.run(editor.holder, call);
    const answer = await asking.catch((error: unknown) => {
      cancellation.throwIfAborted();
      throw error;
    });
    const headers = new Headers();
    for (const name of FORWARDED) {
      const value = answer.headers[name];
      if (value !== undefined) headers.set(name, String(value));
    }
    const { statusCode: status, rawPayload } = answer;
    return new Response(WITHOUT_BODY.has(status) ? null : rawPayload, { status, headers });
  };
}
