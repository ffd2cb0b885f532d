import { openCallScope } from './call-scope.ts';
import { exchangeJson } from './json-exchange.ts';
import { RemoteFailure } from './remote-failure.ts';
import type { RemoteProtocol, ServerDescription } from './remote-protocol.ts';
import { toUnitVector } from './unit-vector.ts';

export interface RemoteServerOptions {
  /** Base address, without a final slash. */
  readonly url: string;
  readonly apiKey: string | null;
  /** Of the trace that a request belongs to; none without traces. */
  readonly traceHeaders: () => Readonly<Record<string, string>>;
  readonly protocol: RemoteProtocol;
  readonly dimensions: number;
}

/** One request at a time to a server that embeds: no memory, no second attempt. */
export interface RemoteServer {
  readonly url: string;
  /**
   * The unit vectors of texts that bear their prefix, in their order.
   * @throws RemoteFailure; the reason of `signal`
   */
  embed(texts: readonly string[], timeoutMs: number, signal: AbortSignal): Promise<readonly Float32Array[]>;
  /** What the server says of itself; null when it has no way to. Throws as `embed`. */
  describe(timeoutMs: number, signal: AbortSignal): Promise<ServerDescription | null>;
}

/** Half a character is not Unicode: some servers refuse the whole request. */
function toWellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\ufffd');
}

function parseAnswer<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new RemoteFailure('broken', 'sa réponse n’a pas la forme attendue', { cause });
  }
}

export function createRemoteServer(options: RemoteServerOptions): RemoteServer {
  const { url, apiKey, traceHeaders, protocol, dimensions } = options;

  async function ask(path: string, body: unknown, timeoutMs: number, signal: AbortSignal): Promise<unknown> {
    const onTimeout = () => new RemoteFailure('slow', `son serveur n’a pas répondu en ${timeoutMs} ms`);
    const scope = openCallScope(timeoutMs, onTimeout, [signal]);
    try {
      return await exchangeJson(
        { url: `${url}${path}`, body, apiKey, traceHeaders: traceHeaders() },
        scope.signal,
      );
    } finally {
      scope.end();
    }
  }

  function readVector(coordinates: readonly number[]): Float32Array {
    const vector = toUnitVector(coordinates, dimensions);
    if (vector !== null) return vector;
    const reason = `sa réponse n’est pas faite de vecteurs de ${dimensions} nombres (${coordinates.length} reçus)`;
    throw new RemoteFailure('broken', reason);
  }

  return {
    url,
    async embed(texts, timeoutMs, signal) {
      const body = protocol.buildBody(texts.map(toWellFormed));
      const answer = await ask(protocol.path, body, timeoutMs, signal);
      return parseAnswer(() => protocol.readVectors(answer, texts.length)).map(readVector);
    },
    async describe(timeoutMs, signal) {
      const { description } = protocol;
      if (description === null) return null;
      const answer = await ask(description.path, null, timeoutMs, signal);
      return parseAnswer(() => description.parse(answer));
    },
  };
}
