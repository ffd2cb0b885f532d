import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { indexNotReady } from '../application/common/current-index.ts';
import { type AppOptions, createApp } from './app.ts';
import { ApiFailure, type CallApi, createApiCaller } from './assistants/call-api.ts';
import { createAssistantServer } from './assistants/routes.ts';
import { writeRecommendation } from './assistants/write-answers.ts';
import { toProblem } from './problems/problem.ts';
import { presentRecommendation } from './routes/recommendations/present.ts';

interface StandardAssistantOptions extends Pick<AppOptions, 'essaimage' | 'config'> {
  /** Receives the log of failures. */
  readonly log: { write(line: string): void };
  readonly signal: AbortSignal;
}

/** Longer, a host would give a call up without a word. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Answers one assistant by MCP over two streams, at once: its calls wait for the service. `serve` gives it, until the
 * input ends or the signal aborts; it listens to no port.
 * @param output receives the protocol and nothing else
 */
export async function openStandardAssistant(input: Readable, output: Writable) {
  let give: (api: CallApi) => void = () => {};
  const opening = new Promise<CallApi>((resolve) => {
    give = resolve;
  });
  const server = createAssistantServer(async (...given) => {
    const api = await Promise.race([opening, sleep(LONGEST_WAIT_MS, null, { ref: false })]);
    if (api !== null) return api(...given);
    const { problem } = toProblem(indexNotReady(), { id: 'mcp', url: '', body: null, query: {} });
    throw new ApiFailure(problem, LONGEST_WAIT_MS / 1_000);
  });
  const inputEnd = once(input, 'end').catch(() => {});
  await server.connect(new StdioServerTransport(input, output));
  return {
    async serve({ essaimage, config, log, signal }: StandardAssistantOptions): Promise<void> {
      const app = await createApp({ essaimage, config, logLevel: 'error', logStream: log });
      give(createApiCaller(app, { remoteAddress: '127.0.0.1', requestId: 'mcp', signal }));
      try {
        if (!signal.aborted) await Promise.race([inputEnd, once(signal, 'abort')]);
      } finally {
        await server.close();
        await app.close();
      }
    },
  };
}

/** Tells an answer as the API does, and in the text that an assistant reads. */
export function tellRecommendation(...given: Parameters<typeof presentRecommendation>) {
  const json = presentRecommendation(...given);
  return { json, text: writeRecommendation(json) };
}
