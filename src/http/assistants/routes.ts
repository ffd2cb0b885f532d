import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { allowOrigins } from '../plugins/cors.ts';
import { HttpProblem } from '../problems/problem.ts';
import { createAssistantServer } from './assistant-server.ts';
import { createApiCaller } from './call-api.ts';

/** Headers that the protocol reads. */
const READ_HEADERS = ['accept', 'content-type', 'mcp-protocol-version'] as const;

function toWebRequest({ headers }: FastifyRequest): Request {
  const read = new Headers();
  for (const name of READ_HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') read.set(name, value);
  }
  return new Request('http://localhost/mcp', { method: 'POST', headers: read });
}

/** Rejects with the reason of the abort, for a message to which the protocol gives no answer. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Answers one message, or one batch, without a session: any instance answers the next one. */
async function answerMessage(request: FastifyRequest): Promise<Response> {
  const { ip, id, body, cancellation } = request;
  const api = createApiCaller(request.server, { remoteAddress: ip, requestId: id, signal: cancellation });
  const server = createAssistantServer(api);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    const answering = transport.handleRequest(toWebRequest(request), { parsedBody: body });
    return await Promise.race([answering, untilAborted(cancellation)]);
  } finally {
    await server.close();
  }
}

/**
 * Serves assistants by MCP (Streamable HTTP), as public readers: a key is refused, because its holder would hand the
 * experiences of members to the company behind the assistant. The calls to the API are admitted one by one, like those
 * of pages.
 */
export const assistantRoutes: FastifyPluginAsync<{ readonly corsOrigins: readonly string[] }> = async (
  app,
  { corsOrigins },
) => {
  await allowOrigins(app, corsOrigins);
  app.post('/mcp', { config: { access: 'read' }, schema: { hide: true } }, async (request, reply) => {
    if (request.keyHolder !== null) throw new HttpProblem('key-not-accepted');
    const answer = await answerMessage(request);
    const type = answer.headers.get('content-type');
    if (type !== null) reply.type(type);
    return reply.code(answer.status).send(await answer.text());
  });
};
