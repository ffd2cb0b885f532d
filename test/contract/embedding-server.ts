import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { Embedder } from '../../src/ports/embedder.ts';

/** Embeds texts that start with the prefix of their role. */
export type EmbedPrefixed = (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;

/** Response in place of the vectors. */
export type Fault =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'cut';

export interface EmbeddingServer {
  readonly url: string;
  /** Received requests, in order. */
  readonly requests: {
    readonly path: string;
    readonly authorization: string | undefined;
    readonly traceparent: unknown;
    readonly body: unknown;
  }[];
  /** Number of requests whose client disconnected before the answer. */
  readonly abandoned: () => number;
  /** Set by the test, like `nextFault`, which returns null for a normal answer. */
  model: EmbedPrefixed;
  nextFault: () => Fault | null;
  /** Refuses connections. */
  stop(): Promise<void>;
  /** Listens again at the same address. */
  restart(): Promise<void>;
}

/** Wraps an embedder as a model that expects the prefixes. */
export function servedBy(embedder: Pick<Embedder, 'embedQuery' | 'embedPassages'>): EmbedPrefixed {
  return (texts) =>
    Promise.all(
      texts.map(async (text) => {
        const [, role, rest = ''] = /^(query|passage): (.*)$/su.exec(text) ?? [];
        if (role === undefined) throw new Error(`no prefix: ${text}`);
        if (role === 'query') return [...(await embedder.embedQuery(rest))];
        return [...((await embedder.embedPassages([rest]))[0] ?? [])];
      }),
    );
}

const openaiSchema = z.strictObject({
  model: z.literal('e5-small-essaimage'),
  input: z.array(z.string()).min(1),
  encoding_format: z.literal('float'),
});
/** Starts an HTTP server of embeddings, with the faults that the test sets. */
export async function startEmbeddingServer(model: EmbedPrefixed): Promise<EmbeddingServer> {
  let abandoned = 0;
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const body: unknown = await json(request);
    const { authorization, traceparent } = request.headers;
    served.requests.push({ path, authorization, traceparent, body });
    const fault = served.nextFault();
    if (fault === 'hang') return;
    if (fault === 'cut') return void request.socket.destroy();
    if (fault !== null) return void response.writeHead(fault.status, fault.headers).end(fault.body ?? '');
    if (path !== '/v1/embeddings') return void response.writeHead(404).end();
    const vectors = await served.model(openaiSchema.parse(body).input);
    const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data: data.reverse(), model: 'e5' }));
  }

  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return z.object({ port: z.int() }).parse(server.address()).port;
  };
  const port = await listen(0);
  const served: EmbeddingServer = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    abandoned: () => abandoned,
    model,
    nextFault: () => null,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    async restart() {
      await listen(port);
    },
  };
  return served;
}
