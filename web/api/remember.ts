import type { FetchApi } from './client.ts';

interface Remembered {
  readonly etag: string;
  readonly body: string;
  readonly headers: Headers;
}

/**
 * Remembers the last readings, and asks the service only whether they have changed (`If-None-Match`): the same answer is
 * then not sent again. Browsers do it by themselves.
 * @param size answers that are remembered
 */
export function remember(fetchApi: FetchApi, size = 100): FetchApi {
  const known = new Map<string, Remembered>();
  return async (request) => {
    if (request.method !== 'GET') return await fetchApi(request);
    const before = known.get(request.url);
    if (before !== undefined) request.headers.set('if-none-match', before.etag);
    const response = await fetchApi(request);
    if (before !== undefined && response.status === 304) {
      return new Response(before.body, { headers: before.headers });
    }
    const etag = response.headers.get('etag');
    // An answer to a key has no ETag: it is never remembered.
    if (response.status !== 200 || etag === null) return response;
    const body = await response.text();
    known.delete(request.url);
    known.set(request.url, { etag, body, headers: response.headers });
    const [oldest] = known.keys();
    if (known.size > size && oldest !== undefined) known.delete(oldest);
    return new Response(body, { headers: response.headers });
  };
}
