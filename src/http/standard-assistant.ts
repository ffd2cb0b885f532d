import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { type AppOptions, createApp } from './app.ts';
import { createApiCaller } from './assistants/call-api.ts';
import { createAssistantServer } from './assistants/routes.ts';
import { writeRecommendation } from './assistants/write-answers.ts';
import { presentRecommendation } from './routes/recommendations/present.ts';

interface StandardAssistantOptions extends Pick<AppOptions, 'essaimage' | 'config'> {
  readonly input: Readable;
  /** Receives the protocol and nothing else. */
  readonly output: Writable;
  /** Receives the log of failures. */
  readonly log: { write(line: string): void };
  readonly signal: AbortSignal;
}

/** Serves one assistant by MCP over two streams, until the input ends or the signal aborts. Listens to no port. */
export async function serveStandardAssistant(options: StandardAssistantOptions): Promise<void> {
  const { essaimage, config, input, output, log, signal } = options;
  const app = await createApp({ essaimage, config, logLevel: 'error', logStream: log });
  const api = createApiCaller(app, { remoteAddress: '127.0.0.1', requestId: 'mcp', signal });
  const server = createAssistantServer(api);
  try {
    const ended = once(input, 'end', { signal }).catch(() => {});
    await server.connect(new StdioServerTransport(input, output));
    await ended;
  } finally {
    await server.close();
    await app.close();
  }
}

/** Tells an answer as the API does, and in the text that an assistant reads. */
export function tellRecommendation(...given: Parameters<typeof presentRecommendation>) {
  const json = presentRecommendation(...given);
  return { json, text: writeRecommendation(json) };
}
