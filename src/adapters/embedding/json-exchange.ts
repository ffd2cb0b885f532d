import { RemoteFailure } from './remote-failure.ts';
import { parseRetryAfter } from './retry-delay.ts';

export interface JsonRequest {
  readonly url: string;
  /** Sent by POST as JSON; null reads by GET. */
  readonly body: unknown;
  readonly apiKey: string | null;
  readonly traceHeaders: Readonly<Record<string, string>>;
}

/** Ten times what the largest batch of vectors takes, written in full. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const BUSY = new Set([429, 502, 503, 504]);

function describeCause(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  return code === null ? '' : ` (${code})`;
}

function refusalOf({ status, headers }: Response): RemoteFailure {
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), new Date());
  if (BUSY.has(status)) {
    return new RemoteFailure('busy', `son serveur est occupé ou indisponible (${status})`, { retryAfterMs });
  }
  // 424: what Text Embeddings Inference answers when its model fails.
  if (status >= 500 || status === 424) return new RemoteFailure('broken', `son serveur échoue (${status})`);
  if (status === 401 || status === 403) {
    return new RemoteFailure('refused', `son serveur refuse la clé (${status})`);
  }
  if (status === 404) return new RemoteFailure('refused', 'rien ne répond à l’adresse demandée (404)');
  return new RemoteFailure('refused', `son serveur refuse la demande (${status})`);
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) {
      await response.body?.cancel().catch(() => {});
      throw new RemoteFailure('broken', 'sa réponse est trop longue');
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RemoteFailure('broken', 'sa réponse n’est pas du JSON', { cause });
  }
}

/**
 * Asks a server and reads its JSON. Redirections are not followed: the key would go with them.
 * @throws RemoteFailure; the reason of `signal`
 */
export async function exchangeJson(
  { url, body, apiKey, traceHeaders }: JsonRequest,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    const response = await fetch(url, {
      signal,
      redirect: 'manual',
      headers: {
        ...traceHeaders,
        accept: 'application/json',
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      ...(body === null ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    if (response.status !== 200) {
      // A connection that breaks by then does not change what was answered.
      await response.body?.cancel().catch(() => {});
      throw refusalOf(response);
    }
    return parseJson(await readText(response));
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof RemoteFailure) throw cause;
    throw new RemoteFailure('connection', `son serveur est injoignable${describeCause(cause)}`, { cause });
  }
}
